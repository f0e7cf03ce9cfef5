"""Days counted back from ``today``: rounds of news, working days, hours of work."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from plans.planning.rules.states import Rhythm

MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6}
#: How long ago, in days, the newest round may have been.
FRESH_WITHIN = {Rhythm.MONTHLY: 24, Rhythm.QUARTERLY: 70, Rhythm.HALF_YEARLY: 120}


def months_before(day: date, months: int) -> date:
    """Return the same day of the month ``months`` earlier, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_day(day: date) -> date:
    """Return ``day``, or the working day before where it is a weekend or lies between the years."""
    if (day.month, day.day) >= (12, 25):
        day = day.replace(day=24)
    elif (day.month, day.day) == (1, 1):
        day = date(day.year - 1, 12, 24)
    return day - timedelta(days=max(0, day.weekday() - 4))


def rounds(today: date, begun_on: date, rhythm: Rhythm, days_ago: int) -> list[date]:
    """Return the days of the rounds of news, oldest first: from a month after the plan began.

    The newest was ``days_ago`` days before ``today``; each is one rhythm before the next.
    """
    newest = today - timedelta(days=days_ago)
    found: list[date] = []
    step = MONTHS_OF[rhythm]
    while (day := months_before(newest, len(found) * step)) > begun_on + timedelta(days=30):
        found.append(day)
    return found[::-1]


def in_working_hours(day: date, rng: Random) -> datetime:
    """Return an hour of that working day, between eight and five."""
    minute = rng.randrange(8 * 60, 17 * 60)
    return datetime.combine(day, time(minute // 60, minute % 60, rng.randrange(60)), UTC)
