"""What the planning statement looks at: places, and the things of every kind in them.

A place is a plan, or a partnership for what belongs to no plan: its number is the plan's id, or minus the partnership's.
"""

from __future__ import annotations

from typing import NamedTuple

from plans.reminders.rules import KINDS
from plans.reminders.rules.kinds.base import IN_FORCE


class Scope(NamedTuple):
    """Which actions, plans and partnerships are looked at, as conditions on the tables of these names."""

    action: str = "true"
    plan: str = "true"
    partnership: str = "true"


#: The whole nation, some plans and partnerships, what the reminders in some letters are about.
EVERYWHERE = Scope()
IN_PLANS = Scope(
    "action.plan_id = ANY(%(plans)s::bigint[])",
    "plan.id = ANY(%(plans)s::bigint[])",
    "partnership.id = ANY(%(partnerships)s::bigint[])",
)
_TOLD = "(SELECT {column} FROM plans_reminder WHERE letter_id = ANY(%(letters)s))"
IN_LETTERS = Scope(
    f"action.id IN {_TOLD.format(column='action_id')}",
    f"plan.id IN {_TOLD.format(column='plan_id')}",
    f"partnership.id IN {_TOLD.format(column='partnership_id')}",
)

#: Places with their regions, and which rule holds in each: a plan's own before its region's before the nation's.
PLACES = """covered (place, plan_id, region_id) AS (
    SELECT DISTINCT plan.id, plan.id, area.region_id
    FROM plans_plan AS plan
    LEFT JOIN plans_plan_areas AS covers ON covers.plan_id = plan.id
    LEFT JOIN areas_localarea AS area ON area.id = covers.localarea_id
    UNION ALL
    SELECT DISTINCT -partnership.id, NULL::bigint, area.region_id
    FROM areas_partnership AS partnership
    LEFT JOIN areas_partnership_areas AS covers ON covers.partnership_id = partnership.id
    LEFT JOIN areas_localarea AS area ON area.id = covers.localarea_id
), ruling (place, kind, rule) AS (
    SELECT DISTINCT ON (covered.place, rule.kind) covered.place, rule.kind, rule.rule
    FROM covered JOIN unnest(
        %(rules)s::int[], %(rule_kinds)s::text[], %(rule_regions)s::bigint[], %(rule_plans)s::bigint[]
    ) AS rule (rule, kind, region_id, plan_id)
        ON (rule.plan_id IS NULL OR rule.plan_id = covered.plan_id)
        AND (rule.region_id IS NULL OR rule.region_id = covered.region_id)
    ORDER BY covered.place, rule.kind, rule.plan_id NULLS LAST, rule.region_id NULLS LAST
)"""
_LIVE = f"""live AS (
    SELECT action.id, action.plan_id, action.lead_id, action.due, action.carried_from_id, action.confidence,
        plan.partnership_id, plan.rhythm,
        (action.last_heard_at AT TIME ZONE 'Europe/London')::date AS heard_on,
        (action.created_at AT TIME ZONE 'Europe/London')::date AS known_since
    FROM plans_action AS action
    JOIN plans_plan AS plan ON plan.id = action.plan_id
    LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
    WHERE action.delivery_state = ANY(%(live)s) AND {{action}} AND {IN_FORCE}
)"""
_COLUMNS = "object_id, earlier_id, action_id, plan_id, partnership_id, lead_id, heard_on, anchor"


def things_sql(scope: Scope) -> str:
    """Return ``live`` and ``thing``, for a ``WITH``: everything a kind may speak of, whatever the day."""
    found = " UNION ALL ".join(
        f"SELECT '{kind.name}', '{kind.object_kind}', COALESCE(found.plan_id, -found.partnership_id), found.*\n"
        f"FROM ({kind.rows}) AS found ({_COLUMNS})"
        for kind in KINDS.values()
        if kind.rows
    )
    return f"{_LIVE}, thing (kind, object_kind, place, {_COLUMNS}) AS ({found})".format(
        action=scope.action, plan=scope.plan, partnership=scope.partnership
    )
