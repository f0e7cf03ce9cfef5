"""Reads about letters that wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.outbox.models import BankHoliday, DeadAddress, Letter
from concordat.health.registry import Finding
from concordat.working_days import Hours, may_leave

#: The timetable looks every five minutes; a letter older than this is stuck.
TOO_LONG = timedelta(hours=1)


def dead_address(address: str) -> DeadAddress | None:
    """Return why nothing goes to an address; None where letters arrive."""
    return DeadAddress.objects.filter(address=address.lower()).first()


def bank_holidays() -> frozenset[date]:
    """Return the bank holidays of England that are known: as bundled, and of each stored year as stored (one statement)."""
    stored = set(BankHoliday.objects.values_list("day", flat=True))
    years = {day.year for day in stored}
    return frozenset(stored | {day for day in bundled_holidays() if day.year not in years})


@cache
def bundled_holidays() -> frozenset[date]:
    """Return the bank holidays that come with the package ``govuk-bank-holidays``."""
    from govuk_bank_holidays.bank_holidays import BankHolidays  # it loads an HTTP client: only where it is asked

    known = BankHolidays(use_cached_holidays=True)
    return frozenset(one["date"] for one in known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES))


def letters_may_leave(now: datetime) -> bool:
    """Answer whether letters that keep to hours may leave now."""
    hours: Hours = settings.LETTER_HOURS
    return not hours or may_leave(timezone.localtime(now), bank_holidays(), hours)


def waiting_since() -> datetime | None:
    """Return since when the oldest letter that could leave has waited, or None where none waits."""
    now = timezone.now()
    due = Letter.objects.waiting()
    if not letters_may_leave(now):
        due = due.filter(keeps_hours=False)
    due = due.annotate(since=Coalesce("not_before", "planned_at")).filter(since__lte=now)
    oldest: datetime | None = due.aggregate(oldest=Min("since"))["oldest"]
    return oldest


def letters_lag() -> Finding:
    """Say on the health page whether letters leave."""
    since = waiting_since()
    if since is None:
        return Finding(ok=True, says="no letter waits")
    minutes = int((timezone.now() - since).total_seconds() // 60)
    return Finding(ok=timezone.now() - since <= TOO_LONG, says=f"the oldest letter has waited {minutes} minutes")
