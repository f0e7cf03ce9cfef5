"""Reporting periods of a rhythm: months, quarters, halves of the financial year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from concordat.periods import quarter_of
from plans.planning.rules.states import Rhythm


@dataclass(frozen=True)
class ReportingPeriod:
    """A period in which each live action is expected to be updated once.

    ``name`` is written "2026-11", "2026-27-Q3" or "2026-27-H2".
    """

    name: str
    began: date
    ended: date


def period_of(rhythm: Rhythm | str, day: date) -> ReportingPeriod:
    """Return the period of ``rhythm`` in which ``day`` lies."""
    if rhythm == Rhythm.MONTHLY:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return ReportingPeriod(f"{day:%Y-%m}", day.replace(day=1), following - timedelta(days=1))
    quarter = quarter_of(day)
    if rhythm == Rhythm.QUARTERLY:
        return ReportingPeriod(str(quarter), quarter.start, quarter.end)
    first = quarter if quarter.number % 2 else quarter.previous()
    name = f"{first.year}-{(first.year + 1) % 100:02d}-H{1 if first.number == 1 else 2}"
    return ReportingPeriod(name, first.start, first.next().end)


def previous_period(period: ReportingPeriod) -> ReportingPeriod:
    """Return the period before this one."""
    day = period.began - timedelta(days=1)
    if "-Q" in period.name:
        return period_of(Rhythm.QUARTERLY, day)
    return period_of(Rhythm.HALF_YEARLY if "-H" in period.name else Rhythm.MONTHLY, day)
