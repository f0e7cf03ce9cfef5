"""Keeping how England stood at the end of a day: all scopes of a day, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.locks import hold
from plans.rollups.models import Snapshot
from plans.rollups.queries.positions import Position, figures_on
from plans.rollups.queries.sums import SectionSums
from plans.rollups.rules import COUNTS, AreaRow, Figures, SnapshotScope, add_up

#: A clock that was away for so many days keeps what it missed.
CATCH_UP_DAYS = 7


class NotOver(ValueError):
    """The day is not over: what it will end with is not known."""


@transaction.atomic
def take_snapshots(day: date, *, today: date | None = None) -> int:
    """Keep how things stood at the end of ``day``, read from the histories; returns how many rows were new.

    England, each region and each area of that day get a row. Run twice, it changes nothing.

    Raises:
        NotOver: ``day`` is today or later.
    """
    if day >= (today or timezone.localdate()):
        raise NotOver(f"{day} is not over yet. Give an earlier day.")
    hold("snapshots")
    if Snapshot.objects.filter(day=day).exists():
        return 0
    return len(Snapshot.objects.bulk_create(_rows(figures_on(day), timezone.now())))


def take_missing_snapshots(today: date | None = None) -> int:
    """Keep each of the last days of which nothing is kept; returns how many rows were new."""
    now = today or timezone.localdate()
    return sum(take_snapshots(now - timedelta(days=n), today=now) for n in range(CATCH_UP_DAYS, 0, -1))


def _rows(position: Position, at: datetime) -> Iterator[Snapshot]:
    def row(scope: SnapshotScope, pk: int, areas: Sequence[AreaRow], **told: Any) -> Snapshot:
        told["figures"] = _named(told["figures"])
        stages, silent = Counter(one.stage.value for one in areas), sum(one.is_stale for one in areas)
        return Snapshot(
            day=position.day, scope=scope, scope_id=pk, areas=len(areas), silent=silent, stages=stages, taken_at=at, **told
        )  # fmt: skip

    yield row(
        SnapshotScope.NATION,
        0,
        position.areas,
        plans=sum(one.plans for one in position.regions),
        figures=add_up(one.figures for one in position.regions) if position.regions else Figures(),
        sections=_sections(position.sections),
        last_heard_at=max((one.last_heard_at for one in position.regions if one.last_heard_at), default=None),
    )
    for one in position.regions:
        yield row(
            SnapshotScope.REGION,
            one.id,
            [area for area in position.areas if area.region_id == one.id],
            plans=one.plans,
            figures=one.figures,
            sections=_sections(part for part in position.sections if part.region_id == one.id),
            last_heard_at=one.last_heard_at,
        )
    for area in position.areas:
        yield row(
            SnapshotScope.AREA,
            area.id,
            [area],
            plans=area.plans,
            figures=area.figures,
            last_heard_at=area.last_heard_at,
        )


def _sections(parts: Iterable[SectionSums]) -> dict[str, dict[str, int]]:
    """Return the counts by section, the regions added up: each plan is in one of them."""
    found: dict[str, list[Figures]] = {}
    for part in parts:
        found.setdefault(f"{part.framework}/{part.code}" if part.code else "", []).append(part.figures)
    return {key: _named(add_up(those)) for key, those in found.items()}


def _named(figures: Figures) -> dict[str, int]:
    return {name: int(count) for name, count in zip(COUNTS, figures, strict=True)}
