"""Which plans hold back before an election: a plan does as soon as one of its areas does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from areas.models import ElectionPeriod

#: In which areas (``area``) a period (``election``) holds.
_HOLDS = """area.id = election.area_id OR area.region_id = election.region_id
        OR (election.area_id IS NULL AND election.region_id IS NULL)"""
#: Plans with the spans of days in which their letters pause, none of which overlap.
PAUSED = f"""paused (plan_id, span) AS (
    SELECT covered.plan_id, unnest(range_agg(daterange(election.first_on, election.last_on, '[]')))
    FROM areas_electionperiod AS election
    JOIN areas_localarea AS area ON {_HOLDS}
    JOIN plans_plan_areas AS covered ON covered.localarea_id = area.id
    WHERE election.manner = 'pause' AND election.last_on >= %(first)s
    GROUP BY covered.plan_id
)"""
_NEUTRAL = f"""
    SELECT DISTINCT action.id
    FROM plans_action AS action
    JOIN plans_plan_areas AS covered ON covered.plan_id = action.plan_id
    JOIN areas_localarea AS area ON area.id = covered.localarea_id
    JOIN areas_electionperiod AS election ON {_HOLDS}
    WHERE action.id = ANY(%s) AND %s BETWEEN election.first_on AND election.last_on
"""


def held_back(action_ids: Iterable[int], day: date) -> frozenset[int]:
    """Return those of the actions whose letters of ``day`` name dates only (one statement, a second in such weeks)."""
    if not ElectionPeriod.objects.on(day).exists():
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_NEUTRAL, [list(action_ids), day])
        return frozenset(row[0] for row in cursor.fetchall())
