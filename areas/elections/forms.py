"""What is asked about a pre-election period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from areas.elections.queries import places_to_choose_from
from areas.elections.rules import Manner, NewPeriod, check_days
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm


class ElectionPeriodForm(ConcordatForm):
    """Which days, where, and what letters do meanwhile."""

    name = forms.CharField(
        label="Which election?",
        max_length=100,
        help_text="For example, county council elections, 6 May 2027",
        error_messages={"required": "Enter which election it is"},
    )
    place = forms.ChoiceField(
        label="Where?",
        required=False,
        help_text="A plan that covers several areas holds back as soon as one of them does.",
    )
    first_on = DateBoxes(label="First day", help_text="For example, 22 3 2027.")
    last_on = DateBoxes(label="Last day", help_text="Usually the day of the vote.")
    manner = forms.ChoiceField(
        label="What do letters do meanwhile?",
        choices=Manner.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what letters do meanwhile"},
    )

    submit_label = "Save period"
    widths: ClassVar[Mapping[str, int | str]] = {"name": "two-thirds", "place": "two-thirds"}
    option_hints = {
        "manner": {
            Manner.NEUTRAL: "They say which dates the plan names, and nothing about how it is going",
            Manner.PAUSE: "What falls due meanwhile is told in the first letter afterwards",
        }
    }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Offer the regions and the areas of ``today``."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["place"].choices = places_to_choose_from(today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Hold the days against the rule."""
        cleaned = super().clean() or {}
        if cleaned.get("first_on") and cleaned.get("last_on"):
            try:
                check_days(cleaned["first_on"], cleaned["last_on"], self.today)
            except ValueError as error:
                self.add_error("last_on", str(error))
        return cleaned

    def period(self) -> NewPeriod:
        """Return what was entered."""
        typed = self.cleaned_data
        kind, _, pk = str(typed["place"]).partition(":")
        return NewPeriod(
            typed["name"],
            typed["first_on"],
            typed["last_on"],
            Manner(typed["manner"]),
            region_id=int(pk) if kind == "region" else None,
            area_id=int(pk) if kind == "area" else None,
        )


class RemovePeriodForm(ConcordatForm):
    """A button that says what it does."""

    submit_label = "Remove the period"
    submit_kind = "warning"
