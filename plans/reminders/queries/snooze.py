"""What somebody has put off."""

from __future__ import annotations

from datetime import date

from plans.reminders.models import Snooze


def snooze_of(person_id: int, action_id: int, today: date) -> Snooze | None:
    """Return what somebody put off about an action and that is not over yet, or None."""
    return Snooze.objects.filter(person=person_id, action=action_id, until__gt=today).first()
