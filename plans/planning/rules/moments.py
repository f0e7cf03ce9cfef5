"""What somebody means by "since": a day, or an edition of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from plans.planning.rules.timescale import Precision, read_timescale

_EDITION = re.compile(r"\s*(?:edition[\s-]*)?(\d{1,3})\s*", re.IGNORECASE)
_ADVICE = "Enter a day such as 1 September 2026, or “edition 1”"


@dataclass(frozen=True)
class Since:
    """From when on changes are told: the hour, what stands in the address, and how it is said."""

    at: datetime
    asked: str
    words: str


class NotAMoment(ValueError):
    """What was typed is neither a day nor an edition; the words say what to enter."""

    def __init__(self, advice: str = _ADVICE) -> None:
        """Keep what to do."""
        super().__init__(advice)


def read_since(text: str) -> date | int:
    """Return the day, or the number of the edition, that somebody typed: "2026-09-01", "1 Sept 2026", "edition 1".

    A month is read as its first day.

    Raises:
        NotAMoment: it is neither.
    """
    if match := _EDITION.fullmatch(text):
        return int(match[1])
    found = read_timescale(text[:60])
    if found.precision is Precision.DAY and found.due:
        return found.due
    if found.precision is Precision.MONTH and found.due:
        return found.due.replace(day=1)
    raise NotAMoment
