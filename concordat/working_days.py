"""Working days, and the hours in which a letter that can wait may leave. Holidays and hours are arguments."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

_DAY = timedelta(days=1)
#: Hours of a day (from, to) in which letters leave; None: at any hour of any day.
Hours = tuple[int, int] | None


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Answer whether people are at work: not on Saturday, Sunday or a bank holiday."""
    return day.weekday() < 5 and day not in holidays


def working_day_from(day: date, holidays: AbstractSet[date]) -> date:
    """Return ``day`` itself where it is a working day, else the next one after it."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def working_day_until(day: date, holidays: AbstractSet[date]) -> date:
    """Return ``day`` itself where it is a working day, else the last one before it."""
    while not is_working_day(day, holidays):
        day -= _DAY
    return day


def last_day_before_work(day: date, holidays: AbstractSet[date]) -> date:
    """Return the last day of the stretch that begins with ``day`` and ends before the next working day."""
    return working_day_from(day + _DAY, holidays) - _DAY


def may_leave(now: datetime, holidays: AbstractSet[date], hours: Hours) -> bool:
    """Answer whether a letter that keeps to hours may leave at ``now`` (local time)."""
    if hours is None:
        return True
    return is_working_day(now.date(), holidays) and hours[0] <= now.hour < hours[1]
