"""Areas and figures: what is public of them, for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from areas.models import LocalArea
from plans.opendata.queries.sight import Sight
from plans.planning.models import Plan
from plans.rollups.queries import area_rows, region_sums
from plans.rollups.rules import AreaRow, Figures, Stage, add_up

ENGLAND = "E92000001"
#: The counts that are public: of what was promised, not of who reported when.
PUBLIC_COUNTS = (
    "total", "not_started", "in_progress", "complete", "merged", "withdrawn", "live", "on_track", "at_risk",
    "off_track", "unrated", "overdue",
)  # fmt: skip


def areas(sight: Sight) -> list[tuple[Any, ...]]:
    """Return the areas of today by id, in the order of their fields (two statements)."""
    rows = _rows(sight)
    known = LocalArea.objects.in_bulk([row.id for row in rows])
    return [_area(row, known[row.id]) for row in rows]


def _rows(sight: Sight) -> list[AreaRow]:
    return sorted(area_rows(sight.today, public=True), key=lambda row: row.id)


def _area(row: AreaRow, known: LocalArea) -> tuple[Any, ...]:
    groups = row.partnerships.split("; ") if row.partnerships else []
    return (
        row.id, row.slug, row.gss_code, row.name, row.kind, row.region_code, row.region_name, row.stage.value,
        row.stage.step, groups, row.declared_on, row.published_on, known.hex_q, known.hex_r,
        known.valid_from,
    )  # fmt: skip


def figures(sight: Sight) -> list[tuple[Any, ...]]:
    """Return the public figures of areas, regions and England, in the order of their fields (three statements)."""
    rows = sorted(_rows(sight), key=lambda row: row.gss_code)
    regions = sorted(region_sums(sight.today, public=True), key=lambda region: region.gss_code)
    plans = plans_of_areas(rows)
    found = [_counts(sight, row.gss_code, "area", row.name, [row], plans[row.id], row.figures) for row in rows]
    for one in regions:
        inside = [row for row in rows if row.region_id == one.id]
        found.append(_counts(sight, one.gss_code, "region", one.name, inside, one.plans, one.figures))
    everything = add_up(one.figures for one in regions)
    found.append(_counts(sight, ENGLAND, "nation", "England", rows, sum(one.plans for one in regions), everything))
    return found


def _counts(
    sight: Sight, code: str, level: str, name: str, inside: Sequence[AreaRow], plans: int, figures: Figures
) -> tuple[Any, ...]:
    declared = sum(row.declared_on is not None for row in inside)
    published = sum(row.stage.step >= Stage.PUBLISHED.step for row in inside)
    counts = [getattr(figures, name) for name in PUBLIC_COUNTS]
    return (code, level, name, len(inside), declared, published, plans, *counts, sight.today)


def plans_of_areas(rows: Sequence[AreaRow]) -> dict[int, int]:
    """Return how many published plans in force cover each area (one statement)."""
    covers = Plan.objects.in_force().published().order_by().values_list("areas", flat=True)
    found = dict.fromkeys((row.id for row in rows), 0)
    for area_id in covers:
        if area_id in found:
            found[area_id] += 1
    return found
