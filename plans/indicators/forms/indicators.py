"""What is asked about an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from concordat.web.fields import SubmissionKey
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section, Text
from plans.indicators.forms.figures import FigureField
from plans.indicators.models import Indicator
from plans.indicators.queries import actions_to_link, provider_choices
from plans.indicators.rules import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    MOST_WEEKS,
    Better,
    Every,
    NewIndicator,
    Unit,
    shown,
)
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.planning.forms.versions import VersionedForm

LABELS = {
    "name": "Name",
    "definition": "Exactly what is counted",
    "unit": "Unit",
    "better": "Which way is better",
    "target": "Target",
    "every": "How often it is read",
    "weeks": "Weeks until the figure is there",
    "provider": "Who gives the figure",
    "source": "Where the figure comes from",
    "of_people": "It counts people",
    "actions": "Actions it belongs to",
}


class IndicatorForm(PrivacyAskingForm):
    """What is measured, in which direction it should go, how often it is read and by whom."""

    told_in: ClassVar[tuple[str, ...]] = ("name", "definition", "source")

    name = forms.CharField(
        label=LABELS["name"],
        max_length=LONGEST_NAME,
        help_text="For example, People taken to a police station under section 136.",
    )
    definition = forms.CharField(
        label=LABELS["definition"],
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What counts and what does not, so that next year’s figure means the same.",
    )
    unit = forms.ChoiceField(label=LABELS["unit"], choices=Unit.choices(), initial=Unit.NUMBER.value)
    better = forms.ChoiceField(
        label=LABELS["better"], choices=Better.choices(), initial=Better.LOWER.value, widget=forms.RadioSelect
    )
    target = FigureField(label=LABELS["target"], help_text="Leave it empty if none is agreed.")
    every = forms.ChoiceField(label=LABELS["every"], choices=Every.choices(), initial=Every.QUARTER.value)
    weeks = forms.IntegerField(
        label=LABELS["weeks"],
        min_value=0,
        max_value=MOST_WEEKS,
        initial=4,
        help_text="Counted from the end of the period. By then we look for the figure, and remind who gives it.",
    )
    provider = forms.TypedChoiceField(
        label=LABELS["provider"],
        required=False,
        coerce=int,
        empty_value=None,
        help_text="The organisation whose people enter it, beside the officers.",
    )
    source = forms.CharField(
        label=LABELS["source"],
        required=False,
        max_length=LONGEST_SOURCE,
        help_text="For example, Home Office, Police powers and procedures, table SM1.",
    )
    of_people = forms.BooleanField(
        label=LABELS["of_people"],
        required=False,
        help_text="Figures from 1 to 4 are then never shown outside the partnership.",
    )
    actions = forms.TypedMultipleChoiceField(
        label=LABELS["actions"], required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    widths: ClassVar[Mapping[str, int | str]] = {"target": 10, "weeks": 2, "name": "two-thirds"}
    submit_label = "Save indicator"

    def __init__(self, *args: Any, partnership_id: int, **kwargs: Any) -> None:
        """Offer the members and actions of the partnership."""
        super().__init__(*args, **kwargs)
        self._choose("provider", [("", "Officers of the partnership"), *provider_choices(partnership_id)])
        self._choose("actions", actions_to_link(partnership_id))

    def pieces(self) -> Sequence[Any]:
        """Group the fields; ask about personal detail only when it has to be asked."""
        links = [Section("Actions", "actions")] if self.fields["actions"].choices else []  # type: ignore[attr-defined]
        return [
            Section("What is measured", "name", "definition", "unit", "of_people"),
            Section("Where it should go", "better", "target"),
            Section("When and by whom", *self._read_so_far(), "every", "weeks", "provider", "source"),
            *links,
            *(["privacy_checked"] if self.must_ask else []),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask about what may tell who somebody is."""
        cleaned = super().clean() or {}
        self.ask_about_privacy(cleaned)
        return cleaned

    def new(self) -> NewIndicator:
        """Return the indicator as typed."""
        typed = self.cleaned_data
        same = {name: typed[name] for name in LABELS if name not in ("provider", "actions")}
        return NewIndicator(**same, provider_id=typed["provider"], action_ids=tuple(typed["actions"]))

    def _read_so_far(self) -> list[Any]:
        return []

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class AddIndicatorForm(IndicatorForm):
    """A new indicator; ``submission_key`` makes a form sent twice one indicator."""

    submission_key = SubmissionKey()
    submit_label = "Add indicator"


class EditIndicatorForm(VersionedForm, IndicatorForm):
    """A change to an indicator. Once read, its periods stay."""

    def __init__(self, *args: Any, indicator: Indicator, was_read: bool, **kwargs: Any) -> None:
        """Fix the unit and the rhythm of what was read: older figures would change their meaning."""
        self.was_read = was_read
        super().__init__(*args, partnership_id=indicator.partnership_id, **kwargs)
        if was_read:
            for name in ("unit", "every"):
                self.fields[name].disabled = True

    def _read_so_far(self) -> list[Any]:
        words = "It has been read already, so its unit and how often it is read stay. To change them, add a new one."
        return [Text(words)] if self.was_read else []


class RetireForm(ConcordatForm):
    """Why an indicator is measured no more."""

    reason = forms.CharField(
        label="Why is it measured no more?",
        max_length=300,
        help_text="For example, the force now counts it in another way.",
    )
    submit_label = "Measure it no more"
    submit_kind = "warning"


def as_typed(one: Indicator) -> dict[str, Any]:
    """Return an indicator as the form's start."""
    same = {name: getattr(one, name) for name in LABELS if name not in ("provider", "actions", "target")}
    target = None if one.target is None else shown(one.target, Unit.NUMBER)
    actions = list(one.actions.values_list("pk", flat=True))
    return {**same, "target": target, "provider": one.provider_id, "actions": actions, "version": one.version}


def in_words(new: NewIndicator, names: Mapping[str, Mapping[Any, str]]) -> dict[str, str]:
    """Return what an indicator says as words, for two versions side by side."""
    return {
        "name": new.name,
        "definition": new.definition,
        "unit": Unit(new.unit).label,
        "better": Better(new.better).label,
        "target": shown(new.target, new.unit),
        "every": Every(new.every).label,
        "weeks": str(new.weeks),
        "provider": names["provider"].get(new.provider_id, ""),
        "source": new.source,
        "of_people": "Yes" if new.of_people else "No",
        "actions": "; ".join(sorted(names["actions"].get(pk, str(pk)) for pk in new.action_ids)),
    }
