"""Figures of past quarters, as they were kept at the end of each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from concordat.periods import Quarter, quarter_of
from plans.rollups.models import Snapshot
from plans.rollups.rules import Figures, SnapshotScope

#: How many quarters that are over a picture shows.
SHOWN = 8


def last_quarters(today: date) -> list[Quarter]:
    """Return the quarters that are over, the oldest first."""
    found = [quarter_of(today).previous()]
    while len(found) < SHOWN:
        found.append(found[-1].previous())
    return found[::-1]


def kept_at_quarters(scope: SnapshotScope, scope_id: int, today: date) -> list[tuple[Quarter, Snapshot | None]]:
    """Return each quarter with what was kept on its last day; None where nothing was (one statement)."""
    quarters = last_quarters(today)
    days = [one.end for one in quarters]
    kept = {one.day: one for one in Snapshot.objects.filter(scope=scope, scope_id=scope_id, day__in=days)}
    return [(one, kept.get(one.end)) for one in quarters]


def region_and_areas(
    region_id: int, area_ids: Collection[int], today: date
) -> tuple[list[tuple[Quarter, Snapshot | None]], dict[int, Figures]]:
    """Return a region's quarters as ``kept_at_quarters``, and its areas' figures at the end of the last (one statement)."""
    quarters = last_quarters(today)
    of_region = Q(scope=SnapshotScope.REGION, scope_id=region_id, day__in=[one.end for one in quarters])
    of_areas = Q(scope=SnapshotScope.AREA, scope_id__in=area_ids, day=quarters[-1].end)
    regions, areas = {}, {}
    for one in Snapshot.objects.filter(of_region | of_areas):
        if one.scope == SnapshotScope.REGION:
            regions[one.day] = one
        else:
            areas[one.scope_id] = one.counts
    return [(one, regions.get(one.end)) for one in quarters], areas


def regions_at(day: date) -> dict[int, Snapshot]:
    """Return what was kept of each region on a day, by its id (one statement)."""
    return {one.scope_id: one for one in Snapshot.objects.filter(scope=SnapshotScope.REGION, day=day)}
