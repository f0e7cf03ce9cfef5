"""Choosing what the public sees: looked at first, then saved."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section
from plans.public.rules import LABELS, Choice


class ChoiceForm(ConcordatForm):
    """What is shown beside the promise. It leads to the preview, which saves."""

    narratives = forms.BooleanField(label=LABELS["narratives"], required=False)
    reasons = forms.BooleanField(label=LABELS["reasons"], required=False)
    posts = forms.BooleanField(label=LABELS["posts"], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    method = "get"
    mark_optional = False
    submit_label = "See it as the public would"

    def pieces(self) -> list[Any]:
        """Group the three under one question."""
        return [Section("What else may everybody read?", "narratives", "reasons", "posts")]

    @property
    def choice(self) -> Choice:
        """Return what was ticked; what cannot be read counts as not ticked."""
        typed = self.cleaned_data if self.is_valid() else {}
        return Choice(**{name: bool(typed.get(name)) for name in LABELS})

    @property
    def seen_version(self) -> int:
        """Return the row version that the page was drawn from."""
        return int((self.cleaned_data.get("version") if self.is_valid() else 0) or 0)
