"""Find organisations and their kinds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from areas.organisations.models import Organisation, OrganisationKind


def find_organisations(words: str) -> QuerySet[Organisation]:
    """Return the organisations whose name or kind has every word of ``words``; none for no words."""
    condition = Q()
    for word in words.split()[:8]:
        condition &= Q(name__icontains=word) | Q(short_name__icontains=word) | Q(kind__name__icontains=word)
    found = Organisation.objects.filter(condition) if words.split() else Organisation.objects.none()
    return found.select_related("kind").order_by("name")


def members_not_in(partnership_id: int, organisation_ids: set[int]) -> list[Organisation]:
    """Return the partnership's members of today that are not among the given ones, by name."""
    return list(
        Organisation.objects.filter(memberships_in__partnership=partnership_id, memberships_in__left_on__isnull=True)
        .exclude(pk__in=organisation_ids)
        .select_related("kind")
        .order_by("name")
    )


def bodies_on(today: date, kind_codes: Collection[str]) -> dict[tuple[str, str], int]:
    """Return the ids of the bodies of some kinds that exist on ``today``, by code of the kind and name."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    standing = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    found = Organisation.objects.filter(begun, standing, kind__code__in=kind_codes)
    return {(kind, name): pk for pk, kind, name in found.values_list("pk", "kind__code", "name")}


def organisation_by_id(pk: int) -> Organisation:
    """Return one with its kind. Raises ``Http404``."""
    return get_object_or_404(Organisation.objects.select_related("kind"), pk=pk)


def kinds_to_choose_from(today: date) -> list[tuple[str, str]]:
    """Return (id, name) of every kind; kinds that have ended come last and say so."""
    now, ended = [], []
    for kind in OrganisationKind.objects.all():
        if kind.valid_to and kind.valid_to < today:
            ended.append((str(kind.pk), f"{kind.name} (until {kind.valid_to.year})"))
        else:
            now.append((str(kind.pk), kind.name))
    return now + ended
