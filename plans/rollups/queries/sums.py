"""Figures of regions and of the nation: sums of plans' rows, made when they are read."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from areas.models import Region
from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE, counted_before, in_force
from plans.rollups.queries.sources import NOW, Source, end_of
from plans.rollups.rules import COUNTS, Figures

_IN_REGION = """EXISTS (SELECT 1 FROM plans_plan_areas pr JOIN areas_localarea ar ON ar.id = pr.localarea_id
    WHERE pr.plan_id = p.id AND ar.region_id = %(region)s)"""


def home(which: str, plans: str, today: str = "%(today)s") -> str:
    """Return SQL for each plan in force with the one region its actions are counted in.

    ``plans``: the table of plans, ``today``: SQL for the day. That is the region of most of its areas of that
    day, the one with the first GSS code among equals: so regions add up to the nation.
    """
    current = CURRENT.replace("%(today)s", today)
    return f"""
    SELECT DISTINCT ON (p.id) p.id AS plan_id, a.region_id
    FROM {in_force(plans)} JOIN plans_plan_areas pa ON pa.plan_id = p.id
        JOIN areas_localarea a ON a.id = pa.localarea_id JOIN areas_region r ON r.id = a.region_id
    WHERE {IN_FORCE_WHERE} AND {current} AND {which}
    GROUP BY p.id, a.region_id, r.gss_code ORDER BY p.id, count(*) DESC, r.gss_code"""


class RegionSums(NamedTuple):
    """What the plans counted in a region add up to; every action is in one region only."""

    id: int
    slug: str
    name: str
    gss_code: str
    plans: int
    last_heard_at: datetime | None
    counted_at: datetime | None
    figures: Figures


def region_sums(
    today: date, *, region_id: int | None = None, public: bool = False, source: Source = NOW
) -> list[RegionSums]:
    """Return all regions (or one) by name, the plans of their areas added up, each once (one statement).

    ``public=True`` counts only published plans, as ``area_rows`` does.
    """
    which = "TRUE" if region_id is None else _IN_REGION
    homes = home(f"{which} AND p.published_on IS NOT NULL" if public else which, source.plans)
    chosen = "TRUE" if region_id is None else "r.id = %(region)s"
    sums = ", ".join(f"COALESCE(sum(f.{name}), 0)" for name in COUNTS)
    sql = f"""{counted_before(source)}
        SELECT r.id, r.slug, r.name, r.gss_code, count(home.plan_id), max(f.last_heard_at),
            max(f.counted_at), {sums}
        FROM areas_region r LEFT JOIN ({homes}) home ON home.region_id = r.id
            LEFT JOIN {source.figures} f ON f.plan_id = home.plan_id
        WHERE {chosen} GROUP BY r.id ORDER BY r.name"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today, "end": end_of(today), "region": region_id})
        return [RegionSums._make((*row[:7], Figures._make(row[7:]))) for row in cursor.fetchall()]


def region_choices() -> list[tuple[str, str]]:
    """Return the regions by name as (id, name), for a list to choose from (one statement)."""
    return [(str(pk), name) for pk, name in Region.objects.order_by("name").values_list("pk", "name")]


class SectionSums(NamedTuple):
    """What the plans counted in a region have in one section; ``section_id`` None: without a standard.

    An action with standards in two sections is in both: never add sections up.
    """

    region_id: int
    section_id: int | None
    framework: str
    code: str
    title: str
    figures: Figures


def section_sums(today: date, *, region_id: int | None = None, source: Source = NOW) -> list[SectionSums]:
    """Return a row a region and section, in order, the actions without a standard last (one statement)."""
    homes = home("TRUE" if region_id is None else _IN_REGION, source.plans)
    chosen = "TRUE" if region_id is None else "home.region_id = %(region)s"
    sums = ", ".join(f"sum(f.{name})" for name in COUNTS)
    sql = f"""{counted_before(source)}
        SELECT home.region_id, f.section_id, COALESCE(fw.slug, ''), COALESCE(sc.code, ''),
            COALESCE(sc.title, 'Without a standard'), {sums}
        FROM ({homes}) home JOIN {source.sections} f ON f.plan_id = home.plan_id
            LEFT JOIN plans_section sc ON sc.id = f.section_id LEFT JOIN plans_framework fw ON fw.id = sc.framework_id
        WHERE {chosen} GROUP BY home.region_id, f.section_id, fw.slug, sc.id
        ORDER BY home.region_id, fw.slug NULLS LAST, sc.position, sc.id"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today, "end": end_of(today), "region": region_id})
        return [SectionSums._make((*row[:5], Figures._make(map(int, row[5:])))) for row in cursor.fetchall()]


class StandardReach(NamedTuple):
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
    on_track: int

    @property
    def url(self) -> str:
        """Return the standard's own page."""
        return f"/standards/{self.framework}/{self.code}/"


def standard_reach(today: date) -> list[StandardReach]:
    """Return every standard of a published framework, or one that a plan uses, in order."""
    sql = f"""
        WITH linked AS (
            SELECT x.standard_id, ac.plan_id, count(*) AS actions,
                count(*) FILTER (WHERE ac.delivery_state = 'complete') AS complete,
                count(*) FILTER (WHERE ac.delivery_state <> 'complete' AND ac.confidence = 'on_track') AS on_track
            FROM plans_action_standards x JOIN plans_action ac ON ac.id = x.action_id
            WHERE ac.delivery_state NOT IN ('merged', 'withdrawn') GROUP BY 1, 2),
        kept AS (
            SELECT linked.* FROM linked JOIN {IN_FORCE} ON p.id = linked.plan_id WHERE {IN_FORCE_WHERE}
            AND EXISTS (SELECT 1 FROM plans_plan_areas pa JOIN areas_localarea a ON a.id = pa.localarea_id
                WHERE pa.plan_id = p.id AND {CURRENT})),
        sums AS (SELECT standard_id, sum(actions) AS actions, sum(complete) AS complete,
            sum(on_track) AS on_track FROM kept GROUP BY 1),
        reach AS (
            SELECT kept.standard_id, count(DISTINCT pa.localarea_id) AS areas
            FROM kept JOIN plans_plan_areas pa ON pa.plan_id = kept.plan_id
                JOIN areas_localarea a ON a.id = pa.localarea_id WHERE {CURRENT} GROUP BY 1)
        SELECT fw.slug, sc.code || ' ' || sc.title, st.code, st.title, COALESCE(reach.areas, 0),
            COALESCE(sums.actions, 0), COALESCE(sums.complete, 0), COALESCE(sums.on_track, 0)
        FROM plans_standard st JOIN plans_section sc ON sc.id = st.section_id
            JOIN plans_framework fw ON fw.id = sc.framework_id
            LEFT JOIN sums ON sums.standard_id = st.id LEFT JOIN reach ON reach.standard_id = st.id
        WHERE fw.published_on IS NOT NULL OR sums.actions IS NOT NULL
        ORDER BY fw.slug, sc.position, st.position"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today})
        return [StandardReach._make((*row[:4], *map(int, row[4:]))) for row in cursor.fetchall()]
