"""What is asked about an action."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from django import forms

from concordat.web.fields import SubmissionKey
from concordat.web.layout import Button, Buttons, Link, Section, Text
from concordat.web.seen import Seen, as_seen
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.planning.models import Action, Plan
from plans.planning.queries.actions import as_new_action
from plans.planning.queries.board import standards_for, themes_in
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.actions import EDITABLE, MOST_LETTERS, NewAction, problems_in
from plans.planning.rules.sentences import reading_sentence, review_sentence, warning_sentence
from plans.planning.rules.states import AgeGroup
from plans.planning.rules.timescale import Timescale, read_timescale

_MOST = {name: most for name, (most, _) in MOST_LETTERS.items()}


def _long(label: str, name: str, hint: str = "", rows: int = 3, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=_MOST[name], required=required, widget=widget)


def _short(label: str, name: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=_MOST[name], required=False)


class ActionForm(PrivacyAskingForm):
    """Everything an action promises. ``timescale_seen`` is the timescale whose reading was shown."""

    told_in: ClassVar[tuple[str, ...]] = ("text", "outcome", "indicator")

    text = _long("What will be done", "text", "One action, in plain words anybody can follow.", 4, required=True)
    outcome = _long("What difference will it make?", "outcome", "The outcome for people in a crisis.")
    indicator = _long("How will you know?", "indicator", "A measure, for example: nobody under 18 in a police cell.")
    timescale = forms.CharField(
        label="Timescale",
        required=False,
        max_length=_MOST["timescale"],
        strip=False,
        help_text="As you would write it: by end of March 2027, Q1 and Q3, ongoing. We show how we read it.",
    )
    timescale_seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    lead = forms.TypedChoiceField(
        label="Lead organisation",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="The one that answers for it.",
    )
    lead_text = _short("Lead as your plan writes it", "lead_text", "Needed only if the lead is not in the list.")
    partners = forms.TypedMultipleChoiceField(
        label="Supporting partners", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    named_post = _short("Named post", "named_post", "The post, not the person. For example, Head of crisis services.")
    number = _short("Number", "number", "As printed in the plan, for example 3.2.")
    theme = forms.ChoiceField(label="Theme", required=False)
    new_theme = _short("Or a new theme", "theme")
    heading = _short("Sub-heading", "heading", "The heading inside the theme, if the plan has one.")
    standards = forms.TypedMultipleChoiceField(
        label="Standards it helps to meet", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    age_group = forms.ChoiceField(
        label="For whom",
        required=False,
        choices=[("", "Not said"), *AgeGroup.choices()],
        error_messages={"invalid_choice": "Select whom the action is for from the list"},
    )

    widths: ClassVar[Mapping[str, int | str]] = {"number": 10, "named_post": "two-thirds", "new_theme": "two-thirds"}
    submit_label = "Save action"
    conflict_url = ""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        """Offer what belongs to the plan."""
        super().__init__(*args, **kwargs)
        self.plan = plan
        organisations = organisations_for(plan)
        themes = [(theme.title, str(theme)) for theme in themes_in(plan.pk)]
        self._choose("lead", [("", "No lead yet"), *organisations])
        self._choose("partners", organisations)
        self._choose("theme", [("", "No theme"), *themes])
        self._choose("standards", [(one.pk, str(one)) for one in standards_for(plan.pk)])
        if not themes:
            self.fields["new_theme"].label = "Theme"

    def pieces(self) -> Sequence[Any]:
        """Group the fields; leave out what has nothing to choose from."""
        groups = (
            ("What was promised", ["text", "outcome", "indicator"]),
            ("By when", ["timescale"]),
            ("By whom", ["lead", "lead_text", "partners", "named_post"]),
            ("Its place", ["number", "theme", "new_theme", "heading", "standards", "age_group"]),
        )
        told = {"By when": self._told_of_timescale()}
        ask: list[Any] = ["privacy_checked"] if self.must_ask else []
        shown = (Section(head, *filter(self._offers, names), *told.get(head, [])) for head, names in groups)
        return [*shown, *ask]

    def buttons(self) -> Buttons:
        """Return Save, Check and Cancel; after a conflict, what each of them does."""
        if self.conflict_url:
            return Buttons(Button("Save my text over theirs"), Link("Keep theirs and leave", self.conflict_url))
        check = Button("Check the timescale", name="check", value="1", kind="secondary")
        return Buttons(Button(self.submit_label), check, Link("Cancel", self.cancel_url))

    def clean(self) -> dict[str, Any]:
        """Ask for what an action needs, and about what may tell who somebody is."""
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in problems_in(self.wanted(cleaned)):
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, problem.sentence)
        self.ask_about_privacy(cleaned)
        return cleaned

    def wanted(self, typed: Mapping[str, Any] | None = None) -> NewAction:
        """Return the action as typed."""
        typed = self.cleaned_data if typed is None else typed
        same = (
            "text",
            "outcome",
            "indicator",
            "timescale",
            "lead_text",
            "named_post",
            "number",
            "heading",
            "age_group",
        )
        return NewAction(
            **{name: typed[name] for name in same},
            theme=typed["new_theme"] or typed["theme"],
            lead_id=typed["lead"],
            partner_ids=tuple(sorted(typed["partners"])),
            standard_ids=tuple(sorted(typed["standards"])),
        )

    def must_show_reading(self) -> bool:
        """Answer whether the timescale has a reading that the person has not seen yet."""
        typed = self._typed_timescale()
        return bool(typed.strip()) and typed != str(self.data.get("timescale_seen") or "")

    def note_reading_shown(self) -> None:
        """Remember in the page that the reading was shown, so that the next Save saves."""
        self._resend("timescale_seen", self._typed_timescale())

    def _typed_timescale(self) -> str:
        return str(self.data.get("timescale") or "").replace("\x00", "")

    def _reading(self) -> Timescale | None:
        text = self._typed_timescale() if self.is_bound else str(self.initial.get("timescale") or "")
        if len(text) > _MOST["timescale"] or not text.strip():
            return None
        return read_timescale(text, plan_year=self.plan.plan_year)

    def _told_of_timescale(self) -> list[Text]:
        reading = self._reading()
        if reading is None:
            return []
        told = [Text(reading_sentence(reading), inset=True)]
        return told + [Text(words) for words in (warning_sentence(reading), review_sentence(reading)) if words]

    def _offers(self, name: str) -> bool:
        choices = getattr(self.fields[name], "choices", None)
        return choices is None or name in ("lead", "age_group") or len(list(choices)) > (name == "theme")

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _resend(self, name: str, value: str) -> None:
        data = self.data.copy()  # type: ignore[attr-defined]
        data[name] = value
        self.data = data


class AddActionForm(ActionForm):
    """A new action; ``submission_key`` makes a form sent twice one action."""

    submission_key = SubmissionKey()
    submit_label = "Add action"


class EditActionForm(ActionForm):
    """A change to an action; ``version`` is the row version the person saw, ``seen`` what stood in it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = Seen()

    def changes(self) -> dict[str, Any]:
        """Return what was typed, under the names in ``EDITABLE``."""
        wanted = asdict(self.wanted())
        return {name: wanted[name] for name in EDITABLE}

    def turn_to(self, current: Action, taken: Collection[str], keep_url: str) -> None:
        """Offer to save over ``current``, or to leave to ``keep_url``; ``taken`` fields become theirs."""
        theirs = as_typed(current)
        data = self.data.copy()  # type: ignore[attr-defined]
        for name in taken:
            _put(data, _FIELD_OF.get(name, name), theirs[_FIELD_OF.get(name, name)])
        if "theme" in taken:
            data["new_theme"] = ""
        data["version"], data["seen"] = str(current.version), theirs["seen"]
        self.data, self.conflict_url = data, keep_url
        self.note_reading_shown()


#: Where a field of an action has another name in the form.
_FIELD_OF = {"lead_id": "lead", "partner_ids": "partners", "standard_ids": "standards"}


def _put(data: Any, name: str, value: Any) -> None:
    if isinstance(value, tuple):
        data.setlist(name, [str(one) for one in value])
    else:
        data[name] = "" if value is None else str(value)


def as_typed(action: Action) -> dict[str, Any]:
    """Return an action as the form's start."""
    now = as_new_action(action)
    same = (
        "text", "outcome", "indicator", "timescale", "lead_text", "named_post", "number", "heading", "age_group", "theme",
    )  # fmt: skip
    return {
        **{name: getattr(now, name) for name in same},
        "seen": as_seen({name: getattr(now, name) for name in EDITABLE}),
        "timescale_seen": now.timescale,
        "lead": now.lead_id,
        "partners": now.partner_ids,
        "standards": now.standard_ids,
        "version": action.version,
    }
