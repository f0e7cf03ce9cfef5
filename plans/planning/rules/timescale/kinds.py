"""What a timescale is once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.choices import Words


class TimescaleKind(Words):
    """What sort of timescale was written."""

    DATE = "date", "By a date"
    PERIOD = "period", "Over a period"
    ONGOING = "ongoing", "Ongoing"
    DONE = "done", "Done"
    CONDITIONAL = "conditional", "Depends on something else"
    EXTERNAL = "external", "Refers to another document"
    UNSET = "unset", "Not set"


class Precision(Words):
    """How finely the last day was written."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    SEASON = "season", "Season"
    HALF = "half", "Half-year"
    YEAR = "year", "Year"


@dataclass(frozen=True)
class Milestone:
    """One of several values in a timescale: its words, and its last day where it has one."""

    text: str
    due: date | None


@dataclass(frozen=True)
class Timescale:
    """A timescale: the text exactly as typed, and beside it how it was read.

    ``start`` is the first day it allows and ``due`` the last; either may be missing, and ``due``
    is never before ``start``. ``reading`` is the sentence shown to the officer, ``warnings`` what
    to look at before saving.
    """

    text: str
    kind: TimescaleKind
    start: date | None
    due: date | None
    precision: Precision | None
    milestones: tuple[Milestone, ...]
    reading: str
    warnings: tuple[str, ...]
