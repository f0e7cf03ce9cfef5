"""How a person may choose to be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from concordat.choices import Words


class LetterRhythm(Words):
    """How often a digest comes."""

    DAILY = "daily", "On each working day on which something waits"
    WEEKLY = "weekly", "Once a week"
    NONE = "none", "Never"


class Weekday(Words):
    """The days on which a weekly letter may come."""

    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"

    @classmethod
    def numbered(cls) -> list[tuple[int, str]]:
        """Return (number, name), Monday first, as ``date.weekday`` counts."""
        return [(number, label) for number, (_, label) in enumerate(cls.choices())]


class Away(NamedTuple):
    """The first and last day of an absence, and who reads the reminders meanwhile."""

    first_on: date | None = None
    last_on: date | None = None
    deputy_id: int | None = None


@dataclass(frozen=True)
class Chosen:
    """What a person chose; ``weekday`` counts from 0, Monday."""

    rhythm: LetterRhythm = LetterRhythm.DAILY
    weekday: int = 0
    only_mine: bool = False
    away_from: date | None = None
    away_until: date | None = None
    deputy_id: int | None = None

    @property
    def words(self) -> str:
        """Return the rhythm in words: "once a week, on Mondays"."""
        if self.rhythm is LetterRhythm.WEEKLY:
            return f"once a week, on {Weekday.numbered()[self.weekday][1]}s"
        return "never" if self.rhythm is LetterRhythm.NONE else "on each working day on which something waits"
