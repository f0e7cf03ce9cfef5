"""Figures of past quarters, as they were kept at the end of each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q, Sum

from concordat.periods import Quarter, quarter_of
from plans.planning.models import Plan
from plans.rollups.models import PublishedPlan, PublishedQuarter, Snapshot
from plans.rollups.rules import COUNTS, Figures, SnapshotScope

#: How many quarters that are over a picture shows.
SHOWN = 8


def last_quarters(today: date) -> list[Quarter]:
    """Return the quarters that are over, the oldest first."""
    found = [quarter_of(today).previous()]
    while len(found) < SHOWN:
        found.append(found[-1].previous())
    return found[::-1]


#: Quarters, the oldest first, with what was kept of each; None where nothing was.
Kept = list[tuple[Quarter, Figures | None]]


def kept_at_quarters(scope: SnapshotScope, scope_id: int, today: date) -> Kept:
    """Return the figures at the end of each quarter (one statement)."""
    quarters = last_quarters(today)
    days = [one.end for one in quarters]
    kept = {one.day: one.counts for one in Snapshot.objects.filter(scope=scope, scope_id=scope_id, day__in=days)}
    return [(one, kept.get(one.end)) for one in quarters]


def region_and_areas(region_id: int, area_ids: Collection[int], today: date) -> tuple[Kept, dict[int, Figures]]:
    """Return a region's quarters as ``kept_at_quarters``, and its areas' figures at the end of the last (one statement)."""
    quarters = last_quarters(today)
    of_region = Q(scope=SnapshotScope.REGION, scope_id=region_id, day__in=[one.end for one in quarters])
    of_areas = Q(scope=SnapshotScope.AREA, scope_id__in=area_ids, day=quarters[-1].end)
    regions, areas = {}, {}
    for one in Snapshot.objects.filter(of_region | of_areas):
        if one.scope == SnapshotScope.REGION:
            regions[one.day] = one.counts
        else:
            areas[one.scope_id] = one.counts
    return [(one, regions.get(one.end)) for one in quarters], areas


def published_of(area_id: int, today: date) -> Kept:
    """Return an area's figures in the published quarters, of published plans only, as open data has them (one statement)."""
    covering = Plan.areas.through.objects.filter(localarea=area_id).values("plan")
    return _published(Q(plan__in=covering, area_ids__contains=[area_id], published_on__lte=F("quarter__as_at")), today)


def published_of_partnership(partnership_id: int, today: date) -> Kept:
    """Return the figures of a partnership's plans in the published quarters, drafts too: for its own people (one statement)."""
    return _published(Q(plan__partnership=partnership_id), today)


def _published(which: Q, today: date) -> Kept:
    """Sum frozen plans by quarter, each quarter in its newest published revision."""
    newest = PublishedQuarter.objects.filter(published_at__isnull=False).order_by("quarter", "-revision")
    plans = PublishedPlan.objects.filter(which, quarter__in=newest.distinct("quarter").values("pk"))
    summed = plans.order_by().values("quarter__quarter").annotate(**{f"sum_{name}": Sum(name) for name in COUNTS})
    kept = {one["quarter__quarter"]: Figures(**{name: one[f"sum_{name}"] for name in COUNTS}) for one in summed}
    return [(one, kept.get(str(one))) for one in last_quarters(today)]


def regions_at(day: date) -> dict[int, Snapshot]:
    """Return what was kept of each region on a day, by its id (one statement)."""
    return {one.scope_id: one for one in Snapshot.objects.filter(scope=SnapshotScope.REGION, day=day)}
