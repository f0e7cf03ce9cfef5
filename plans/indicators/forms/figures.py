"""A figure as people write it: 1,204 or 72.5%."""

from __future__ import annotations

from typing import Any

from django import forms

from plans.indicators.rules import DIGITS, PLACES


class FigureField(forms.DecimalField):
    """A number with up to four digits after the point. Commas between thousands and a per cent sign are understood."""

    def __init__(self, **kwargs: Any) -> None:
        """Take a label and a hint."""
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs.setdefault("widget", widget)
        super().__init__(max_digits=DIGITS, decimal_places=PLACES, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read a number without its commas, spaces and per cent sign."""
        if isinstance(value, str):
            value = value.strip().removesuffix("%").replace(",", "").replace(" ", "").replace("\u00a0", "")
        return super().to_python(value)
