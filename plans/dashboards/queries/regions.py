"""Reads for a region's page: who moved, who slipped, who went silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from areas.models import LocalArea, Region
from concordat.periods import Quarter
from plans.dashboards.queries.trends import kept_at_quarters
from plans.planning.models import Action, Plan
from plans.planning.rules.states import BELOW_ON_TRACK, WorkflowState
from plans.progress.models import ProgressUpdate
from plans.rollups.models import Snapshot
from plans.rollups.queries import RegionSums, area_rows, region_sums
from plans.rollups.rules import AreaRow, SnapshotScope


@dataclass(frozen=True)
class RegionPage:
    """Everything a region's page shows. ``sums`` count each action once, whatever the rows say."""

    region: Region
    rows: list[AreaRow]
    sums: RegionSums
    updates: list[ProgressUpdate]
    waiting: list[Plan]
    held_up: list[Action]
    quarters: list[tuple[Quarter, Snapshot | None]]


def region_page(region: Region, today: date) -> RegionPage:
    """Read a region's page (seven statements, however many areas and actions)."""
    return RegionPage(
        region=region,
        rows=area_rows(today, region_ids=[region.pk]),
        sums=region_sums(today, region_id=region.pk)[0],
        updates=newest_updates([region.pk], today),
        waiting=list(submitted_plans([region.pk])),
        held_up=held_up([region.pk], today),
        quarters=kept_at_quarters(SnapshotScope.REGION, region.pk, today),
    )


def held_up(region_ids: list[int], today: date, most: int = 8) -> list[Action]:
    """Return live actions below on track with the area's own reason, off track first, the longest due before others."""
    plans = Plan.objects.in_force().filter(areas__in=LocalArea.objects.current(today).filter(region__in=region_ids))
    below = Action.objects.live().filter(plan__in=plans.values("pk"), confidence__in=BELOW_ON_TRACK).exclude(reason="")
    return list(below.select_related("plan__partnership", "lead").order_by("-confidence", "due", "pk")[:most])


def newest_updates(region_ids: list[int], today: date, most: int = 8) -> list[ProgressUpdate]:
    """Return the newest update of each of the actions last heard of, newest first (two statements)."""
    plans = Plan.objects.in_force().filter(areas__in=LocalArea.objects.current(today).filter(region__in=region_ids))
    newest = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-at", "-id").values("pk")[:1]
    heard = (
        Action.objects.filter(plan__in=plans.values("pk"), last_heard_at__isnull=False)
        .order_by("-last_heard_at", "-pk")
        .annotate(newest=Subquery(newest))
        .values_list("newest", flat=True)[:most]
    )
    return list(
        ProgressUpdate.objects.filter(pk__in=[pk for pk in heard if pk])
        .select_related("action__plan__partnership", "action__lead")
        .order_by("-at", "-id")
    )


def submitted_plans(region_ids: list[int]) -> QuerySet[Plan]:
    """Return the plans that wait for an answer of the region, the longest waiting first."""
    covered = LocalArea.objects.filter(region__in=region_ids, plans=OuterRef("pk"))
    return (
        Plan.objects.filter(Exists(covered), workflow_state=WorkflowState.SUBMITTED)
        .select_related("partnership")
        .order_by("submitted_on", "pk")
    )
