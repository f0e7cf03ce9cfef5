"""What is counted: the tables as they stand, or as the histories say they stood at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plans.planning.queries.since import beginning_of


@dataclass(frozen=True)
class Source:
    """Names of tables. Those of the past are made by ``before``, which needs ``%(end)s``.

    ``declared`` and ``drafted``: SQL for which declarations (``d``) there were; ``said``: for which updates
    (``u``) had been written down, since one may tell of an earlier day.
    """

    plans: str = "plans_plan"
    actions: str = "plans_action"
    links: str = "plans_action_standards"
    figures: str = "plans_planfigures"
    sections: str = "plans_sectionfigures"
    before: str = ""
    declared: str = "TRUE"
    drafted: str = "TRUE"
    said: str = "TRUE"


NOW = Source()

#: The newest version of each row before the end of the day. A link of before there was a history counts as old.
_STOOD = {
    "plan": """
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id AS id, 0::bigint AS change_mark, rhythm, workflow_state,
            published_on, refreshes_id, created_at, title, edition
        FROM plans_planevent WHERE pgh_created_at < {end} ORDER BY pgh_obj_id, pgh_id DESC""",
    "action": """
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id AS id, plan_id, delivery_state, confidence, due, lead_id,
            indicator, age_group, last_heard_at, created_at
        FROM plans_actionevent WHERE pgh_created_at < {end} ORDER BY pgh_obj_id, pgh_id DESC""",
    "link": """
        SELECT action_id, standard_id FROM (
            SELECT DISTINCT ON (action_id, standard_id) action_id, standard_id, pgh_label
            FROM plans_actionstandardevent WHERE pgh_created_at < {end} OR pgh_label = 'known'
            ORDER BY action_id, standard_id, pgh_id DESC) newest
        WHERE pgh_label <> 'delete'""",
}


def stood(prefix: str, end: str, *parts: str) -> str:
    """Return CTEs ``<prefix>_plan``, ``<prefix>_action``, ``<prefix>_link`` (or ``parts`` of them) of before ``end``."""
    chosen = parts or tuple(_STOOD)
    return "".join(f"\n    {prefix}_{part} AS MATERIALIZED ({_STOOD[part].format(end=end)})," for part in chosen)


THEN = Source(
    plans="past_plan",
    actions="past_action",
    links="past_link",
    figures="counted",
    sections="parts",
    before=stood("past", "%(end)s"),
    declared="d.signed_on <= %(today)s",
    drafted="d.created_at < %(end)s",
    said="COALESCE(u.recorded_at, u.at) < %(end)s",
)


def end_of(day: date) -> datetime:
    """Return the first moment after ``day``, local time."""
    return beginning_of(day + timedelta(days=1))
