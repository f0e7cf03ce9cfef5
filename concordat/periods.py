"""Reporting periods: quarters of the financial year (Q1 = April–June), written "2026-27-Q2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"^(\d{4})-(\d{2})-Q([1-4])$")
_MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter: ``year`` is the year in which its financial year begins."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year + (self.number == 4), (3 * self.number) % 12 + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next().start - timedelta(days=1)

    @property
    def words(self) -> str:
        """The quarter as a reader says it, for example "July to September 2026"."""
        return f"{_MONTHS[self.number]} {self.start.year}"

    def next(self) -> Quarter:
        """Return the quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def previous(self) -> Quarter:
        """Return the quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}-Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """Return the financial quarter in which ``day`` lies."""
    year = day.year if day.month >= 4 else day.year - 1
    return Quarter(year, (day.month - 4) % 12 // 3 + 1)


def read_quarter(text: str) -> Quarter:
    """Read "2026-27-Q2".

    Raises:
        ValueError: the text is no quarter, or its two years do not follow each other.
    """
    match = _WRITTEN.match(text.strip())
    if not match or int(match[2]) != (int(match[1]) + 1) % 100:
        raise ValueError("Write the quarter like 2026-27-Q2")
    return Quarter(int(match[1]), int(match[3]))


def financial_year_of(day: date) -> int:
    """Return the year in which the financial year of ``day`` begins."""
    return quarter_of(day).year
