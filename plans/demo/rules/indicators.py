"""What an invented partnership measures: two or three things, quarter by quarter, with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from concordat.periods import Quarter, quarter_of
from plans.indicators.rules import Better, Every, Unit, next_due

_QUARTERS = 9
_MEASURES, _LATE, _MISSING = 0.7, 0.15, 0.06
#: Name, what is counted, unit, direction, target, kind of body that gives it, source, where it began, step each quarter.
_KNOWN: tuple[tuple[str, str, Unit, Better, int | None, str, str, float, float], ...] = (
    (
        "Detentions under section 136",
        "Every use of section 136 by the force in the area, whoever the person is.",
        Unit.NUMBER,
        Better.NEITHER,
        None,
        "police",
        "The force’s own count, later Home Office, Police powers and procedures",
        64,
        -1.2,
    ),
    (
        "People in a crisis seen within an hour in the emergency department",
        "People referred to the liaison team who met a clinician within an hour, of all who were referred.",
        Unit.PERCENT,
        Better.HIGHER,
        95,
        "trust",
        "The trust’s returns",
        71,
        2.1,
    ),
    (
        "Minutes until an ambulance comes to a section 136 call",
        "The median, from the call to the arrival at the person.",
        Unit.MINUTES,
        Better.LOWER,
        30,
        "ambulance",
        "The ambulance service’s returns",
        48,
        -1.4,
    ),
)


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """The figure of a quarter, or why there is none."""

    quarter: Quarter
    value: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator with its readings, the oldest first. ``given_by`` is a kind of body."""

    name: str
    definition: str
    unit: str
    better: str
    target: int | None
    given_by: str
    source: str
    of_people: bool
    next_due: date
    readings: tuple[ReadingDraft, ...]


def indicators_of(seed: str, today: date, *, always: bool = False) -> list[IndicatorDraft]:
    """Return what a partnership measures, or nothing: three in ten measure nothing yet, unless ``always``."""
    rng = Random(f"{seed}/indicators")
    if rng.random() >= _MEASURES and not always:
        return []
    return [_draft(known, rng, today) for known in rng.sample(_KNOWN, rng.choice((2, 3)))]


def _draft(
    known: tuple[str, str, Unit, Better, int | None, str, str, float, float], rng: Random, today: date
) -> IndicatorDraft:
    name, definition, unit, better, target, given_by, source, began, step = known
    weeks = 4
    newest = quarter_of(today).previous()
    if (today - newest.end).days < 7 * weeks or rng.random() < _LATE:
        newest = newest.previous()
    readings = []
    level = began * rng.uniform(0.8, 1.15)
    quarters = [newest]
    while len(quarters) < _QUARTERS:
        quarters.insert(0, quarters[0].previous())
    for quarter in quarters:
        level = max(1.0, level + step * rng.uniform(-0.6, 1.8))
        value = Decimal(round(min(level, 99.0) if unit is Unit.PERCENT else level))
        missing = rng.random() < _MISSING and quarter != newest
        readings.append(
            ReadingDraft(quarter, None, "The system was changed in this quarter; the count is not complete.")
            if missing
            else ReadingDraft(quarter, value, "")
        )
    due = next_due(Every.QUARTER, weeks, newest.start, newest.start)
    of_people = unit is Unit.NUMBER
    return IndicatorDraft(name, definition, unit, better, target, given_by, source, of_people, due, tuple(readings))
