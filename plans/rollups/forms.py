"""What is asked before a quarter is frozen, published or corrected, and which two are laid beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from concordat.periods import Quarter
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm


class _AsAt(ConcordatForm):
    """Asks as at which day; the quarter's own last day is proposed."""

    as_at = DateBoxes(
        label="Figures as at the end of",
        help_text="The last day of the quarter, or a later one if you wait for reports that come late.",
        error_messages={"required": "Enter the day whose end the figures show"},
    )

    def __init__(self, *args: Any, quarter: Quarter, **kwargs: Any) -> None:
        """Take the quarter, which bounds the day."""
        super().__init__(*args, **kwargs)
        day = self.fields["as_at"]
        if isinstance(day, DateBoxes):
            day.earliest, day.latest = quarter.end, timezone.localdate() - timedelta(days=1)
        self.initial.setdefault("as_at", quarter.end)


class FreezeForm(_AsAt):
    """Freezes a quarter."""

    submit_label = "Freeze the quarter"


class PublishForm(ConcordatForm):
    """Publishes the revision that the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)

    submit_label = "Publish"


class CorrectForm(_AsAt):
    """Corrects the revision that the page showed by a new one."""

    reason = forms.CharField(
        label="Why it is corrected",
        help_text="Everybody who reads the quarter sees this. Do not name people.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why the quarter is corrected"},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)

    submit_label = "Freeze the correction"


class SideBySideForm(ConcordatForm):
    """Two quarters, or a quarter and today; in England or one region. What is not understood is left out."""

    before = forms.ChoiceField(label="From", required=False)
    after = forms.ChoiceField(label="To", required=False)
    region = forms.ChoiceField(label="Region", required=False)

    method = "get"
    mark_optional = False
    submit_label = "Show"

    def __init__(
        self, *args: Any, moments: Sequence[tuple[str, str]], regions: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Take what can be chosen as (value, words)."""
        super().__init__(*args, **kwargs)
        for name, choices in (("before", moments), ("after", moments), ("region", [("", "All of England"), *regions])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)

    def asked(self, name: str, otherwise: str) -> str:
        """Return what was chosen; ``otherwise`` where nothing, or nothing there is."""
        self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get(name) or otherwise)
