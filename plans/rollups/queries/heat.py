"""Standards beside areas: what each area's plans do for each standard."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import connection

from plans.planning.rules.states import BELOW_ON_TRACK
from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE, LIVE_ACTION

_BELOW = ", ".join(repr(one.value) for one in BELOW_ON_TRACK)
_SQL = f"""
    SELECT pa.localarea_id, x.standard_id, count(*),
        count(*) FILTER (WHERE ac.delivery_state = 'complete'),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.confidence = 'on_track'),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.confidence IN ({_BELOW})),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.due < %(today)s)
    FROM {IN_FORCE} JOIN plans_plan_areas pa ON pa.plan_id = p.id
        JOIN areas_localarea a ON a.id = pa.localarea_id
        JOIN plans_action ac ON ac.plan_id = p.id AND ac.delivery_state NOT IN ('merged', 'withdrawn')
        JOIN plans_action_standards x ON x.action_id = ac.id
    WHERE {IN_FORCE_WHERE} AND {CURRENT} AND a.region_id = %(region)s
    GROUP BY pa.localarea_id, x.standard_id"""


class StandardInArea(NamedTuple):
    """What the plans in force of an area do for a standard: counts of actions, merged and withdrawn left out.

    An action of a joint plan is there in each of its areas. ``below`` and ``overdue`` may count the same action.
    """

    area_id: int
    standard_id: int
    actions: int
    complete: int
    on_track: int
    below: int
    overdue: int


def standards_by_area(today: date, region_id: int) -> list[StandardInArea]:
    """Return every pair of an area of the region and a standard for which there is an action (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"today": today, "region": region_id})
        return [StandardInArea._make(row) for row in cursor.fetchall()]
