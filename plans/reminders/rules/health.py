"""When the reminders are not well."""

from __future__ import annotations

from datetime import date, datetime, time

#: By this hour of a working day, in London, the day's round has ended: it is tried each hour from half past six.
LATEST = time(12)


def is_late(now: datetime, is_working_day: bool, last_ended: date | None) -> bool:
    """Answer whether the round of today is missing; ``now`` is London's time, ``last_ended`` the day of the last one.

    A service that never had a round is not late: it has only just begun, and the sign of life of the clock is asked about.
    """
    if last_ended is None or not is_working_day or now.time() < LATEST:
        return False
    return last_ended < now.date()
