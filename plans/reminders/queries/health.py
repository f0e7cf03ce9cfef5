"""The question that ``/health/ready`` asks about the reminders."""

from __future__ import annotations

from django.utils import timezone

from concordat.health.registry import Finding
from plans.reminders.models import ReminderRound
from plans.reminders.queries.wanted import letter_day
from plans.reminders.rules.health import is_late


def rounds_on_time() -> Finding:
    """Say when the last round ended; by noon of a working day it must be today's."""
    now = timezone.localtime()
    last = ReminderRound.objects.filter(ended_at__isnull=False).order_by("-day").values_list("day", flat=True).first()
    if is_late(now, letter_day(now.date()) == now.date(), last):
        return Finding(ok=False, says=f"no round of letters has ended today, the last one was of {last}")
    return Finding(ok=True, says=f"the last round of letters was of {last}" if last else "no round of letters yet")
