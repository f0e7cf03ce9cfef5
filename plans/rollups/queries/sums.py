"""Figures of regions and of the nation: sums of plans' rows, made when they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE
from plans.rollups.rules import COUNTS, Figures

#: Each plan in force with the one region its actions are counted in: where most of its areas of
#: today are, the one with the first GSS code among equals. So regions add up to the nation.
HOME = f"""
    SELECT DISTINCT ON (p.id) p.id AS plan_id, a.region_id
    FROM {IN_FORCE} JOIN plans_plan_areas pa ON pa.plan_id = p.id
        JOIN areas_localarea a ON a.id = pa.localarea_id JOIN areas_region r ON r.id = a.region_id
    WHERE {IN_FORCE_WHERE} AND {CURRENT}
    GROUP BY p.id, a.region_id, r.gss_code ORDER BY p.id, count(*) DESC, r.gss_code"""


@dataclass(frozen=True, slots=True)
class RegionSums:
    """What the plans counted in a region add up to; every action is in one region only."""

    id: int
    slug: str
    name: str
    gss_code: str
    plans: int
    last_heard_at: datetime | None
    counted_at: datetime | None
    figures: Figures


def region_sums(today: date) -> list[RegionSums]:
    """Return all regions by name, the plans of their areas added up, each once (one statement)."""
    sums = ", ".join(f"COALESCE(sum(f.{name}), 0)" for name in COUNTS)
    sql = f"""WITH home AS ({HOME})
        SELECT r.id, r.slug, r.name, r.gss_code, count(home.plan_id), max(f.last_heard_at),
            max(f.counted_at), {sums}
        FROM areas_region r LEFT JOIN home ON home.region_id = r.id
            LEFT JOIN plans_planfigures f ON f.plan_id = home.plan_id
        GROUP BY r.id ORDER BY r.name"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today})
        return [RegionSums(*row[:7], Figures(*map(int, row[7:]))) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class StandardReach:
    """A standard, and how many areas and actions there are for it (merged and withdrawn left out).

    ``areas`` are areas of today in which a plan in force has an action for the standard.
    """

    framework: str
    section: str
    code: str
    title: str
    areas: int
    actions: int
    complete: int


def standard_reach(today: date) -> list[StandardReach]:
    """Return every standard of a published framework, or one that a plan uses, in order."""
    sql = f"""
        WITH linked AS (
            SELECT x.standard_id, ac.plan_id, count(*) AS actions,
                count(*) FILTER (WHERE ac.delivery_state = 'complete') AS complete
            FROM plans_action_standards x JOIN plans_action ac ON ac.id = x.action_id
            WHERE ac.delivery_state NOT IN ('merged', 'withdrawn') GROUP BY 1, 2),
        kept AS (
            SELECT linked.* FROM linked JOIN {IN_FORCE} ON p.id = linked.plan_id WHERE {IN_FORCE_WHERE}
            AND EXISTS (SELECT 1 FROM plans_plan_areas pa JOIN areas_localarea a ON a.id = pa.localarea_id
                WHERE pa.plan_id = p.id AND {CURRENT})),
        sums AS (SELECT standard_id, sum(actions) AS actions, sum(complete) AS complete FROM kept GROUP BY 1),
        reach AS (
            SELECT kept.standard_id, count(DISTINCT pa.localarea_id) AS areas
            FROM kept JOIN plans_plan_areas pa ON pa.plan_id = kept.plan_id
                JOIN areas_localarea a ON a.id = pa.localarea_id WHERE {CURRENT} GROUP BY 1)
        SELECT fw.slug, sc.code || ' ' || sc.title, st.code, st.title, COALESCE(reach.areas, 0),
            COALESCE(sums.actions, 0), COALESCE(sums.complete, 0)
        FROM plans_standard st JOIN plans_section sc ON sc.id = st.section_id
            JOIN plans_framework fw ON fw.id = sc.framework_id
            LEFT JOIN sums ON sums.standard_id = st.id LEFT JOIN reach ON reach.standard_id = st.id
        WHERE fw.published_on IS NOT NULL OR sums.actions IS NOT NULL
        ORDER BY fw.slug, sc.position, st.position"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today})
        return [StandardReach(*row[:4], *map(int, row[4:])) for row in cursor.fetchall()]
