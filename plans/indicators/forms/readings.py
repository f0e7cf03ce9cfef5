"""What is asked about the figure of a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from concordat.web.addresses import is_web_address
from concordat.web.fields import SubmissionKey
from concordat.web.layout import Section
from plans.indicators.forms.figures import FigureField
from plans.indicators.models import Indicator, Reading
from plans.indicators.rules import LONGEST_TEXT, NewReading, Unit, ended_periods, period_words, problems_in, shown
from plans.planning.forms.privacy import PrivacyAskingForm


class ReadingForm(PrivacyAskingForm):
    """The figure of one period, or why there is none.

    ``seen`` is the revision of the chosen period's figure that the page showed: what somebody gave since is never
    replaced unseen.
    """

    told_in: ClassVar[tuple[str, ...]] = ("note",)

    began = forms.TypedChoiceField(label="Period", coerce=date.fromisoformat)
    value = FigureField(label="Figure", help_text="Leave it empty only where there is none, and say why in the note.")
    numerator = FigureField(label="The part", help_text="For example, 31 people who were seen within the hour.")
    denominator = FigureField(label="The whole", help_text="For example, 40 people who were referred.")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What a reader has to know, or why there is no figure. No details about patients.",
    )
    source_url = forms.CharField(
        label="Where it was published",
        required=False,
        max_length=1000,
        help_text="A web address, if there is one.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    submission_key = SubmissionKey()

    widths: ClassVar[Mapping[str, int | str]] = {"value": 10, "numerator": 10, "denominator": 10}
    submit_label = "Keep the figure"

    def __init__(self, *args: Any, indicator: Indicator, there: Mapping[date, Reading], **kwargs: Any) -> None:
        """Offer the periods that are over, each with the figure it has."""
        self.indicator, self.there = indicator, there
        kwargs.setdefault("initial", {})
        periods = ended_periods(indicator.every, timezone.localdate())
        empty = next((one.began for one in reversed(_not_before(indicator, periods)) if one.began not in there), None)
        kwargs["initial"].setdefault("began", empty or periods[0].began)
        kwargs["initial"]["seen"] = _seen(there)
        super().__init__(*args, **kwargs)
        choices = [(one.began.isoformat(), self._words(one.began)) for one in periods]
        self.fields["began"].choices = choices  # type: ignore[attr-defined]
        self.fields["value"].label = "Figure" if indicator.unit == Unit.NUMBER else f"Figure in {_unit(indicator)}"

    def pieces(self) -> Sequence[Any]:
        """Ask for the period and the figure; the part and the whole may stand for it."""
        ask = ["privacy_checked"] if self.must_ask else []
        words = "If you know both, we work the figure out from them and keep all three."
        parts = [Section("Or as a part of a whole", "numerator", "denominator", text=words)] if self._has_parts else []
        return ["began", "value", *parts, "note", "source_url", *ask]

    @property
    def _has_parts(self) -> bool:
        return self.indicator.unit == Unit.PERCENT

    def clean_source_url(self) -> str:
        """Take web addresses only."""
        url: str = self.cleaned_data["source_url"].strip()
        if url and not is_web_address(url):
            raise forms.ValidationError("Enter the whole web address, starting with https://")
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for a figure or a reason, and about what may tell who somebody is."""
        cleaned = super().clean() or {}
        if not self.errors:
            for name, sentence in problems_in(self.new(), self.indicator.unit).items():
                self.add_error(name if name in self.fields else None, sentence)
        self.ask_about_privacy(cleaned)
        return cleaned

    def new(self) -> NewReading:
        """Return the reading as typed."""
        typed = self.cleaned_data
        return NewReading(
            typed["began"],
            typed["value"],
            typed["numerator"] if self._has_parts else None,
            typed["denominator"] if self._has_parts else None,
            typed["note"],
            typed["source_url"],
        )

    def seen_revision(self) -> int:
        """Return which revision of the chosen period's figure the page showed; 0 for none."""
        pairs = (one.rpartition(":") for one in self.cleaned_data["seen"].split())
        known = {began: number for began, _, number in pairs}
        number = known.get(self.cleaned_data["began"].isoformat(), "0")
        return int(number) if number.isdecimal() and len(number) < 6 else 0

    def see(self, there: Mapping[date, Reading]) -> None:
        """Count what is there by now as seen."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = _seen(there)
        self.data = data

    def _words(self, began: date) -> str:
        words, one = period_words(self.indicator.every, began), self.there.get(began)
        if one is None:
            return words
        return f"{words} (now {shown(one.value, self.indicator.unit) or 'no figure'}; yours will replace it)"


def _seen(there: Mapping[date, Reading]) -> str:
    """Return the revision of each period's figure, as ``seen_revision`` reads it."""
    return " ".join(f"{began}:{one.revision}" for began, one in there.items()) or "none"


def _not_before(indicator: Indicator, periods: Sequence[Any]) -> list[Any]:
    """Return the periods that a figure is looked for: those not over when the indicator was added, and those since."""
    since = timezone.localdate(indicator.created_at)
    return [one for one in periods if one.ended >= since]


def _unit(indicator: Indicator) -> str:
    return "per cent" if indicator.unit == Unit.PERCENT else str(indicator.unit)
