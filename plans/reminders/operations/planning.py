"""Plan what people have to hear: a constant number of statements, however large the nation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from areas.outbox.operations import withdraw_older_letters
from plans.reminders.models import Reminder
from plans.reminders.queries.elections import PAUSED
from plans.reminders.queries.things import EVERYWHERE, IN_LETTERS
from plans.reminders.queries.wanted import NOT_PLANNED, for_many, wanted_sql, wanted_values

_INSERT = f"""
    INSERT INTO plans_reminder (
        person_id, kind, object_kind, object_id, action_id, plan_id, partnership_id, step, cycle, planned_on
    )
    SELECT person_id, kind, object_kind, object_id, action_id, plan_id, partnership_id, step, cycle, %(first)s
    FROM wanted WHERE {NOT_PLANNED}
    ON CONFLICT DO NOTHING
"""
_SUPERSEDE = """
    UPDATE plans_reminder AS reminder SET superseded_at = %(now)s
    WHERE reminder.superseded_at IS NULL AND {which} AND NOT EXISTS (
        SELECT 1 FROM wanted
        WHERE wanted.person_id = reminder.person_id AND wanted.kind = reminder.kind
            AND wanted.object_kind = reminder.object_kind AND wanted.object_id = reminder.object_id
            AND wanted.step = reminder.step AND wanted.cycle = reminder.cycle
    )
    RETURNING reminder.letter_id
"""
#: What a pause before an election keeps from leaving was never told: it is planned anew when the pause is over.
_FORGET = f"""
    WITH {PAUSED}
    DELETE FROM plans_reminder AS reminder USING paused
    WHERE COALESCE(reminder.plan_id, -reminder.partnership_id) = paused.place AND %(first)s::date <@ paused.span
        AND reminder.superseded_at IS NULL AND {{which}}
    RETURNING reminder.letter_id
"""


@dataclass(frozen=True)
class Planned:
    """What planning did: reminders made, and reminders that were overtaken before they left."""

    made: int
    superseded: int


@transaction.atomic
def plan_reminders(*, day: date) -> Planned:
    """Plan the reminders of ``day``; planning twice is the same as planning once.

    Digests of earlier days that still wait are taken back, so that a person who could not be
    reached for days gets one letter with what still stands, not one for each day.
    """
    withdrawn = withdraw_older_letters("digest", day)
    if withdrawn:
        Reminder.objects.filter(letter__in=withdrawn).update(letter=None)
    values = {**wanted_values(day, day), "now": timezone.now()}
    with for_many(), connection.cursor() as cursor:
        cursor.execute(_FORGET.format(which="reminder.letter_id IS NULL"), values)
        cursor.execute(wanted_sql(EVERYWHERE) + _SUPERSEDE.format(which="reminder.letter_id IS NULL"), values)
        superseded = cursor.rowcount
        cursor.execute(wanted_sql(EVERYWHERE) + _INSERT, values)
        return Planned(made=cursor.rowcount, superseded=superseded)


def supersede_in_letters(*, letters: Sequence[int], day: date) -> set[int]:
    """Mark the reminders in ``letters`` that no longer stand on ``day``; returns the letters touched."""
    values = {**wanted_values(day, day, letters=list(letters)), "now": timezone.now()}
    which = "reminder.letter_id = ANY(%(letters)s)"
    with connection.cursor() as cursor:
        cursor.execute(_FORGET.format(which=which), values)
        paused = {row[0] for row in cursor.fetchall()}
        cursor.execute(wanted_sql(IN_LETTERS) + _SUPERSEDE.format(which=which), values)
        return paused | {row[0] for row in cursor.fetchall()}
