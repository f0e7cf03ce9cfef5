"""What is asked about a body that signs or backs a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from areas.declarations.models import Signatory
from areas.declarations.queries import signature_of
from areas.declarations.rules import SignatoryRole, Signature, names_a_person
from areas.organisations.forms import NewOrganisationFields
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section
from concordat.web.words import date_words


class SignatureForm(ConcordatForm):
    """How an organisation stands behind the declaration."""

    role = forms.ChoiceField(
        label="How does it stand behind the declaration?",
        choices=SignatoryRole.choices(),
        widget=forms.RadioSelect,
        initial=SignatoryRole.SIGNATORY.value,
    )
    post = forms.CharField(
        label="Post of the person who signed",
        required=False,
        max_length=120,
        help_text="The post, not the name: it is shown to everybody. For example, Chief executive.",
    )
    signed_on = DateBoxes(label="Date signed", required=False, latest=timezone.localdate)
    submit_label = "Save signatory"
    widths: ClassVar[dict[str, str]] = {"post": "two-thirds", "name": "two-thirds", "kind": "two-thirds"}
    option_hints = {
        "role": {
            SignatoryRole.SIGNATORY: "It signs, and commits itself to what was agreed",
            SignatoryRole.SUPPORTER: "It backs the declaration but has not signed it",
        }
    }

    def clean_post(self) -> str:
        """Keep names of people out of what everybody can read."""
        post: str = self.cleaned_data["post"]
        if names_a_person(post):
            raise forms.ValidationError("Enter the post without a person’s name, for example Chief executive")
        return post

    def signature(self) -> Signature:
        """Return what was typed."""
        typed = self.cleaned_data
        return Signature(SignatoryRole(typed["role"]), typed["post"], typed["signed_on"])


class SignatoryForm(SignatureForm):
    """How an organisation stands behind the declaration. ``seen_…`` is how the person saw it."""

    seen_role = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_post = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_signed_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def seen(self) -> Signature | None:
        """Return the entry as the person saw it; None when the page did not say so."""
        typed = self.cleaned_data
        try:
            day = typed["seen_signed_on"]
            return Signature(
                SignatoryRole(typed["seen_role"]), typed["seen_post"], date.fromisoformat(day) if day else None
            )
        except ValueError:
            return None


def as_seen(signatory: Signatory) -> dict[str, Any]:
    """Return an entry as the form's start, with what is seen kept beside what may be changed."""
    now = signature_of(signatory)
    return {
        "role": now.role.value,
        "post": now.post,
        "signed_on": now.signed_on,
        "seen_role": now.role.value,
        "seen_post": now.post,
        "seen_signed_on": now.signed_on.isoformat() if now.signed_on else "",
    }


class NewOrganisationForm(NewOrganisationFields, SignatoryForm):
    """An organisation that nobody has typed before, and how it stands."""

    field_order = ["name", "kind"]

    submit_label = "Add organisation and signatory"


class WithdrawForm(ConcordatForm):
    """The day an organisation withdrew."""

    withdrawn_on = DateBoxes(label="When did it withdraw?", latest=timezone.localdate)

    submit_label = "Record that it has withdrawn"
    submit_kind = "warning"


class ReturnForm(SignatureForm):
    """An organisation that withdrew: it signs again, or it never withdrew."""

    AGAIN, MISTAKE = "again", "mistake"

    how = forms.ChoiceField(
        label="What has happened?",
        choices=[(AGAIN, "It signs again"), (MISTAKE, "It never withdrew: that was a mistake")],
        widget=forms.RadioSelect,
    )
    field_order = ["how"]

    submit_label = "Save"

    def __init__(self, *args: Any, withdrawn_on: date, **kwargs: Any) -> None:
        """Take the day on which it withdrew."""
        super().__init__(*args, **kwargs)
        self.withdrawn_on = withdrawn_on

    def pieces(self) -> Sequence[Any]:
        """Set apart what is asked only if it signs again."""
        return ["how", Section("If it signs again", "role", "post", "signed_on")]

    @property
    def was_mistake(self) -> bool:
        """Answer whether it never withdrew."""
        return bool(self.cleaned_data.get("how") == self.MISTAKE)

    def clean(self) -> dict[str, Any]:
        """Ask for a day after the withdrawal; what a mistake does not need is let be."""
        cleaned = super().clean() or {}
        if self.was_mistake:
            for name in ("role", "post", "signed_on"):
                self.errors.pop(name, None)
        elif cleaned.get("signed_on") and cleaned["signed_on"] < self.withdrawn_on:
            day = date_words(self.withdrawn_on)
            self.add_error("signed_on", f"Date signed must be {day} or later: it withdrew then")
        return cleaned
