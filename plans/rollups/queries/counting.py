"""Counting a plan's actions, in SQL: the one place where each figure is defined for the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from plans.planning.rules.figures import DUE_SOON_DAYS
from plans.planning.rules.states import LIVE, SILENT_AFTER_DAYS, AgeGroup, Confidence, DeliveryState
from plans.rollups.queries.sources import NOW, Source
from plans.rollups.rules import COUNTS

_LIVE = "a.delivery_state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE))


def silent_after(rhythm: str = "p.rhythm") -> str:
    """Return SQL for the days after which an action of a plan counts as silent."""
    whens = " ".join(f"WHEN '{key.value}' THEN {days}" for key, days in SILENT_AFTER_DAYS.items())
    return f"CASE {rhythm} {whens} END"


#: The first hour of the reporting period of ``day``, by rhythm: a half of the year begins in April and October.
_BEGAN = """(CASE p.rhythm WHEN 'monthly' THEN date_trunc('month', {day}::timestamp)
    WHEN 'quarterly' THEN date_trunc('quarter', {day}::timestamp)
    ELSE date_trunc('quarter', {day}::timestamp)
        - CASE WHEN extract(quarter FROM {day}) IN (1, 3) THEN interval '3 months' ELSE interval '0' END END)"""
_LENGTH = "CASE p.rhythm WHEN 'monthly' THEN interval '1 month' WHEN 'quarterly' THEN interval '3 months' ELSE interval '6 months' END"
_STANDING = "a.delivery_state NOT IN ('merged', 'withdrawn')"
#: Live in the period before this one: it was there, and nothing had ended it before that period began.
_EXPECTED = f"a.created_at < p.began AND ({_LIVE} OR a.last_heard_at >= p.before)"
#: The newest word mostly tells whether there was one in that period; only where it is younger are updates asked.
_ON_TIME = f"""{_EXPECTED} AND a.last_heard_at >= p.before AND (a.last_heard_at < p.began OR EXISTS (
    SELECT 1 FROM plans_progressupdate u WHERE u.action_id = a.id AND u.at >= p.before AND u.at < p.began AND {{said}}))"""

#: Which actions a count counts (``a`` the action; ``p`` its plan with ``day`` and the hours of its periods).
_WHICH = {
    "total": "a.id IS NOT NULL",
    **{state.value: f"a.delivery_state = '{state.value}'" for state in DeliveryState},
    "live": _LIVE,
    **{rating.value: f"{_LIVE} AND a.confidence = '{rating.value}'" for rating in Confidence},
    "unrated": f"{_LIVE} AND a.confidence = ''",
    "overdue": f"{_LIVE} AND a.due < p.day",
    "due_soon": f"{_LIVE} AND a.due BETWEEN p.day AND p.day + {DUE_SOON_DAYS}",
    "reported": f"{_LIVE} AND a.last_heard_at >= p.fresh_from",
    "without_lead": f"{_LIVE} AND a.lead_id IS NULL",
    "without_date": f"{_LIVE} AND a.due IS NULL",
    "without_measure": f"{_LIVE} AND a.indicator = ''",
    "heard": f"{_LIVE} AND a.last_heard_at >= p.began",
    "expected": _EXPECTED,
    "on_time": _ON_TIME,
    **{f"for_{age.value}": f"{_STANDING} AND a.age_group = '{age.value}'" for age in AgeGroup},
    "age_unsaid": f"{_STANDING} AND a.age_group = ''",
}


def counted_with(day: str, joins: str = "", where: str = "TRUE", source: Source = NOW) -> str:
    """Return the body of a WITH that counts plans: ``counted``, a row a plan, and ``parts``, a row a plan and section.

    ``day`` is SQL for the day to count for. The plan's mark is read by the same statement, so it is the mark
    of just the rows that were counted. An action with standards in two sections is in both parts, and once in
    ``counted``; ``section_id`` is NULL in the part of the actions without a standard.
    """
    flags = ", ".join(f"COALESCE({one.format(said=source.said)}, FALSE) AS {name}" for name, one in _WHICH.items())
    sums = ", ".join(f"count(*) FILTER (WHERE t.{name}) AS {name}" for name in _WHICH)
    zeros = ", ".join(f"COALESCE(g.{name}, 0) AS {name}" for name in _WHICH)
    totals = ", ".join(f"COALESCE(c.{name}, 0) AS {name}" for name in _WHICH)
    began = _BEGAN.format(day=day)
    return f"""{source.before}
    dated AS (
        SELECT p.id, p.change_mark AS mark, {day} AS day, {began} AT TIME ZONE 'Europe/London' AS began,
            ({began} - {_LENGTH}) AT TIME ZONE 'Europe/London' AS before,
            ({day} - {silent_after()})::timestamp AT TIME ZONE 'Europe/London' AS fresh_from
        FROM {source.plans} p {joins} WHERE {where}),
    told AS MATERIALIZED (
        SELECT a.plan_id, a.id, a.last_heard_at, {_STANDING} AS standing, {flags}
        FROM dated p JOIN {source.actions} a ON a.plan_id = p.id),
    linked AS MATERIALIZED (
        SELECT t.plan_id, x.action_id, x.standard_id, st.section_id, t.standing
        FROM told t JOIN {source.links} x ON x.action_id = t.id JOIN plans_standard st ON st.id = x.standard_id),
    promised AS (
        SELECT p.id AS plan_id, st.section_id, count(*) AS standards, count(*) - count(u.standard_id) AS standards_open
        FROM dated p JOIN plans_plan_frameworks pf ON pf.plan_id = p.id
            JOIN plans_section sc ON sc.framework_id = pf.framework_id JOIN plans_standard st ON st.section_id = sc.id
            LEFT JOIN (SELECT DISTINCT plan_id, standard_id FROM linked WHERE standing) u
                ON u.plan_id = p.id AND u.standard_id = st.id
        GROUP BY 1, 2),
    counted AS (
        SELECT p.id AS plan_id, p.mark, p.day, {totals}, COALESCE(s.standards, 0) AS standards,
            COALESCE(s.standards_open, 0) AS standards_open, c.last_heard_at,
            now() AS counted_at
        FROM dated p
            LEFT JOIN (SELECT t.plan_id, {sums}, max(t.last_heard_at) AS last_heard_at FROM told t GROUP BY 1) c
                ON c.plan_id = p.id
            LEFT JOIN (SELECT plan_id, sum(standards) AS standards, sum(standards_open) AS standards_open
                FROM promised GROUP BY 1) s ON s.plan_id = p.id),
    grouped AS (
        SELECT t.plan_id, COALESCE(l.section_id, 0) AS section, {sums}
        FROM told t LEFT JOIN (SELECT DISTINCT action_id, section_id FROM linked) l ON l.action_id = t.id
        GROUP BY 1, 2),
    parts AS (
        SELECT p.id AS plan_id, NULLIF(sc.id, 0) AS section_id, {zeros}, COALESCE(s.standards, 0) AS standards,
            COALESCE(s.standards_open, 0) AS standards_open
        FROM dated p CROSS JOIN (SELECT id FROM plans_section UNION ALL SELECT 0) sc
            LEFT JOIN grouped g ON g.plan_id = p.id AND g.section = sc.id
            LEFT JOIN promised s ON s.plan_id = p.id AND s.section_id = sc.id)"""


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
_COUNTED_AGAIN = counted_with("f.counted_on", "JOIN plans_planfigures f ON f.plan_id = p.id")


def differences() -> list[Difference]:
    """Compare what is stored with a fresh count for the same day (two statements).

    Plans whose mark has moved since they were counted are not wrong but waiting, and left out.
    """
    return [*_of_plans(), *_of_sections()]


def _of_plans() -> list[Difference]:
    both = ", ".join(f"f.{name}, c.{name}" for name in _COMPARED)
    differ = " OR ".join(f"f.{name} IS DISTINCT FROM c.{name}" for name in _COMPARED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {_COUNTED_AGAIN} SELECT f.plan_id, f.mark, c.mark, {both} "
            "FROM plans_planfigures f JOIN counted c USING (plan_id) "
            f"WHERE f.mark > c.mark OR (f.mark = c.mark AND ({differ})) "
            "ORDER BY f.plan_id"
        )
        rows = cursor.fetchall()
    return [one for row in rows for one in _differences_of(row[0], ("mark", *_COMPARED), row[1:], "")]


def _of_sections() -> list[Difference]:
    """Return what differs in sections; a row that is not there yet stands for zeros."""
    both = ", ".join(f"COALESCE(s.{name}, 0), c.{name}" for name in COUNTS)
    differ = " OR ".join(f"COALESCE(s.{name}, 0) <> c.{name}" for name in COUNTS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {_COUNTED_AGAIN} SELECT c.plan_id, c.section_id, {both} "
            "FROM parts c JOIN counted t USING (plan_id) JOIN plans_planfigures f ON f.plan_id = c.plan_id "
            "LEFT JOIN plans_sectionfigures s "
            "ON s.plan_id = c.plan_id AND COALESCE(s.section_id, 0) = COALESCE(c.section_id, 0) "
            f"WHERE f.mark = t.mark AND ({differ}) ORDER BY c.plan_id, c.section_id"
        )
        rows = cursor.fetchall()
    return [
        one for row in rows for one in _differences_of(row[0], COUNTS, row[2:], f" (section {row[1] or 'of none'})")
    ]


def _differences_of(plan_id: int, names: Sequence[str], values: Sequence[Any], where: str) -> list[Difference]:
    return [
        Difference(plan_id, f"{name}{where}", mine, theirs)
        for name, mine, theirs in zip(names, values[::2], values[1::2], strict=True)
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
