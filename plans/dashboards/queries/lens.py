"""Reads for one organisation across all its areas: a police force, an ambulance trust, an ICB."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet, Window
from django.http import Http404

from areas.models import Organisation
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Action, Plan
from plans.planning.rules.states import BELOW_ON_TRACK
from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE, LIVE_ACTION

_AREAS = f"""
    SELECT a.id, a.name, a.slug, r.name, count(*), count(*) FILTER (WHERE ac.delivery_state = 'complete'),
        count(*) FILTER (WHERE {LIVE_ACTION}), count(*) FILTER (WHERE {LIVE_ACTION} AND ac.confidence = 'on_track'),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.confidence = 'at_risk'),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.confidence = 'off_track'),
        count(*) FILTER (WHERE {LIVE_ACTION} AND ac.due < %(today)s), max(ac.last_heard_at)
    FROM plans_action ac JOIN {IN_FORCE} ON p.id = ac.plan_id
        JOIN plans_plan_areas pa ON pa.plan_id = p.id JOIN areas_localarea a ON a.id = pa.localarea_id
        JOIN areas_region r ON r.id = a.region_id
    WHERE ac.lead_id = %(organisation)s AND ac.delivery_state NOT IN ('merged', 'withdrawn')
        AND {IN_FORCE_WHERE} AND {CURRENT} AND (%(regions)s::bigint[] IS NULL OR a.region_id = ANY(%(regions)s::bigint[]))
    GROUP BY a.id, r.name ORDER BY a.name, a.id"""
#: How many actions that need a word are named.
NAMED = 50


class LedInArea(NamedTuple):
    """What an organisation leads in an area: counts of actions; those of a joint plan are in each of its areas."""

    id: int
    name: str
    slug: str
    region: str
    actions: int
    complete: int
    live: int
    on_track: int
    at_risk: int
    off_track: int
    overdue: int
    last_heard_at: datetime | None


@dataclass(frozen=True)
class LensPage:
    """An organisation, what it leads in each area, and its live actions that are off track, at risk or overdue."""

    organisation: Organisation
    areas: list[LedInArea]
    needing: list[Action]
    needing_in_all: int


def regions_seen(reach: Reach) -> list[int] | None:
    """Return the regions in which the person may look at organisations; None: all of them. Raises ``Http404`` for none."""
    if reach.nationwide(P.VIEW_REGION):
        return None
    regions = reach.regions_with(P.VIEW_REGION)
    if not regions:
        raise Http404
    return sorted(regions)


def organisations_seen(regions: list[int] | None, words: str) -> QuerySet[Organisation, Any]:
    """Return the organisations that belong to a partnership there, by name, with the number of its areas as ``areas``."""
    now = Q(memberships_in__left_on__isnull=True, memberships_in__isnull=False)
    where = now if regions is None else now & Q(memberships_in__partnership__areas__region__in=regions)
    found = Organisation.objects.filter(where).select_related("kind")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word) | Q(kind__name__icontains=word))
    return found.annotate(areas=Count("memberships_in__partnership__areas", distinct=True)).order_by("name", "pk")


def lens_page(regions: list[int] | None, organisation_id: int, today: date) -> LensPage:
    """Read what an organisation leads in the regions seen (three statements). Raises ``Http404`` where it is not there."""
    organisation = organisations_seen(regions, "").filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(_AREAS, {"organisation": organisation_id, "today": today, "regions": regions})
        areas = [LedInArea._make(row) for row in cursor.fetchall()]
    plans = Plan.objects.in_force().order_by()
    if regions is not None:
        plans = plans.filter(areas__region__in=regions)
    below = Q(confidence__in=BELOW_ON_TRACK) | Q(due__lt=today)
    needing = Action.objects.live().filter(below, lead=organisation_id, plan__in=plans.values("pk"))
    counted = needing.select_related("plan__partnership").annotate(in_all=Window(Count("pk")))
    listed: list[Any] = list(counted.order_by("-confidence", "due", "pk")[:NAMED])
    return LensPage(organisation, areas, listed, listed[0].in_all if listed else 0)
