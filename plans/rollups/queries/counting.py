"""Counting a plan's actions, in SQL: the one place where each figure is defined for the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from plans.planning.rules.figures import DUE_SOON_DAYS
from plans.planning.rules.states import LIVE, SILENT_AFTER_DAYS, Confidence, DeliveryState
from plans.rollups.rules import COUNTS

_LIVE = "a.delivery_state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE))


def silent_after(rhythm: str = "p.rhythm") -> str:
    """Return SQL for the days after which an action of a plan counts as silent."""
    whens = " ".join(f"WHEN '{key.value}' THEN {days}" for key, days in SILENT_AFTER_DAYS.items())
    return f"CASE {rhythm} {whens} END"


#: Which actions a count counts (``a`` the action, ``p`` its plan, ``{day}`` the day).
_WHICH = {
    "total": "a.id IS NOT NULL",
    **{state.value: f"a.delivery_state = '{state.value}'" for state in DeliveryState},
    "live": _LIVE,
    **{rating.value: f"{_LIVE} AND a.confidence = '{rating.value}'" for rating in Confidence},
    "unrated": f"{_LIVE} AND a.confidence = ''",
    "overdue": f"{_LIVE} AND a.due < {{day}}",
    "due_soon": f"{_LIVE} AND a.due BETWEEN {{day}} AND {{day}} + {DUE_SOON_DAYS}",
    "reported": f"{_LIVE} AND a.last_heard_at >= ({{day}} - {silent_after()})::timestamp AT TIME ZONE 'Europe/London'",
    "without_lead": f"{_LIVE} AND a.lead_id IS NULL",
    "without_date": f"{_LIVE} AND a.due IS NULL",
    "without_measure": f"{_LIVE} AND a.indicator = ''",
}


def counted_select(day: str, joins: str = "", where: str = "TRUE", groups: str = "") -> str:
    """Return a SELECT that counts plans from their actions: plan, mark, counts, last heard.

    ``day`` is SQL for the day to count for. The plan's mark is read by the same statement, so it
    is the mark of just the rows that were counted.
    """
    counts = ", ".join(f"count(*) FILTER (WHERE {_WHICH[name].format(day=day)}) AS {name}" for name in COUNTS)
    return (
        f"SELECT p.id AS plan_id, p.change_mark AS mark, {counts}, max(a.last_heard_at) AS last_heard_at "
        f"FROM plans_plan p LEFT JOIN plans_action a ON a.plan_id = p.id {joins} "
        f"WHERE {where} GROUP BY p.id {groups}"
    )


@dataclass(frozen=True)
class Difference:
    """A stored figure that is not what counting gives."""

    plan_id: int
    name: str
    stored: Any
    counted: Any

    def __str__(self) -> str:
        return f"Plan {self.plan_id}: {self.name} is stored as {self.stored}, counting gives {self.counted}"


_COMPARED = (*COUNTS, "last_heard_at")


def differences() -> list[Difference]:
    """Compare what is stored with a fresh count for the same day (one statement).

    Plans whose mark has moved since they were counted are not wrong but waiting, and left out.
    """
    counted = counted_select("f.counted_on", "JOIN plans_planfigures f ON f.plan_id = p.id", groups=", f.counted_on")
    both = ", ".join(f"f.{name}, c.{name}" for name in _COMPARED)
    differ = " OR ".join(f"f.{name} IS DISTINCT FROM c.{name}" for name in _COMPARED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.plan_id, f.mark, c.mark, {both} FROM plans_planfigures f JOIN ({counted}) c USING (plan_id) "
            f"WHERE f.mark > c.mark OR (f.mark = c.mark AND ({differ})) "
            "ORDER BY f.plan_id"
        )
        rows = cursor.fetchall()
    return [difference for row in rows for difference in _differences_of(row)]


def _differences_of(row: tuple[Any, ...]) -> list[Difference]:
    plan_id, *values = row
    stored, counted = values[::2], values[1::2]
    names = ("mark", *_COMPARED)
    return [
        Difference(plan_id, name, mine, theirs)
        for name, mine, theirs in zip(names, stored, counted, strict=True)
        if mine != theirs
    ]


_BEHIND = """FROM plans_plan p LEFT JOIN plans_planfigures f ON f.plan_id = p.id
    WHERE f.plan_id IS NULL OR f.mark < p.change_mark"""


def plans_behind(today: date) -> list[int]:
    """Return the plans whose mark has moved since they were counted, or counted for another day."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id {_BEHIND} OR f.counted_on < %s ORDER BY p.id", [today])
        return [row[0] for row in cursor.fetchall()]


def waited_longest() -> tuple[int, datetime | None]:
    """Return how many plans wait to be counted, and the hour of the oldest change that waits."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), min(p.changed_at) {_BEHIND}")
        waiting, since = cursor.fetchone()
    return waiting, since
