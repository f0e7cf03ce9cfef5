"""Read partnerships."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from areas.partnerships.models import Partnership, PartnershipMember
from areas.partnerships.rules import RESERVED_SLUGS, Entry, Named, folded, same_name
from areas.people.models import Membership
from areas.places.models import LocalArea


def partnerships_of_area(area_id: int) -> list[Partnership]:
    """Return the partnerships that cover an area, by name, their areas read along (two statements)."""
    return list(Partnership.objects.filter(areas=area_id).prefetch_related("areas"))


def partnership_of_area(area_id: int, slug: str) -> Partnership:
    """Return the one that covers the area. Raises ``Http404``."""
    return get_object_or_404(Partnership.objects.filter(areas=area_id).prefetch_related("areas"), slug=slug)


def regions_of(partnership: Partnership) -> frozenset[int]:
    """Return the ids of the regions in which a partnership's areas lie."""
    return frozenset(area.region_id for area in partnership.areas.all())


def find_partnerships(words: str, today: date) -> QuerySet[Partnership]:
    """Return those whose name or areas have every word, with ``member_count`` and ``people_count``.

    Members are those that have not left; people are those who hold a role in it on ``today``.
    """
    partnerships = Partnership.objects.all()
    for word in words.split()[:8]:
        covered = LocalArea.objects.filter(partnerships=OuterRef("pk"), name__icontains=word)
        partnerships = partnerships.filter(Q(name__icontains=word) | Exists(covered))
    members = PartnershipMember.objects.filter(partnership=OuterRef("pk"), left_on__isnull=True).order_by()
    people = Membership.objects.active(today).filter(partnership=OuterRef("pk")).order_by()
    return (
        partnerships.annotate(member_count=_counted(members, "organisation"), people_count=_counted(people, "person"))
        .prefetch_related("areas")
        .order_by("name", "pk")
    )


def _counted(rows: QuerySet[PartnershipMember] | QuerySet[Membership], field: str) -> Coalesce:
    counted = rows.values("partnership").annotate(n=Count(field, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def partnership_called(slug: str) -> Partnership:
    """Return one with its areas, its declaration and its plans. Raises ``Http404``."""
    whole = Partnership.objects.select_related("declaration").prefetch_related("areas__region", "plans")
    return get_object_or_404(whole, slug=slug)


def newest_plans(partnership: Partnership) -> list[Any]:
    """Return the newest edition of each plan, by title."""
    plans = list(partnership.plans.all())
    older = {plan.refreshes_id for plan in plans}
    return sorted((plan for plan in plans if plan.pk not in older), key=lambda plan: (plan.title, plan.pk))


def people_count(partnership: Partnership, today: date) -> int:
    """Return how many people hold a role in a partnership on ``today``."""
    return Membership.objects.active(today).filter(partnership=partnership).values("person").distinct().count()


def members_of(partnership: Partnership) -> list[PartnershipMember]:
    """Return the members of now and before by name, those that left last."""
    members = partnership.memberships_of.select_related("organisation__kind").order_by("organisation__name")
    return sorted(members, key=lambda member: member.left_on is not None)


def member_of(partnership: Partnership, pk: int) -> PartnershipMember:
    """Return one entry. Raises ``Http404``."""
    members = PartnershipMember.objects.select_related("organisation__kind")
    return get_object_or_404(members, partnership=partnership, pk=pk)


def member_ids(partnership: Partnership) -> set[int]:
    """Return the ids of the organisations that belong to a partnership and have not left."""
    now = partnership.memberships_of.filter(left_on__isnull=True)
    return set(now.values_list("organisation_id", flat=True))


def people_for(member: PartnershipMember, today: date) -> int:
    """Return how many people update actions in the partnership for one member."""
    roles = Membership.objects.active(today).filter(
        partnership=member.partnership_id, organisation=member.organisation_id
    )
    return roles.values("person").distinct().count()


def entry_of(member: PartnershipMember) -> Entry:
    """Return how a member stands now."""
    return Entry(member.alias, member.joined_on)


def named(partnership: Partnership) -> Named:
    """Return the name and the areas that are stored now."""
    return Named(partnership.name, frozenset(partnership.areas.order_by().values_list("pk", flat=True)))


def called(name: str) -> Partnership | None:
    """Return the partnership of that name, whatever its case, or None."""
    like = Partnership.objects.filter(name__iexact=" ".join(name.split())).order_by("pk")
    return next((one for one in like if same_name(one.name, name)), None)


def taken_names() -> tuple[set[str], set[str]]:
    """Return the names (folded) and the slugs that no new partnership can have (one statement)."""
    pairs = list(Partnership.objects.order_by().values_list("name", "slug"))
    return {folded(name) for name, _ in pairs}, {slug for _, slug in pairs} | RESERVED_SLUGS


def areas_to_choose_from(today: date, also: Collection[int] = ()) -> list[tuple[int, str]]:
    """Return (id, name) of the areas of today by name, and of those in ``also`` although they ended."""
    current = LocalArea.objects.current(today).values("pk")
    areas = LocalArea.objects.filter(Q(pk__in=current) | Q(pk__in=also)).order_by("name")
    return list(areas.values_list("pk", "name"))


def names_of_areas(pks: Collection[int]) -> list[str]:
    """Return the names of areas in the order of the alphabet."""
    return list(LocalArea.objects.filter(pk__in=pks).order_by("name").values_list("name", flat=True))


def areas_with_plans(partnership_id: int, among: Collection[int]) -> list[str]:
    """Return the names of the areas that the newest edition of a plan of the partnership covers."""
    covered = LocalArea.objects.filter(
        pk__in=among, plans__partnership=partnership_id, plans__refreshed_by__isnull=True
    )
    return list(covered.order_by("name").values_list("name", flat=True).distinct())
