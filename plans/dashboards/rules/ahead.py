"""The months ahead of a day."""

from __future__ import annotations

from datetime import date

#: How far ahead a picture of dates looks.
MONTHS = 12


def months_ahead(today: date) -> list[date]:
    """Return the first days of this month and the next eleven, and of the one in which it ends."""
    first = today.year * 12 + today.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(first, first + MONTHS + 1)]
