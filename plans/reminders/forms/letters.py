"""The forms about letters: finding them, sending one again, how they come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section
from plans.reminders.rules.choices import Away, Chosen, LetterRhythm, Weekday

LEDGER_STATES = [
    ("", "All letters"),
    ("waiting", "Waiting"),
    ("sent", "Sent"),
    ("failed", "Failed"),
    ("superseded", "No longer needed"),
    ("maybe_twice", "May have arrived twice"),
]


class ForecastForm(ConcordatForm):
    """Narrows the forecast."""

    q = forms.CharField(label="Name or post", required=False, max_length=100)

    method = "get"
    submit_label = "Search"
    submit_kind = "secondary"
    mark_optional = False


class LedgerForm(ConcordatForm):
    """Narrows the ledger."""

    q = forms.CharField(label="Name, address or subject", required=False, max_length=100)
    state = forms.ChoiceField(label="State", choices=LEDGER_STATES, required=False)

    method = "get"
    submit_label = "Search"
    submit_kind = "secondary"
    mark_optional = False


class ResendForm(ConcordatForm):
    """Confirms that a parked letter is sent again."""

    submit_label = "Send it again"


class AwayForm(ConcordatForm):
    """When somebody is away, and who reads their reminders meanwhile."""

    away_from = DateBoxes(label="First day away", required=False, help_text="For example, 21 12 2026.")
    away_until = DateBoxes(label="Last day away", required=False)
    deputy = forms.TypedChoiceField(
        label="Who reads the reminders meanwhile?",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="They get only what they may see. Without anybody, the letters go to the next person in turn.",
    )

    submit_label = "Save"
    mark_optional = False

    def __init__(self, *args: Any, colleagues: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Take (id, name) of those who can stand in."""
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [("", "Nobody"), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both days away, in order."""
        cleaned = super().clean() or {}
        if {"away_from", "away_until"} & self.errors.keys():
            return cleaned
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if first and not last:
            self.add_error("away_until", "Enter the last day away too")
        elif last and not first:
            self.add_error("away_from", "Enter the first day away too")
        elif first and last and last < first:
            self.add_error("away_until", "The last day away must be the first one or later")
        return cleaned

    def away(self) -> Away:
        """Return the days and the deputy, who is nobody where no days are named."""
        typed = self.cleaned_data
        return Away(typed["away_from"], typed["away_until"], typed["deputy"] if typed["away_from"] else None)


class LetterChoiceForm(AwayForm):
    """How often reminders come, which of them, and who reads them while the person is away."""

    rhythm = forms.ChoiceField(
        label="How often do you want to be reminded?", choices=LetterRhythm.choices(), widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label="If once a week, on which day?", choices=Weekday.numbered(), coerce=int, required=False
    )
    only_mine = forms.BooleanField(
        label="Only what reaches me first, not what somebody else has left unanswered", required=False
    )

    option_hints = {
        "rhythm": {
            LetterRhythm.NONE: "What you would have heard goes to the next person in turn. You can change it here"
        }
    }

    def pieces(self) -> Sequence[Any]:
        """Group the days away."""
        return ["rhythm", "weekday", "only_mine", Section("When you are away", "away_from", "away_until", "deputy")]

    def chosen(self) -> Chosen:
        """Return what was chosen."""
        typed = self.cleaned_data
        return Chosen(LetterRhythm(typed["rhythm"]), typed["weekday"] or 0, typed["only_mine"], *self.away())
