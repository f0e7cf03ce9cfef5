"""Which plans hold back before an election: a plan does as soon as one of its areas does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from areas.models import ElectionPeriod

#: In which areas (``area``) a period (``election``) holds.
_HOLDS = """area.id = election.area_id OR area.region_id = election.region_id
        OR (election.area_id IS NULL AND election.region_id IS NULL)"""
#: Places (see ``things``) with the spans of days in which their letters pause, none of which overlap.
PAUSED = f"""paused (place, span) AS (
    SELECT place.place, unnest(range_agg(daterange(election.first_on, election.last_on, '[]')))
    FROM areas_electionperiod AS election
    JOIN areas_localarea AS area ON {_HOLDS}
    JOIN (
        SELECT plan_id AS place, localarea_id FROM plans_plan_areas
        UNION ALL SELECT -partnership_id, localarea_id FROM areas_partnership_areas
    ) AS place ON place.localarea_id = area.id
    WHERE election.manner = 'pause' AND election.last_on >= %(first)s
    GROUP BY place.place
)"""
_NEUTRAL = f"""
    SELECT DISTINCT place.place
    FROM (
        SELECT plan_id AS place, localarea_id FROM plans_plan_areas WHERE plan_id = ANY(%(places)s::bigint[])
        UNION ALL
        SELECT -partnership_id, localarea_id FROM areas_partnership_areas
        WHERE -partnership_id = ANY(%(places)s::bigint[])
    ) AS place
    JOIN areas_localarea AS area ON area.id = place.localarea_id
    JOIN areas_electionperiod AS election ON {_HOLDS}
    WHERE %(day)s BETWEEN election.first_on AND election.last_on
"""


def held_back(places: Iterable[int], day: date) -> frozenset[int]:
    """Return those of the places whose letters of ``day`` name dates only (one statement, a second in such weeks)."""
    if not ElectionPeriod.objects.on(day).exists():
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_NEUTRAL, {"places": list(places), "day": day})
        return frozenset(row[0] for row in cursor.fetchall())
