"""Reads about letters that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.outbox.models import Letter
from concordat.health.registry import Finding

#: The timetable looks every five minutes; a letter older than this is stuck.
TOO_LONG = timedelta(hours=1)


def waiting_since() -> datetime | None:
    """Return since when the oldest letter that could leave has waited, or None where none waits."""
    now = timezone.now()
    due = Letter.objects.waiting().annotate(since=Coalesce("not_before", "planned_at")).filter(since__lte=now)
    oldest: datetime | None = due.aggregate(oldest=Min("since"))["oldest"]
    return oldest


def letters_lag() -> Finding:
    """Say on the health page whether letters leave."""
    since = waiting_since()
    if since is None:
        return Finding(ok=True, says="no letter waits")
    minutes = int((timezone.now() - since).total_seconds() // 60)
    return Finding(ok=timezone.now() - since <= TOO_LONG, says=f"the oldest letter has waited {minutes} minutes")
