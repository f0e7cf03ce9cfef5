"""What is asked about wordings: which two to compare, and which one was signed again when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from areas.declarations.models import DeclarationText
from areas.declarations.rules import problem_with_day
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.words import date_words


def _choices(wordings: Sequence[DeclarationText]) -> list[tuple[str, str]]:
    return [(str(one.number), f"Wording {one.number}, recorded {date_words(one.recorded_at)}") for one in wordings]


class CompareForm(ConcordatForm):
    """The two wordings to compare; they go into the address."""

    before = forms.ChoiceField(label="What changed from")
    after = forms.ChoiceField(label="to")

    method = "get"
    mark_optional = False
    submit_label = "Compare"

    def __init__(self, data: Any, *, wordings: Sequence[DeclarationText], **kwargs: Any) -> None:
        """Offer the wordings (newest first); an address without any asks for the newest two."""
        given = {name: data[name] for name in ("before", "after") if name in data}
        start = {"before": str(wordings[1].number), "after": str(wordings[0].number)}
        super().__init__(start | given, **kwargs)
        for name in ("before", "after"):
            self.fields[name].choices = _choices(wordings)  # type: ignore[attr-defined]

    def numbers(self) -> tuple[int, int]:
        """Return the numbers of the wording before and the wording after."""
        return int(self.cleaned_data["before"]), int(self.cleaned_data["after"])


class ReaffirmForm(ConcordatForm):
    """The day the partnership signed again, and the wording that stood then."""

    signed_again_on = DateBoxes(
        label="Date signed again",
        latest=timezone.localdate,
        help_text="The day the partnership confirmed its declaration. For example, 1 4 2026.",
    )
    wording = forms.ChoiceField(
        label="Which wording was signed?",
        required=False,
        widget=forms.RadioSelect,
        help_text="If you leave this open, we take the wording that was recorded by that day.",
    )

    submit_label = "Record that it was signed again"
    mark_optional = False

    def __init__(self, *args: Any, wordings: Sequence[DeclarationText], first: date, **kwargs: Any) -> None:
        """Take the wordings, newest first, and the day of the first signing. One wording is not asked about."""
        super().__init__(*args, **kwargs)
        self.first = first
        self.fields["wording"].choices = _choices(wordings)  # type: ignore[attr-defined]
        if len(wordings) < 2:
            del self.fields["wording"]

    def clean_signed_again_on(self) -> date:
        """Hold the day between the first signing and today."""
        day: date = self.cleaned_data["signed_again_on"]
        if wrong := problem_with_day(day, self.first, timezone.localdate()):
            raise forms.ValidationError(f"{wrong}, {date_words(self.first)}" if day <= self.first else wrong)
        return day

    def number(self) -> int | None:
        """Return the wording that was chosen, if one was."""
        chosen = self.cleaned_data.get("wording")
        return int(chosen) if chosen else None
