"""The forms of the rules: a rule itself, an exception to it, and taking one back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from areas.roles.rules import Role
from concordat.web.forms import ConcordatForm
from plans.reminders.queries.rules import plan_called
from plans.reminders.rules import AUDIENCE, KINDS, Kind, ReminderKind, check_steps

_MOST_AUDIENCE = [(role.value, role.label) for role in AUDIENCE]


class RuleForm(ConcordatForm):
    """Switches a rule on or off and sets its days."""

    is_on = forms.TypedChoiceField(
        label="Is this rule on?",
        choices=[("yes", "On"), ("no", "Off: nobody hears of this")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Select whether the rule is on"},
    )
    days = forms.CharField(label="Days", max_length=60, error_messages={"required": "Enter the days, with commas"})
    audience = forms.TypedMultipleChoiceField(
        label="Who is asked, one after the other?",
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one, or switch the rule off"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    submit_label = "Save rule"
    widths = {"days": 20}

    def __init__(self, *args: Any, kind: ReminderKind, **kwargs: Any) -> None:
        """Take the kind whose rule it is."""
        super().__init__(*args, **kwargs)
        self.kind = KINDS[kind]
        self.fields["audience"].choices = _audience(self.kind)  # type: ignore[attr-defined]
        self.fields["days"].label, self.fields["days"].help_text = days_label(self.kind)

    def clean_audience(self) -> tuple[Role, ...]:
        """Return the roles in the order in which they are asked."""
        chosen = set(self.cleaned_data["audience"])
        return tuple(role for role in AUDIENCE if role in chosen)

    def clean_days(self) -> tuple[int, ...]:
        """Return the steps as they are stored."""
        parts = [part for part in re.split(r"[\s,;]+", self.cleaned_data["days"].strip()) if part]
        numbers = [part.replace("−", "-").replace("–", "-") for part in parts]
        wrong = [part for part, number in zip(parts, numbers, strict=True) if not re.fullmatch(r"[+-]?\d{1,4}", number)]
        if wrong:
            raise forms.ValidationError(f"Enter whole numbers of days with commas between them, not “{wrong[0]}”")
        steps = [-int(number) if self.kind.side == "after" else int(number) for number in numbers]
        try:
            return check_steps(self.kind.name, steps)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class ExceptionForm(ConcordatForm):
    """Says where a rule of its own is wanted."""

    region = forms.TypedChoiceField(label="A region", required=False, coerce=int, empty_value=None)
    plan = forms.CharField(
        label="Or one plan",
        required=False,
        max_length=200,
        help_text="Its title, or the address of its page, such as /plans/12/",
    )

    submit_label = "Continue"
    mark_optional = False

    def __init__(self, *args: Any, regions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Take (id, name) of the regions."""
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "None"), *regions]  # type: ignore[attr-defined]

    def clean_plan(self) -> int | None:
        """Return the id of the plan that was meant."""
        typed = self.cleaned_data["plan"].strip()
        if not typed:
            return None
        found = plan_called(typed)
        if not found:
            raise forms.ValidationError("No plan in use has this title or address: copy it from the plan’s page")
        if len(found) > 1:
            raise forms.ValidationError("Several plans have this title: enter the address of the plan’s page instead")
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if "plan" in self.errors:
            return cleaned
        if not cleaned.get("region") and not cleaned.get("plan"):
            self.add_error("region", "Select a region, or enter a plan")
        elif cleaned.get("region") and cleaned.get("plan"):
            self.add_error("plan", "Select a region or enter a plan, not both: a plan’s rule goes before its region’s")
        return cleaned


class RemoveExceptionForm(ConcordatForm):
    """Confirms that an exception is taken back."""

    submit_label = "Take it back"


def _audience(kind: Kind) -> list[tuple[str, str]]:
    """Return the roles that can be asked: contributors only where an organisation leads."""
    without = () if kind.has_lead else (AUDIENCE[0],)
    return [(value, label) for value, label in _MOST_AUDIENCE if value not in without]


def days_label(kind: Kind) -> tuple[str, str]:
    """Return what the box for the days of a rule is called, and its hint."""
    example = days_words(kind, kind.steps)
    if kind.side:
        return f"Days {kind.side} {kind.anchor}", f"Whole numbers with commas. Usually {example}"
    hint = f"Numbers before the end; after it with a minus. Usually {example}"
    return f"Days before {kind.anchor}", hint


def days_words(kind: Kind, steps: tuple[int, ...]) -> str:
    """Return the steps as they are typed: "30, 7, 1"; days after are positive where all are."""
    return ", ".join(str(-step if kind.side == "after" else step) for step in steps)
