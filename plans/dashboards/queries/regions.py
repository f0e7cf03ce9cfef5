"""Reads for a region's page: who moved, who slipped, who went silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Window

from areas.models import LocalArea, Region
from plans.dashboards.queries.trends import Kept, region_and_areas
from plans.planning.models import Action, Plan
from plans.planning.rules.states import BELOW_ON_TRACK, WorkflowState
from plans.progress.models import ProgressUpdate
from plans.rollups.queries import RegionSums, area_rows, region_sums
from plans.rollups.rules import AreaRow, Figures

#: How many blockers a page shows, and how many where all are asked for.
FEW_HELD_UP, MOST_HELD_UP = 8, 300


@dataclass(frozen=True)
class RegionPage:
    """Everything a region's page shows. ``sums`` count each action once, whatever the rows say."""

    region: Region
    rows: list[AreaRow]
    sums: RegionSums
    updates: list[ProgressUpdate]
    waiting: list[Plan]
    held_up: list[Action]
    held_up_in_all: int
    quarters: Kept
    before: dict[int, Figures]
    plans: dict[int, int]

    @property
    def before_day(self) -> date:
        """The end of the last quarter, against which areas are held."""
        return self.quarters[-1][0].end


def region_page(region: Region, today: date, *, all_held_up: bool = False) -> RegionPage:
    """Read a region's page (seven statements, however many areas and actions)."""
    rows = area_rows(today, region_ids=[region.pk])
    ids = [row.id for row in rows]
    quarters, before = region_and_areas(region.pk, ids, today)
    held_up: list[Any] = list(below_with_reason([region.pk], today)[: MOST_HELD_UP if all_held_up else FEW_HELD_UP])
    return RegionPage(
        region=region,
        rows=rows,
        sums=region_sums(today, region_id=region.pk)[0],
        updates=newest_updates([region.pk], today),
        waiting=list(submitted_plans([region.pk])),
        held_up=held_up,
        held_up_in_all=held_up[0].in_all if held_up else 0,
        quarters=quarters,
        before=before,
        plans=plans_of(ids),
    )


def plans_of(area_ids: list[int]) -> dict[int, int]:
    """Return for each area the newest of its plans in force, to which a word can be sent (one statement)."""
    covers = Plan.areas.through.objects.filter(
        localarea__in=area_ids, plan__in=Plan.objects.in_force().order_by().values("pk")
    )
    return dict(covers.order_by("plan_id").values_list("localarea_id", "plan_id"))


def below_with_reason(region_ids: list[int], today: date) -> QuerySet[Action, Any]:
    """Return live actions below on track with the area's own reason, off track first, the longest due before others.

    ``in_all`` of each says how many there are.
    """
    plans = Plan.objects.in_force().filter(areas__in=LocalArea.objects.current(today).filter(region__in=region_ids))
    below = Action.objects.live().filter(plan__in=plans.values("pk"), confidence__in=BELOW_ON_TRACK).exclude(reason="")
    found = below.select_related("plan__partnership", "lead").order_by("-confidence", "due", "pk")
    return found.annotate(in_all=Window(Count("pk")))


def newest_updates(region_ids: list[int], today: date, most: int = 8) -> list[ProgressUpdate]:
    """Return the newest update of each of the actions last heard of, newest first (one statement)."""
    plans = Plan.objects.in_force().filter(areas__in=LocalArea.objects.current(today).filter(region__in=region_ids))
    newest = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-at", "-id").values("pk")[:1]
    heard = (
        Action.objects.filter(plan__in=plans.values("pk"), last_heard_at__isnull=False)
        .order_by("-last_heard_at", "-pk")
        .annotate(newest=Subquery(newest))
        .values_list("newest", flat=True)[:most]
    )
    return list(
        ProgressUpdate.objects.filter(pk__in=heard)
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
