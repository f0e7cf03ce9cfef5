"""A regional lead asks after a plan, politely, once a week at the most."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from areas.audit.operations import record
from areas.models import Person
from areas.outbox.operations import put_letters
from areas.outbox.rules import NewLetter
from concordat.jobs import hand_over_on_commit
from concordat.mail import write_message
from plans.planning.models import Plan
from plans.reminders.models import Nudge, Reminder
from plans.reminders.queries.nudges import NudgeReader, readers_of_nudge, week_of

KIND = "nudge"


class AlreadyNudged(Exception):
    """The plan was asked after this week; nothing was sent."""


class NobodyToNudge(Exception):
    """There is nobody who would get the letter; nothing was sent."""


@transaction.atomic
def nudge(*, plan: Plan, words: str, day: date, by: int) -> list[str]:
    """Send a letter to those who look after the plan; returns their names.

    The key of a week makes it one letter a reader, pressed twice or by two people at once.

    Raises:
        AlreadyNudged: somebody did this week.
        NobodyToNudge: nobody would get it.
    """
    readers = readers_of_nudge(plan, day)
    if not readers:
        raise NobodyToNudge
    made, is_new = Nudge.objects.get_or_create(plan=plan, week=week_of(day), defaults={"words": words, "by_id": by})
    if not is_new:
        raise AlreadyNudged
    sender = Person.objects.get(pk=by)
    letters = {reader.id: _letter(reader, plan, made, sender) for reader in readers}
    ids = put_letters(list(letters.values()))
    # A reminder ties each letter to its plan: whoever may see the plan's reminders finds the letter in the ledger.
    Reminder.objects.bulk_create(
        [
            Reminder(
                person_id=person,
                kind=KIND,
                object_kind="plan",
                object_id=plan.pk,
                plan=plan,
                partnership_id=plan.partnership_id,
                step=0,
                cycle=made.week.isoformat(),
                planned_on=day,
                letter_id=ids[letter.key],
            )
            for person, letter in letters.items()
            if letter.key in ids
        ],
        ignore_conflicts=True,
    )
    record(by=by, verb="nudged", thing=made, after={"plan": plan.pk, "readers": [reader.id for reader in readers]})
    hand_over_on_commit("areas.tasks.send_letters")
    return [reader.name for reader in readers]


def _letter(reader: NudgeReader, plan: Plan, made: Nudge, sender: Person) -> NewLetter:
    message = write_message(KIND, {"name": reader.name, "plan": plan, "words": made.words, "sender": sender})
    return NewLetter(
        key=f"{KIND}:{plan.pk}:{made.week.isoformat()}:{reader.id}",
        kind=KIND,
        person_id=reader.id,
        address=reader.email,
        subject=message.subject,
        text=message.text,
        html=message.html,
        keeps_hours=True,
    )
