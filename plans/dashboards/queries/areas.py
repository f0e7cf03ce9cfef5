"""Reads for an area's page: what it promised and what has been done, as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet

from areas.models import LocalArea, Partnership
from areas.people.access import Reach
from areas.roles.rules import P
from plans.dashboards.queries.ahead import Ahead, ahead_of
from plans.dashboards.queries.trends import Kept, published_of
from plans.planning.models import Action, Plan
from plans.public.queries import PublicAction, choice_of, done_lately
from plans.rollups.queries import area_rows
from plans.rollups.rules import AreaRow, Figures

DONE_SHOWN = 4


@dataclass(frozen=True)
class PlanCard:
    """A plan as an area's page shows it; ``beside``: the names of the other areas it covers."""

    plan: Plan
    figures: Figures
    beside: tuple[str, ...]
    is_public: bool
    may_edit: bool


@dataclass(frozen=True)
class PartnershipCard:
    """A partnership with its declaration; a draft shows only to those who may see unpublished work.

    ``beside``: the names of the other areas that stand under the same declaration.
    """

    partnership: Partnership
    signed_on: date | None
    signatories: int
    has_draft: bool
    may_edit: bool
    beside: tuple[str, ...]


@dataclass(frozen=True)
class AreaPage:
    """Everything an area's page shows. ``row`` is None for an area that exists no more.

    ``promise`` is the newest published plan, ``done`` what was completed of it and ``ahead`` what falls due next, as
    everybody may read it; ``quarters`` are the published ones.
    """

    area: LocalArea
    row: AreaRow | None
    partnerships: list[PartnershipCard]
    plans: list[PlanCard]
    promise: PlanCard | None = None
    done: tuple[PublicAction, ...] = ()
    ahead: Ahead | None = None
    quarters: Kept = field(default_factory=list)


def area_page(area: LocalArea, reach: Reach, today: date) -> AreaPage:
    """Read an area's page for a person (eight statements at most, however much there is)."""
    rows = area_rows(today, area_id=area.pk, public=True)
    cards = [_plan_card(plan, reach, area) for plan in _plans(area, reach)]
    promise = next((card for card in cards if card.is_public), None)
    return AreaPage(
        area=area,
        row=rows[0] if rows else None,
        partnerships=[_partnership_card(one, reach, area) for one in _partnerships(area)],
        plans=cards,
        promise=promise,
        done=tuple(done_lately(promise.plan, choice_of(promise.plan)[0], DONE_SHOWN)) if promise else (),
        ahead=ahead_of(Action.objects.filter(plan=promise.plan), today, public=True) if promise else None,
        quarters=published_of(area.pk, today) if promise else [],
    )


def _others(area: LocalArea) -> QuerySet[LocalArea]:
    return LocalArea.objects.exclude(pk=area.pk).order_by("name", "pk")


def _partnerships(area: LocalArea) -> QuerySet[Partnership]:
    signed = Q(declaration__signatories__withdrawn_on__isnull=True, declaration__signatories__role="signatory")
    return (
        Partnership.objects.filter(areas=area)
        .select_related("declaration")
        .annotate(
            signatory_count=Count("declaration__signatories", filter=signed),
            beside=ArraySubquery(_others(area).filter(partnerships=OuterRef("pk")).values("name")),
        )
        .order_by("name")
    )


def _partnership_card(partnership: Partnership, reach: Reach, area: LocalArea) -> PartnershipCard:
    declaration = getattr(partnership, "declaration", None)
    status = declaration.status if declaration else ""
    sees = reach.may(P.VIEW, partnership_id=partnership.pk, region_ids=[area.region_id])
    return PartnershipCard(
        partnership=partnership,
        signed_on=declaration.signed_on if declaration and status == "signed" else None,
        signatories=partnership.signatory_count if status == "signed" else 0,  # type: ignore[attr-defined]
        has_draft=status == "draft" and sees,
        may_edit=reach.may(P.EDIT_DECLARATION, partnership_id=partnership.pk),
        beside=tuple(partnership.beside),  # type: ignore[attr-defined]
    )


def _plans(area: LocalArea, reach: Reach) -> QuerySet[Plan]:
    """Return the published plans in force and, of partnerships in reach, the newest editions."""
    published = Q(pk__in=Plan.objects.in_force().published().values("pk"))
    own = Q(pk__in=Plan.objects.current().in_reach(reach, P.VIEW).values("pk"))
    return (
        Plan.objects.filter(areas=area)
        .filter(published | own)
        .select_related("partnership", "figures", "refreshed_by")
        .annotate(beside=ArraySubquery(_others(area).filter(plans=OuterRef("pk")).values("name")))
        .order_by("-published_on", "title", "-edition")
    )


def _plan_card(plan: Plan, reach: Reach, area: LocalArea) -> PlanCard:
    stored = getattr(plan, "figures", None)
    figures = stored.counts if stored else Figures()
    return PlanCard(
        plan=plan,
        figures=figures,
        beside=tuple(plan.beside),  # type: ignore[attr-defined]
        is_public=plan.published_on is not None,
        may_edit=reach.may(P.EDIT_PLAN, partnership_id=plan.partnership_id),
    )


def successors_of(area: LocalArea) -> list[LocalArea]:
    """Return the areas that took the place of one that exists no more, by name."""
    return list(LocalArea.objects.filter(origins__predecessor=area).order_by("name"))
