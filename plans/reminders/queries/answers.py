"""Which of the letters that were sent have been answered: what they ask about has been heard of since, or is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from plans.planning.rules.states import LIVE
from plans.reminders.queries.things import IN_LETTERS, things_sql

#: A thing is held against the day its letter left: heard of on that day or later, it is answered.
_ANSWERS = f"""
    WITH {things_sql(IN_LETTERS)}, told AS (
        SELECT DISTINCT reminder.letter_id, reminder.kind, reminder.object_kind, reminder.object_id, reminder.cycle,
            (letter.sent_at AT TIME ZONE 'Europe/London')::date AS day
        FROM plans_reminder AS reminder JOIN areas_letter AS letter ON letter.id = reminder.letter_id
        WHERE reminder.letter_id = ANY(%(letters)s) AND reminder.superseded_at IS NULL AND letter.state = 'sent'
    ), open AS (
        SELECT told.* FROM told JOIN thing USING (kind, object_kind, object_id)
        WHERE thing.anchor::text = told.cycle AND (thing.heard_on IS NULL OR thing.heard_on < told.day)
        UNION
        SELECT told.* FROM told JOIN live ON live.id = told.object_id
        WHERE told.kind = 'silent' AND (live.heard_on IS NULL OR live.heard_on < told.day)
    )
    SELECT letter_id, count(*),
        count(*) FILTER (WHERE (letter_id, kind, object_kind, object_id, cycle) NOT IN (
            SELECT letter_id, kind, object_kind, object_id, cycle FROM open
        ))
    FROM told GROUP BY letter_id
"""


@dataclass(frozen=True)
class Answers:
    """Of how many things a letter asks, and how many of them have been answered since."""

    asked: int
    answered: int


def answers_to(letters: Sequence[int]) -> Mapping[int, Answers]:
    """Return the answers to those of ``letters`` that were sent, by letter (one statement)."""
    if not letters:
        return {}
    today = timezone.localdate()
    values: dict[str, Any] = {
        "letters": list(letters),
        "live": [state.value for state in LIVE],
        "first": today,
        "last": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, values)
        return {letter: Answers(asked, answered) for letter, asked, answered in cursor.fetchall()}
