"""Areas with their stage and figures: one statement, however many areas there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from plans.planning.rules.states import LIVE
from plans.rollups.queries.counting import counted_with, silent_after
from plans.rollups.queries.sources import NOW, Source, end_of
from plans.rollups.rules import COUNTS, AreaRow, Figures, StageFacts, is_stale, stage_of


def in_force(plans: str) -> str:
    """Return SQL for a table of plans beside the editions that refresh them: goes with ``IN_FORCE_WHERE``."""
    return f"({plans} p LEFT JOIN {plans} newer ON newer.refreshes_id = p.id)"


#: Which editions figures count, in SQL; the same as ``Plan.objects.in_force()``.
IN_FORCE = in_force(NOW.plans)
IN_FORCE_WHERE = "newer.published_on IS NULL AND (p.published_on IS NOT NULL OR p.refreshes_id IS NULL)"


def counted_before(source: Source) -> str:
    """Return the WITH that counts the past of a day (``%(today)s``, ``%(end)s``); nothing where figures are stored."""
    return "" if source is NOW else f"WITH {counted_with('%(today)s::date', source=source)}"


#: Which actions (``ac``) are still to be carried out, in SQL; the same as ``Action.objects.live``.
LIVE_ACTION = "ac.delivery_state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE))
#: Which areas exist on a day (``%(today)s``), in SQL; the same as ``LocalArea.objects.current``.
CURRENT = """(a.valid_from IS NULL OR a.valid_from <= %(today)s)
    AND (a.valid_to IS NULL OR a.valid_to >= %(today)s)"""


_OWN = """a.id, a.slug, a.name, a.gss_code, a.kind, a.hex_label, a.hex_x, a.hex_y,
    r.id, r.slug, r.name, r.gss_code"""
_PUBLISHED = "p.published_on IS NOT NULL"
#: The last day the newest word about a plan is good for; without a word, the day it began.
_HEARD_UNTIL = f"""COALESCE((f.last_heard_at AT TIME ZONE 'Europe/London')::date, p.published_on,
    (p.created_at AT TIME ZONE 'Europe/London')::date) + {silent_after()}"""
#: A member without a first day is one that serves the area by law: that it joined nobody has recorded.
_GROUPS = """
    SELECT pa.localarea_id AS area_id, string_agg(g.name, '; ' ORDER BY g.name) AS names,
        min(d.signed_on) FILTER (WHERE d.status = 'signed' AND {declared}) AS declared_on,
        bool_or((d.status IN ('draft', 'signed') AND {drafted}) OR EXISTS (SELECT 1 FROM areas_partnershipmember m
            WHERE m.partnership_id = g.id AND m.joined_on <= %(today)s
                AND (m.left_on IS NULL OR m.left_on > %(today)s))) AS formed
    FROM areas_partnership_areas pa JOIN areas_partnership g ON g.id = pa.partnership_id
        LEFT JOIN areas_declaration d ON d.partnership_id = g.id
    WHERE pa.localarea_id IN ({chosen}) GROUP BY pa.localarea_id"""


def _plans(chosen: str, seen: str, source: Source) -> str:
    """Return SQL for what areas' plans in force add up to; ``seen``: of which plans figures are shown."""
    sums = ", ".join(f"sum(f.{name}) FILTER (WHERE {seen}) AS {name}" for name in COUNTS)
    return f"""
    SELECT pa.localarea_id AS area_id, count(*) AS plans,
        bool_or(p.workflow_state IN ('submitted', 'approved')) AS submitted,
        max(p.published_on) AS published_on,
        bool_or(EXISTS (SELECT 1 FROM plans_plan_areas o
            WHERE o.plan_id = p.id AND o.localarea_id <> pa.localarea_id)) AS joint,
        sum(f.total - f.merged - f.withdrawn) FILTER (WHERE {_PUBLISHED}) AS public_actions,
        sum(f.in_progress + f.complete) FILTER (WHERE {_PUBLISHED}) AS public_begun,
        sum(f.complete) FILTER (WHERE {_PUBLISHED}) AS public_complete,
        max(f.last_heard_at) FILTER (WHERE {seen}) AS last_heard_at,
        max({_HEARD_UNTIL}) FILTER (WHERE f.live > 0 AND {seen}) AS heard_until, {sums}
    FROM plans_plan_areas pa JOIN {in_force(source.plans)} ON p.id = pa.plan_id
        LEFT JOIN {source.figures} f ON f.plan_id = p.id
    WHERE {IN_FORCE_WHERE} AND pa.localarea_id IN ({chosen}) GROUP BY pa.localarea_id"""


def _areas(where: str, seen: str, source: Source) -> str:
    """Return the whole statement for the areas ``where`` (of ``a``, an area) holds."""
    counts = ", ".join(f"COALESCE(p.{name}, 0)" for name in COUNTS)
    chosen = f"SELECT a.id FROM areas_localarea a WHERE {CURRENT} AND {where}"
    groups = _GROUPS.format(chosen=chosen, declared=source.declared, drafted=source.drafted)
    return f"""{counted_before(source)}
    SELECT {_OWN}, COALESCE(g.names, ''), g.declared_on, COALESCE(p.plans, 0), COALESCE(p.joint, FALSE),
        p.last_heard_at, p.published_on, p.heard_until,
        COALESCE(g.formed, FALSE), COALESCE(p.submitted, FALSE),
        COALESCE(p.public_actions, 0), COALESCE(p.public_begun, 0), COALESCE(p.public_complete, 0), {counts}
    FROM areas_localarea a JOIN areas_region r ON r.id = a.region_id
        LEFT JOIN ({_plans(chosen, seen, source)}) p ON p.area_id = a.id
        LEFT JOIN ({groups}) g ON g.area_id = a.id
    WHERE {CURRENT} AND {where} ORDER BY a.name, a.id"""


def area_rows(
    today: date,
    *,
    region_ids: Collection[int] | None = None,
    area_id: int | None = None,
    public: bool = False,
    source: Source = NOW,
) -> list[AreaRow]:
    """Return the areas of today by name, with stage and figures.

    ``public=True`` counts only what anybody may read: figures, last heard and silence are then
    those of published plans. The stage is public either way. ``source=THEN`` reads how they stood
    at the end of ``today``.
    """
    where = "TRUE" if region_ids is None else "a.region_id = ANY(%(regions)s)"
    where += "" if area_id is None else " AND a.id = %(area)s"
    sql = _areas(where, _PUBLISHED if public else "TRUE", source)
    with connection.cursor() as cursor:
        told: dict[str, Any] = {
            "today": today,
            "end": end_of(today),
            "regions": list(region_ids or ()),
            "area": area_id,
        }
        cursor.execute(sql, told)
        return [_area_row(row, today) for row in cursor.fetchall()]


def _area_row(row: tuple[Any, ...], today: date) -> AreaRow:
    names, declared_on, plans, joint, last_heard_at, published_on, until = row[12:19]
    formed, submitted, actions, begun, complete = row[19:24]
    facts = StageFacts(
        has_group=formed,
        is_declared=declared_on is not None,
        has_plan=plans > 0,
        is_submitted=submitted,
        is_published=published_on is not None,
        actions=actions,
        begun=begun,
        complete=complete,
    )
    figures = Figures._make(row[24:])
    told = (names, declared_on, plans, joint, last_heard_at, published_on, is_stale(until, today), stage_of(facts))
    return AreaRow._make((*row[:12], *told, figures))
