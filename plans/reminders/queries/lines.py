"""Reminders with what a digest says about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from areas.declarations.rules.core import MISSING_CORE
from plans.reminders.queries.wanted import weekdays_of
from plans.reminders.rules import Line, ReminderKind

#: The columns of a ``Line`` after kind and step, and what they are read from.
ABOUT = f"""{{table}}.object_kind, {{table}}.object_id, {{table}}.action_id,
    COALESCE({{table}}.plan_id, -{{table}}.partnership_id), COALESCE(action.number, ''),
    CASE {{table}}.object_kind WHEN 'action' THEN action.text WHEN 'milestone' THEN milestone.text
        WHEN 'indicator' THEN indicator.name WHEN 'evidence' THEN evidence.title WHEN 'plan' THEN plan.title
        WHEN 'membership' THEN colleague.name ELSE partnership.name END,
    CASE WHEN {{table}}.kind = 'silent' THEN action.due ELSE {{table}}.cycle::date END,
    COALESCE(lead.name, provider.name, action.lead_text, ''),
    CASE WHEN {{table}}.object_kind IN ('plan', 'membership', 'indicator') THEN partnership.name ELSE COALESCE(plan.title, '') END,
    COALESCE(plan.rhythm, ''),
    (action.last_heard_at AT TIME ZONE 'Europe/London')::date,
    CASE {{table}}.kind WHEN 'off_track' THEN action.reason WHEN 'milestone' THEN action.text
        WHEN 'evidence' THEN action.text WHEN 'unreached' THEN colleague.id::text WHEN 'declaration' THEN COALESCE((
            SELECT {MISSING_CORE.format(day="(now() AT TIME ZONE 'Europe/London')::date")}
            FROM areas_declaration AS declaration WHERE declaration.partnership_id = {{table}}.partnership_id
        ), '') ELSE '' END,
    CASE WHEN {{table}}.object_kind = 'partnership' THEN (
        SELECT min(area.slug) FROM areas_partnership_areas AS covers
        JOIN areas_localarea AS area ON area.id = covers.localarea_id
        WHERE covers.partnership_id = {{table}}.partnership_id
    ) ELSE '' END"""
JOINS = """LEFT JOIN plans_action AS action ON action.id = {table}.action_id
    LEFT JOIN plans_milestone AS milestone ON {table}.object_kind = 'milestone' AND milestone.id = {table}.object_id
    LEFT JOIN plans_indicator AS indicator ON {table}.object_kind = 'indicator' AND indicator.id = {table}.object_id
    LEFT JOIN areas_organisation AS provider ON provider.id = indicator.provider_id
    LEFT JOIN plans_evidence AS evidence ON {table}.object_kind = 'evidence' AND evidence.id = {table}.object_id
    LEFT JOIN plans_plan AS plan ON plan.id = {table}.plan_id
    LEFT JOIN areas_partnership AS partnership ON partnership.id = {table}.partnership_id
    LEFT JOIN areas_organisation AS lead ON lead.id = action.lead_id
    LEFT JOIN areas_membership AS member ON {table}.object_kind = 'membership' AND member.id = {table}.object_id
    LEFT JOIN areas_person AS colleague ON colleague.id = member.person_id"""
#: What a reminder speaks of is still there: nothing but actions keeps its reminders from outliving it.
_THERE = """(reminder.object_kind <> 'milestone' OR milestone.id IS NOT NULL)
        AND (reminder.object_kind <> 'evidence' OR evidence.id IS NOT NULL)
        AND (reminder.object_kind <> 'membership' OR member.id IS NOT NULL)"""
_LINES = f"""
    SELECT reminder.id, reminder.person_id, reminder.letter_id, reminder.kind, reminder.step, {ABOUT.format(table="reminder")}
    FROM plans_reminder AS reminder {JOINS.format(table="reminder")}
    WHERE reminder.superseded_at IS NULL AND {_THERE} AND {{which}}
    ORDER BY reminder.id
"""
_WITHOUT_LETTER = """
    SELECT DISTINCT person.id, person.name, person.email
    FROM plans_reminder AS reminder JOIN areas_person AS person ON person.id = reminder.person_id
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = person.id
    WHERE reminder.letter_id IS NULL AND reminder.superseded_at IS NULL
        AND ((choice.rhythm = 'weekly') IS NOT TRUE OR choice.weekday = ANY(%(weekdays)s))
        AND NOT EXISTS (SELECT 1 FROM areas_letter AS letter WHERE letter.key = %(prefix)s || reminder.person_id)
    ORDER BY person.id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Reader:
    """Somebody for whom a digest is due."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Pending:
    """A reminder that waits, and whose it is."""

    id: int
    person_id: int
    letter_id: int | None
    line: Line


def key_prefix(day: date) -> str:
    """Return what the keys of a day's digests begin with; the person's id follows."""
    return f"digest:{day.isoformat()}:"


def readers_without_letter(day: date, limit: int) -> list[Reader]:
    """Return people who have something to hear and no digest of ``day`` yet."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_LETTER, {"prefix": key_prefix(day), "limit": limit, "weekdays": list(weekdays_of(day))})
        return [Reader(*row) for row in cursor.fetchall()]


def pending_of_people(people: Sequence[int]) -> dict[int, list[Pending]]:
    """Return the reminders without a letter, by person."""
    found = _pending("reminder.letter_id IS NULL AND reminder.person_id = ANY(%s)", people)
    by_person: dict[int, list[Pending]] = defaultdict(list)
    for pending in found:
        by_person[pending.person_id].append(pending)
    return by_person


def pending_of_letters(letters: Sequence[int]) -> dict[int, list[Pending]]:
    """Return the reminders that stand in letters, by letter."""
    by_letter: dict[int, list[Pending]] = defaultdict(list)
    for pending in _pending("reminder.letter_id = ANY(%s)", letters):
        if pending.letter_id is not None:
            by_letter[pending.letter_id].append(pending)
    return by_letter


def _pending(which: str, values: Sequence[int]) -> list[Pending]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(which=which), [list(values)])
        return [
            Pending(reminder, person, letter, Line(ReminderKind(kind), *more))
            for reminder, person, letter, kind, *more in cursor.fetchall()
        ]
