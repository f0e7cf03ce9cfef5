"""What letters do in a pre-election period, and how long one may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from concordat.choices import Words

#: About six weeks are usual. Longer would be a mistake that silences letters.
LONGEST = timedelta(days=90)


class Manner(Words):
    """What letters do meanwhile."""

    NEUTRAL = "neutral", "Letters name the dates only"
    PAUSE = "pause", "No letters"


@dataclass(frozen=True)
class NewPeriod:
    """A period as it was entered; without region and area it is about all of England. Both days count."""

    name: str
    first_on: date
    last_on: date
    manner: Manner
    region_id: int | None = None
    area_id: int | None = None


def check_days(first_on: date, last_on: date, today: date) -> None:
    """Let through days that can be a period.

    Raises:
        ValueError: they are in the wrong order, too long, or over; the text says what to enter.
    """
    if last_on < first_on:
        raise ValueError("The last day must be the first day or later")
    if last_on - first_on > LONGEST:
        raise ValueError(f"Enter {LONGEST.days} days at the most: nobody would be reminded for that long")
    if last_on < today:
        raise ValueError("Enter a last day that is not over yet")
