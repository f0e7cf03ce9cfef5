"""Read the people somebody looks after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from areas.organisations.queries import members_not_in
from areas.people.access import Reach
from areas.people.models import Membership, Person
from areas.people.rules import Grant
from areas.places.models import Region
from areas.roles.rules import P, Role

if TYPE_CHECKING:
    Choices = list[tuple[str, str]]


def people_in_reach(reach: Reach) -> QuerySet[Person]:
    """Return everybody (administrators) or those who hold or held a role in one's partnerships."""
    if reach.nationwide(P.MANAGE_PEOPLE):
        return Person.objects.all()
    return Person.objects.filter(Exists(_roles(reach).filter(person=OuterRef("pk"))))


def _roles(reach: Reach) -> QuerySet[Membership]:
    """Return the roles, past ones too, that somebody may look at."""
    roles = Membership.objects.select_related("organisation", "partnership", "region", "successor")
    if reach.nationwide(P.MANAGE_PEOPLE):
        return roles
    return roles.filter(partnership__in=reach.partnerships_with(P.INVITE))


def find_people(reach: Reach, words: str, role: str) -> QuerySet[Person]:
    """Return people whose name, address or post has every word, with their roles read along."""
    people = people_in_reach(reach)
    for word in words.split()[:8]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(post__icontains=word))
    now = _roles(reach).filter(ended_on__isnull=True)
    if role:
        people = people.filter(Exists(now.filter(role=role, person=OuterRef("pk"))))
    shown = now.order_by("role", "pk")
    return people.prefetch_related(Prefetch("memberships", queryset=shown, to_attr="roles_now")).order_by("name", "pk")


def person_in_reach(reach: Reach, pk: int) -> Person:
    """Return one of them. Raises ``Http404``."""
    return get_object_or_404(people_in_reach(reach), pk=pk)


def roles_of(reach: Reach, person: Person) -> list[Membership]:
    """Return the roles of a person as far as one may see them, those in force first."""
    held = _roles(reach).filter(person=person).order_by("-started_on", "-pk")
    return sorted(held, key=lambda role: role.ended_on is not None)


def own_roles(person_id: int) -> list[Membership]:
    """Return the roles somebody holds now, for themselves to see."""
    held = Membership.objects.filter(person=person_id, ended_on__isnull=True)
    return list(held.select_related("organisation", "partnership", "region").order_by("role", "pk"))


def role_in_reach(reach: Reach, person: Person, pk: int) -> Membership:
    """Return one role of a person. Raises ``Http404``."""
    return get_object_or_404(_roles(reach), person=person, pk=pk)


def successors_of(membership: Membership, today: date) -> list[tuple[int, str]]:
    """Return (id, name) of those who may see what a role is about, by name: who can be reminded in its place.

    They work in the same partnership; of contributors only those of the same organisation see all of it.
    """
    if membership.partnership_id is None:
        return []
    beside = Membership.objects.active(today).filter(partnership=membership.partnership_id)
    if membership.organisation_id is not None:
        beside = beside.filter(Q(organisation__isnull=True) | Q(organisation=membership.organisation_id))
    else:
        beside = beside.filter(organisation__isnull=True)
    others = Person.objects.filter(Exists(beside.filter(person=OuterRef("pk")))).exclude(pk=membership.person_id)
    return list(others.order_by("name", "pk").values_list("pk", "name"))


def partnerships_to_invite_to(reach: Reach) -> Choices:
    """Return (id, name) of the partnerships whose people one looks after."""
    partnerships: QuerySet[Any] = apps.get_model("areas", "Partnership")._default_manager.order_by("name")
    if not reach.nationwide(P.MANAGE_PEOPLE):
        partnerships = partnerships.filter(pk__in=reach.partnerships_with(P.INVITE))
    return [(str(pk), name) for pk, name in partnerships.values_list("pk", "name")]


def regions_to_choose_from() -> Choices:
    """Return (id, name) of the nine regions."""
    return [(str(pk), name) for pk, name in Region.objects.values_list("pk", "name")]


def organisations_to_choose_from(partnership_id: int) -> Choices:
    """Return (id, name) of the members of a partnership."""
    return [(str(member.pk), member.name) for member in members_not_in(partnership_id, set())]


def grant_in_words(grant: Grant) -> str:
    """Return what a grant is about, before anybody holds it: "Officer, Northshire"."""
    scope: Any = None
    if grant.partnership_id is not None:
        scope = apps.get_model("areas", "Partnership")._default_manager.filter(pk=grant.partnership_id).first()
    elif grant.region_id is not None:
        scope = Region.objects.filter(pk=grant.region_id).first()
    return f"{grant.role.label}, {scope or 'England'}"


def other_administrators(person_id: int) -> QuerySet[Membership]:
    """Return the roles of administrators in force that somebody else holds."""
    return Membership.objects.filter(role=Role.ADMINISTRATOR, ended_on__isnull=True, person__is_active=True).exclude(
        person=person_id
    )
