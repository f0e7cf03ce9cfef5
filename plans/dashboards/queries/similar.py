"""Reads for the page of areas that are alike, from what is published: anybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from areas.models import LocalArea
from plans.dashboards.rules.similar import Alike, PlaceInView, alike, gaps_in_view
from plans.planning.models import Action, Plan
from plans.planning.rules.states import DeliveryState
from plans.public.rules import public_text
from plans.rollups.queries.areas import CURRENT, IN_FORCE, IN_FORCE_WHERE
from plans.standards.models import Standard

#: How many areas are held beside one: those of its kind and region first, then the nearest on the map.
HELD_BESIDE = 200
#: How many actions of others are shown for a standard.
TOLD_OF = 3
_PLACES = f"""
    WITH near AS (
        SELECT a.id, a.slug, a.name, a.kind, a.region_id, r.name AS region,
            row_number() OVER (ORDER BY (a.id = %(area)s) DESC,
                (a.kind = %(kind)s AND a.region_id = %(region)s) DESC,
                (a.hex_x - %(x)s) ^ 2 + (a.hex_y - %(y)s) ^ 2, a.id) AS place
        FROM areas_localarea a JOIN areas_region r ON r.id = a.region_id
        WHERE {CURRENT} AND (a.kind = %(kind)s OR a.region_id = %(region)s)),
    chosen AS (SELECT * FROM near WHERE place <= {HELD_BESIDE} + 1)
    SELECT c.id, c.slug, c.name, c.kind, c.region_id, c.region, told.plans, told.covered
    FROM chosen c CROSS JOIN LATERAL (
        SELECT array_remove(array_agg(DISTINCT p.id), NULL), array_remove(array_agg(DISTINCT x.standard_id), NULL)
        FROM plans_plan_areas pa JOIN {IN_FORCE} ON p.id = pa.plan_id
            LEFT JOIN plans_action ac ON ac.plan_id = p.id AND ac.delivery_state NOT IN ('merged', 'withdrawn')
            LEFT JOIN plans_action_standards x ON x.action_id = ac.id
        WHERE pa.localarea_id = c.id AND p.published_on IS NOT NULL AND {IN_FORCE_WHERE}) told (plans, covered)
    ORDER BY c.place"""


@dataclass(frozen=True)
class Told:
    """What an area alike promises for a standard, as everybody may read it."""

    area: PlaceInView
    text: str
    state: str
    state_label: str


@dataclass(frozen=True)
class OpenStandard:
    """A standard for which an area's plan has no action, and what areas alike do for it."""

    standard: Standard
    told: tuple[Told, ...]


@dataclass(frozen=True)
class SimilarPage:
    """The areas like one. ``gaps`` is None where the area has published no plan."""

    area: LocalArea
    alike: list[Alike]
    gaps: list[OpenStandard] | None
    standards: int


def similar_page(area: LocalArea, today: date) -> SimilarPage:
    """Read which areas are like one and what they do for what it leaves open (three statements)."""
    places = _places(area, today)
    own = next((one for one in places if one.id == area.pk), None)
    if own is None:
        return SimilarPage(area, [], None, 0)
    standards = list(_standards(own))
    ids = frozenset(one.pk for one in standards)
    near, gaps = alike(own, places, ids), gaps_in_view(own, ids)
    if gaps is None:
        return SimilarPage(area, near, None, len(standards))
    told = _told(near, gaps)
    opened = [OpenStandard(one, tuple(told.get(one.pk, ()))) for one in standards if one.pk in gaps]
    return SimilarPage(area, near, opened, len(standards))


def _places(area: LocalArea, today: date) -> list[PlaceInView]:
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACES,
            {
                "today": today,
                "area": area.pk,
                "kind": area.kind,
                "region": area.region_id,
                "x": area.hex_x or 0,
                "y": area.hex_y or 0,
            },
        )
        return [
            PlaceInView._make((*row[:6], frozenset(row[6] or ()), frozenset(row[7] or ()))) for row in cursor.fetchall()
        ]


def _standards(own: PlaceInView) -> QuerySet[Standard]:
    """Return the standards an area's published plans answer to; those of every published framework where they name none."""
    named = Plan.objects.filter(pk__in=own.plans, frameworks__isnull=False).values("frameworks")
    which = Q(section__framework__in=named) if own.plans else Q(section__framework__published_on__isnull=False)
    return (
        Standard.objects.filter(which)
        .select_related("section__framework")
        .order_by("section__framework__slug", "section__position", "position", "pk")
    )


def _told(near: list[Alike], gaps: frozenset[int]) -> dict[int, list[Told]]:
    """Return for each standard an action of each of a few areas alike, finished ones first (one statement)."""
    areas = {plan: (rank, one.place) for rank, one in reversed(list(enumerate(near))) for plan in one.place.plans}
    # The words for complete, in progress and not started come in this order in the alphabet too.
    furthest = Window(
        RowNumber(),
        partition_by=[F("standard"), F("action__plan")],
        order_by=["action__delivery_state", "action__position", "action"],
    )
    linked: QuerySet[Any, Any] = (
        Action.standards.through.objects.filter(standard__in=gaps, action__plan__in=areas)
        .exclude(action__delivery_state__in=[DeliveryState.MERGED, DeliveryState.WITHDRAWN])
        .annotate(place=furthest)
    )
    links = linked.filter(place=1).values_list(
        "standard_id", "action__delivery_state", "action__plan_id", "action__text"
    )
    found: dict[int, list[Told]] = {}
    seen: set[tuple[int, int]] = set()
    for standard, state, plan, text in sorted(links, key=lambda row: (row[1], areas[row[2]][0], row[2])):
        area, told = areas[plan][1], found.setdefault(standard, [])
        if len(told) < TOLD_OF and (standard, area.id) not in seen:
            told.append(Told(area, public_text(text), state, DeliveryState(state).label))
            seen.add((standard, area.id))
    return found
