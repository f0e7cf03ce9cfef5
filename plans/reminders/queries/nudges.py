"""Whom a nudge about a plan reaches, and whether one was sent this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from plans.planning.models import Plan
from plans.reminders.models import Nudge

#: Those who look after the plan and get letters: its officers, or its area leads where there is no officer.
_READERS = """
    SELECT DISTINCT person.id, person.name, person.email, member.role
    FROM areas_membership AS member JOIN areas_person AS person ON person.id = member.person_id AND person.is_active
    LEFT JOIN plans_letterchoice AS choice ON choice.person_id = person.id
    LEFT JOIN areas_deadaddress AS dead ON dead.address = person.email
    WHERE member.partnership_id = %(partnership)s AND member.role IN ('officer', 'area_lead')
        AND member.started_on <= %(day)s AND (member.ended_on IS NULL OR member.ended_on > %(day)s)
        AND dead.id IS NULL AND choice.rhythm IS DISTINCT FROM 'none'
        AND (%(day)s BETWEEN choice.away_from AND choice.away_until) IS NOT TRUE
    ORDER BY person.name, person.id
"""


@dataclass(frozen=True)
class NudgeReader:
    """Somebody a nudge reaches."""

    id: int
    name: str
    email: str
    role: str


def week_of(day: date) -> date:
    """Return the Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def readers_of_nudge(plan: Plan, day: date) -> list[NudgeReader]:
    """Return whom a nudge about ``plan`` would reach on ``day`` (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_READERS, {"partnership": plan.partnership_id, "day": day})
        found = [NudgeReader(*row) for row in cursor.fetchall()]
    officers = [reader for reader in found if reader.role == "officer"]
    return officers or found


def nudge_of_week(plan: Plan, day: date) -> Nudge | None:
    """Return the nudge about a plan in the week of ``day``, with who sent it, or None."""
    return Nudge.objects.select_related("by").filter(plan=plan, week=week_of(day)).first()
