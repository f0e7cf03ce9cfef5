"""Figures of past quarters, as they were kept at the end of each."""

from __future__ import annotations

from datetime import date

from concordat.periods import Quarter, quarter_of
from plans.rollups.models import Snapshot
from plans.rollups.rules import SnapshotScope

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


def regions_at(day: date) -> dict[int, Snapshot]:
    """Return what was kept of each region on a day, by its id (one statement)."""
    return {one.scope_id: one for one in Snapshot.objects.filter(scope=SnapshotScope.REGION, day=day)}
