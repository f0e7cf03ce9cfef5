"""How things stood at the end of any past day, and what was kept of past days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.rollups.models import Snapshot
from plans.rollups.queries.areas import area_rows
from plans.rollups.queries.sources import THEN
from plans.rollups.queries.sums import RegionSums, SectionSums, region_sums, section_sums
from plans.rollups.rules import AreaRow, SnapshotScope


@dataclass(frozen=True)
class Position:
    """How areas, regions and sections stood at the end of ``day``; actions are counted once in regions."""

    day: date
    areas: list[AreaRow]
    regions: list[RegionSums]
    sections: list[SectionSums]


def figures_on(day: date, *, region_id: int | None = None) -> Position:
    """Return how England, or one region, stood at the end of ``day`` (three statements, read from the histories).

    Which areas a plan covers, which frameworks it answers to and who is in a partnership are as of today.
    """
    regions = None if region_id is None else [region_id]
    return Position(
        day,
        area_rows(day, region_ids=regions, source=THEN),
        region_sums(day, region_id=region_id, source=THEN),
        section_sums(day, region_id=region_id, source=THEN),
    )


def snapshots_of(scope: SnapshotScope, scope_id: int = 0, *, since: date | None = None) -> list[Snapshot]:
    """Return what was kept of England, a region or an area, the oldest day first (one statement)."""
    kept = Snapshot.objects.filter(scope=scope, scope_id=scope_id).order_by("day")
    return list(kept.filter(day__gte=since) if since else kept)
