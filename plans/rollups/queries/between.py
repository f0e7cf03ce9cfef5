"""What changed between two moments: two statements more than reading each of them, however many actions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

from plans.planning.rules.states import LIVE
from plans.rollups.queries.moments import Moment, actions_of, side_of, told_of
from plans.rollups.rules import Became, Step, WhatChanged

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE)


def difference(before: Moment, after: Moment, *, region_id: int | None = None) -> WhatChanged:
    """Return what changed in England, or in one region, between two moments (five statements).

    An action that was carried into a new edition is the same action. One that stayed in an edition which no
    longer counts is followed there: it became what it ended as, or is gone if it was left behind live.
    """
    sql = f"""WITH RECURSIVE {_paired(before, after)}
        SELECT was, was_confidence, became, became_confidence, later, count(*) FROM paired
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""
    with connection.cursor() as cursor:
        cursor.execute(sql, _told(before, after, region_id))
        steps = tuple(Step._make(row) for row in cursor.fetchall())
    return WhatChanged(side_of(before, region_id), side_of(after, region_id), steps)


class MovedAction(NamedTuple):
    """An action of which something became; ``step`` says what, ``number`` and ``text`` are today's."""

    id: int
    number: str
    text: str
    plan_id: int
    plan: str
    step: Step


def moved_actions(
    before: Moment, after: Moment, *, only: Collection[Became] = (), region_id: int | None = None, limit: int = 200
) -> list[MovedAction]:
    """Return the actions of which something became (``only``: one of these), by plan and place (one statement).

    At most ``limit``; how many there are in all says ``difference``.
    """
    sql = f"""WITH RECURSIVE {_paired(before, after)}
        SELECT ac.id, ac.number, ac.text, p.id, p.title, was, was_confidence, became, became_confidence, later
        FROM paired JOIN plans_action ac ON ac.id = paired.id JOIN plans_plan p ON p.id = ac.plan_id
        WHERE (was, was_confidence) <> (became, became_confidence) OR later
        ORDER BY p.title, p.id, ac.position, ac.id"""
    wanted, found = frozenset(only or Became), []
    with connection.cursor() as cursor:
        cursor.execute(sql, _told(before, after, region_id))
        for row in cursor:
            moved = MovedAction._make((*row[:5], Step._make((*row[5:], 1))))
            if wanted.intersection(moved.step.became):
                found.append(moved)
            if len(found) == limit:
                break
    return found


def _paired(before: Moment, after: Moment) -> str:
    """Return CTEs, ``paired`` the last: every action that counts at one of the two moments, once.

    Its ``root`` is the action it was carried from first; an empty state: it was not there.
    """
    return f"""
        roots AS (
            SELECT id, id AS root FROM plans_action WHERE carried_from_id IS NULL
            UNION ALL SELECT ac.id, r.root FROM roots r JOIN plans_action ac ON ac.carried_from_id = r.id),
        {actions_of(before, "a")},
        {actions_of(after, "b")},
        was AS (SELECT a.*, r.root FROM a JOIN roots r USING (id) WHERE {_counts("a")}),
        now AS (SELECT b.*, r.root FROM b JOIN roots r USING (id) WHERE {_counts("b")}),
        paired AS (
            SELECT COALESCE(n.id, w.id) AS id, COALESCE(w.delivery_state, '') AS was,
                COALESCE(w.confidence, '') AS was_confidence,
                COALESCE(n.delivery_state, behind.delivery_state, '') AS became,
                COALESCE(n.confidence, behind.confidence, '') AS became_confidence,
                COALESCE(n.due > w.due, FALSE) AS later
            FROM was w FULL JOIN now n USING (root)
                LEFT JOIN b behind ON n.id IS NULL AND behind.id = w.id AND behind.delivery_state NOT IN ({_LIVE}))"""


def _counts(name: str) -> str:
    return f"{name}.region_id IS NOT NULL AND (%(region)s::bigint IS NULL OR {name}.region_id = %(region)s)"


def _told(before: Moment, after: Moment, region_id: int | None) -> dict[str, Any]:
    return {**told_of(before, "a"), **told_of(after, "b"), "region": region_id}
