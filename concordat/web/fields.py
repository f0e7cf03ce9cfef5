"""Fields that Django does not have: a date in three boxes, and a key that stops double sending.

``DateBoxes`` is a date asked as day, month and year. Month words are understood ("March", "mar").
Whatever was typed comes back, and the error names the box that is wrong::

    signed_on = DateBoxes(label="Date signed", latest=timezone.localdate)
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString

from concordat.web.words import date_words, list_words, lower_first

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
BOXES = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DateText(NamedTuple):
    """A date as typed: three texts, any of which may be empty or nonsense."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: object) -> DateText:
        """Make one from a date, from another DateText, or from nothing."""
        if isinstance(value, DateText):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        return cls()

    def missing(self) -> list[str]:
        """Return the names of the boxes that hold nothing."""
        return [name for name, text in zip(BOXES, self, strict=True) if not text.strip()]


class DateBoxesWidget(forms.MultiWidget):
    """Three text boxes named ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    box_labels = ("Day", "Month", "Year")
    box_widths = (2, 5, 4)

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        """Make the three boxes; ``attrs`` go to each of them."""
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name in BOXES:
            numeric = {} if name == "month" else {"inputmode": "numeric"}
            widgets[name] = forms.TextInput(attrs={"autocomplete": "off"} | numeric)
        super().__init__(widgets, dict(attrs or {}))

    def decompress(self, value: object) -> DateText:
        """Return the three texts of a date."""
        return DateText.of(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateText:  # type: ignore[override]
        """Return what was typed, unchanged."""
        return DateText(*(str(data.get(f"{name}_{box}") or "") for box in BOXES))

    def id_for_label(self, id_: str) -> str:
        """Say that no single box carries the label: the legend does."""
        return ""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Render plain boxes; the GOV.UK pack draws them with labels (govuk/parts/_boxes.html)."""
        return super().render(name, value, dict(attrs or {}), renderer)


class DateBoxes(forms.Field):
    """A date typed into three boxes.

    ``earliest`` and ``latest`` are dates, or functions of no argument that return one.
    Raises ``ValidationError`` with ``params={"boxes": (...)}`` naming the boxes to mend.
    """

    widget = DateBoxesWidget

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the bounds beside what every field takes (label, help_text, required …)."""
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: object) -> date | None:
        """Return the date typed, or None when all boxes are empty."""
        if isinstance(value, date):
            return value
        typed = DateText.of(value)
        missing = typed.missing()
        if len(missing) == len(BOXES):
            return None
        if missing:
            words = list_words([f"a {name}" if i == 0 else name for i, name in enumerate(missing)])
            raise self._wrong("incomplete", f"{self._name()} must include {words}", *missing)
        return self._real_date(typed)

    def validate(self, value: object) -> None:
        """Check that a needed date is there and lies between the bounds."""
        super().validate(value)
        if not isinstance(value, date):
            return
        earliest, latest = (b() if callable(b) else b for b in (self.earliest, self.latest))
        if earliest and value < earliest:
            raise self._wrong("early", f"{self._name()} must be {date_words(earliest)} or later", *BOXES)
        if latest and value > latest:
            raise self._wrong("late", f"{self._name()} must be {date_words(latest)} or earlier", *BOXES)

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare dates, not the way they were typed."""
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True

    def prepare_value(self, value: object) -> DateText:
        """Return the texts to show: what was typed, or the date's own parts."""
        return DateText.of(value)

    def _real_date(self, typed: DateText) -> date:
        day, month, year = read_number(typed.day), read_month(typed.month), read_number(typed.year)
        wrong = [n for n, v, top in (("day", day, 31), ("month", month, 12)) if v is None or not 1 <= v <= top]
        if year is None:
            wrong.append("year")
        if wrong or day is None or month is None or year is None:
            raise self._wrong("unreal", f"{self._name()} must be a real date", *wrong)
        if len(typed.year.strip()) != 4:
            raise self._wrong("short_year", f"Year in {lower_first(self._name())} must have 4 numbers", "year")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            limits = f"between {FIRST_YEAR} and {LAST_YEAR}"
            raise self._wrong("far_year", f"Year in {lower_first(self._name())} must be {limits}", "year")
        try:
            return date(year, month, day)
        except ValueError:
            raise self._wrong("unreal", f"{self._name()} must be a real date", *BOXES) from None

    def _name(self) -> str:
        return str(self.label or "Date")

    def _wrong(self, code: str, message: str, *boxes: str) -> ValidationError:
        return ValidationError(self.error_messages.get(code, message), code=code, params={"boxes": boxes})


def read_number(text: str) -> int | None:
    """Return the whole number written in ``text``, or None (also for more than 9 digits)."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def read_month(text: str) -> int | None:
    """Return 1–12 for "3", "03", "March", "mar." or "sept"; else None."""
    word = text.strip().rstrip(".").lower()
    if len(word) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(word):
                return number
    return read_number(text)


class SubmissionKey(forms.UUIDField):
    """A hidden key made when the page was drawn; the same page sent twice carries the same key.

    The operation stores it under a unique constraint, so a double click writes once. A missing
    or spoiled key becomes a new one: the person is not to blame for it.
    """

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        """Start with a fresh key each time a form is drawn."""
        kwargs.setdefault("initial", uuid.uuid4)
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> uuid.UUID:
        """Return the key sent, or a new one."""
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Put a key back into a page that came without one."""
        return data or initial
