"""Put off hearing of one action for a while."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from areas.audit.operations import record
from plans.reminders.models import Reminder, Snooze


@transaction.atomic
def put_off(*, person_id: int, action_id: int, until: date, by: int) -> Snooze:
    """Let somebody hear nothing of an action before ``until``; said again, the later word holds.

    What was planned and stands in no letter yet is planned anew when the time is over. Nobody else hears of it instead.
    """
    kept, _ = Snooze.objects.update_or_create(person_id=person_id, action_id=action_id, defaults={"until": until})
    Reminder.objects.filter(person=person_id, action=action_id, letter=None).delete()
    record(by=by, verb="put off reminders", thing=kept, after={"action": action_id, "until": until.isoformat()})
    return kept


@transaction.atomic
def remind_again(*, person_id: int, action_id: int, by: int) -> bool:
    """Take it back; False where nothing was put off."""
    snooze = Snooze.objects.filter(person=person_id, action=action_id).first()
    if snooze is None:
        return False
    record(by=by, verb="asked to be reminded again", thing=snooze, before={"until": snooze.until.isoformat()})
    snooze.delete()
    return True
