"""Days as people write them in lists: "11/12/2014", "3rd Sept 2014", "2014-12-11", "December 2014"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]  # fmt: skip
_FIGURES = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_WORDS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
_LEAD = re.compile(r"^(?:signed(?:\s+on)?|dated?|on)\s*:?\s+", re.IGNORECASE)
_LONGEST = 40


@dataclass(frozen=True)
class DayRead:
    """A day, or a month without its day (``month`` is then its first day)."""

    day: date | None = None
    month: date | None = None


def read_day(text: str) -> DayRead | None:
    """Return the day or month written in ``text`` and nothing else; None where it is no date."""
    plain = _LEAD.sub("", " ".join(text.split()))
    if not plain or len(plain) > _LONGEST:
        return None
    if match := _ISO.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(plain):
        year = int(match[3])
        return _day(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    if (match := _WORDS.fullmatch(plain)) and (month := _month(match[2])):
        return _day(int(match[3]), month, int(match[1]))
    if (match := _MONTH.fullmatch(plain)) and (month := _month(match[1])):
        found = _day(int(match[2]), month, 1)
        return DayRead(month=found.day) if found else None
    return None


def looks_like_a_day(text: str) -> bool:
    """Answer whether somebody meant a date, even one that cannot be ("31/2/2014")."""
    plain = _LEAD.sub("", " ".join(text.split()))
    return len(plain) <= _LONGEST and any(
        shape.fullmatch(plain) for shape in (_ISO, _FIGURES, _WORDS) if plain[:1].isdigit() or shape is _WORDS
    )


def _month(word: str) -> int | None:
    plain = word.lower().replace("sept", "sep") if word.lower() == "sept" else word.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(plain)), None)


def _day(year: int, month: int, day: int) -> DayRead | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return DayRead(day=date(year, month, day))
    except ValueError:
        return None
