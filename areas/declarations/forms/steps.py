"""What the four steps to a declaration ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone

from areas.declarations.forms.agreement import RowVersion
from areas.declarations.rules import (
    ENDORSEMENT,
    LONGEST_TEXT,
    Bodies,
    GroupAndText,
    KnownBody,
    OwnOrganisation,
    Part,
    names_a_person,
    seal,
)
from areas.declarations.rules.likeness import folded
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link, Section

ANOTHER = "another"


class StepForm(ConcordatForm):
    """A step: ``seen`` says what the page was drawn from. It may be saved however little is filled in."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    submit_label = "Save and continue"
    mark_optional = False

    def put(self, name: str, value: str) -> None:
        """Change what a hidden field will carry when the page is shown again."""
        changed = QueryDict(mutable=True)
        changed.update(self.data)
        changed[name] = value
        self.data = changed

    def buttons(self) -> Buttons:
        """Return "on to the next step" and "enough for today"."""
        later = Button("Save and come back later", name="later", value="1", kind="secondary")
        return Buttons(Button(self.submit_label), later, Link("Cancel", self.cancel_url))


class OwnOrganisationForm(StepForm):
    """Step 1. ``asked`` is the name about which the page has asked "is it one of these?"."""

    means = forms.ChoiceField(label="Which organisation do you work for?", required=False, widget=forms.RadioSelect)
    new_name = forms.CharField(label="Name of the organisation, if it is another one", required=False, max_length=160)
    new_kind = forms.ChoiceField(label="Kind of organisation, if it is another one", required=False)
    post = forms.CharField(
        label="Post of the person who signs for it",
        required=False,
        max_length=120,
        help_text="The post, not the name: it is shown to everybody. For example, Chief executive.",
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    widths: ClassVar[Mapping[str, int | str]] = {"new_name": "two-thirds", "post": "two-thirds"}

    def __init__(
        self,
        *args: Any,
        near: Sequence[tuple[int, str]],
        bodies: Bodies,
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Take the members of the partnership (``near``: ids and names), all known organisations and their kinds."""
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.offered = [(str(pk), name) for pk, name in near]
        self.fields["new_kind"].choices = [("", "Select a kind"), *kinds]  # type: ignore[attr-defined]
        self._offer(self._like(str(self.data.get("new_name", ""))) if self.data.get("means") else ())

    def _offer(self, more: Sequence[KnownBody]) -> None:
        there = {pk for pk, _ in self.offered}
        also = [(str(body.pk), f"{body.name} – {body.kind}") for body in more if str(body.pk) not in there]
        choices = [*self.offered, *also, (ANOTHER, "Another organisation")]
        self.fields["means"].choices = choices  # type: ignore[attr-defined]

    def _like(self, name: str) -> tuple[KnownBody, ...]:
        meant = self.bodies.meant_by(name)
        return (meant.certain,) if meant.certain else meant.suggested

    def pieces(self) -> Sequence[Any]:
        """Set apart what is asked only of an organisation that is not in the list."""
        return ["means", Section("If it is another organisation", "new_name", "new_kind", size="s"), "post"]

    def clean_post(self) -> str:
        """Keep names of people out of what everybody can read."""
        post: str = self.cleaned_data["post"]
        if names_a_person(post):
            raise forms.ValidationError("Enter the post without a person’s name, for example Chief executive")
        return post

    def clean(self) -> dict[str, Any]:
        """Ask about a name that is like a known one, and for the name and kind of what is new."""
        cleaned = super().clean() or {}
        name = " ".join(str(cleaned.get("new_name", "")).split())
        cleaned["certain"] = None
        if name and not cleaned.get("means") and "means" not in self.errors:
            cleaned["means"] = ANOTHER
        if cleaned.get("means") != ANOTHER or "new_name" in self.errors:
            return cleaned
        meant = self.bodies.meant_by(name)
        cleaned["certain"] = meant.certain
        if "later" in self.data:
            return cleaned
        if not name:
            self.add_error("new_name", "Enter the name of the organisation")
        elif meant.certain is None and meant.suggested and folded(name) != cleaned.get("asked"):
            self.put("asked", folded(name))
            self.add_error(
                "means",
                f"Is “{name}” one of the organisations that are now in this list? "
                "If not, select “Another organisation” once more and save",
            )
        elif meant.certain is None and not cleaned.get("new_kind"):
            self.add_error("new_kind", "Select the kind of organisation")
        return cleaned

    def part(self) -> OwnOrganisation:
        """Return what was typed."""
        typed = self.cleaned_data
        if typed["means"] == ANOTHER and typed["certain"] is None:
            name = " ".join(typed["new_name"].split())
            kind = int(typed["new_kind"]) if typed["new_kind"] else None
            return OwnOrganisation(None, name, kind, typed["post"])
        chosen = typed["certain"].pk if typed["certain"] else int(typed["means"]) if typed["means"] else None
        return OwnOrganisation(chosen, post=typed["post"])


def own_as_stored(own: OwnOrganisation) -> dict[str, Any]:
    """Return the first step as the form's start."""
    means = str(own.organisation_id) if own.organisation_id else ANOTHER if own.new_name else ""
    return {
        "means": means,
        "new_name": own.new_name,
        "new_kind": str(own.new_kind_id or ""),
        "post": own.post,
        "asked": folded(own.new_name),
        **seen_of(own),
    }


class GroupForm(StepForm):
    """Step 2."""

    is_right = forms.BooleanField(label="This is our group, and these are its areas", required=False)
    text = forms.CharField(
        label="What did the partners agree?",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=(
            "The whole text. It should cover access to support before crisis point, urgent and emergency access, "
            "quality of treatment and care, and recovery and staying well."
        ),
    )
    signed_on = DateBoxes(
        label="When was it signed?", required=False, latest=timezone.localdate, help_text="For example, 11 12 2014."
    )

    def part(self) -> GroupAndText:
        """Return what was typed."""
        typed = self.cleaned_data
        return GroupAndText(typed["is_right"], typed["text"], typed["signed_on"])


def group_as_stored(group: GroupAndText, wording: str = "") -> dict[str, Any]:
    """Return the second step as the form's start; ``wording`` stands where no text was typed."""
    return vars(group) | {"text": group.text or wording} | seen_of(group)


class MembersForm(ConcordatForm):
    """Step 3: members of the partnership to put into the list, a tick each."""

    members = forms.TypedMultipleChoiceField(
        label="Members of this partnership that are not in the list yet",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one organisation"},
    )

    submit_label = "Add the ticked members"
    submit_kind = "secondary"
    mark_optional = False

    def __init__(self, *args: Any, near: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Take the ids and names of the members."""
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = near  # type: ignore[attr-defined]

    def buttons(self) -> Buttons:
        """Return the button that tells this form from the others of the page."""
        return Buttons(Button(self.submit_label, name="form", value="members", kind=self.submit_kind))


class OthersForm(StepForm):
    """Step 3: the list is complete."""

    submit_label = "The list is complete: continue"


class EndorseForm(ConcordatForm):
    """Step 4: the statement. The hidden fields say what the person saw."""

    draft = RowVersion()
    declaration = RowVersion()
    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    endorsed = forms.BooleanField(
        label=ENDORSEMENT, error_messages={"required": "Tick the box to endorse the statement"}
    )

    submit_label = "Endorse and record as signed"


def seen_of(part: Part) -> dict[str, str]:
    """Return the hidden field that says how a step stands."""
    return {"seen": seal(part)}
