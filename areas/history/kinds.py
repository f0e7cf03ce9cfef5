"""How the histories of declarations and people are read, and what every app names by id."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from areas.declarations.models import Declaration
from areas.declarations.rules import DeclarationStatus, SignatoryRole
from areas.history.registry import HistoryKind, Part, Subject
from areas.history.rules import Field, Step
from areas.organisations.models import Organisation
from areas.partnerships.models import Partnership
from areas.partnerships.queries import regions_of
from areas.people.access import Reach, check_may
from areas.people.models import Membership, Person
from areas.places.models import LocalArea, Region
from areas.roles.rules import P, Role


def organisation_names(ids: Collection[Any]) -> dict[Any, str]:
    """Return the names of organisations by id (one statement)."""
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def area_names(ids: Collection[Any]) -> dict[Any, str]:
    """Return the names of areas by id (one statement)."""
    return dict(LocalArea.objects.filter(pk__in=ids).values_list("pk", "name"))


def _partnership_names(ids: Collection[Any]) -> dict[Any, str]:
    return dict(Partnership.objects.filter(pk__in=ids).values_list("pk", "name"))


def _region_names(ids: Collection[Any]) -> dict[Any, str]:
    return dict(Region.objects.filter(pk__in=ids).values_list("pk", "name"))


def _find_declaration(reach: Reach, pk: int) -> Subject:
    declaration = Declaration.objects.select_related("partnership").filter(pk=pk).first()
    if declaration is None:
        raise Http404
    partnership = declaration.partnership
    check_may(reach, P.VIEW, partnership_id=partnership.pk, region_ids=regions_of(partnership))
    wordings = {_seal(text.text): f"Wording {text.number}" for text in declaration.texts.order_by("-number")}
    wordings[_seal("")] = "No text"
    area = partnership.areas.order_by("name").first()
    url = reverse("declaration", args=[area.slug]) if area else "/"
    return Subject("declaration", "", url, "Back to the declaration", partnership.name, {"wording": wordings})


def _seal(text: str) -> str:
    """Return what the audit trail keeps of a wording."""
    return hashlib.sha256(text.encode()).hexdigest()


def _wordings(pk: int) -> list[Step]:
    """Return that each wording was recorded, also where the audit trail does not speak of it."""
    texts = Declaration(pk=pk).texts.order_by("number").values_list("recorded_at", "by_id", "text")
    return [Step(at, by, "recorded wording", after={"text_sha256": _seal(text)}) for at, by, text in texts]


def _parts_of_declaration(pk: int) -> list[Part]:
    declaration = Declaration(pk=pk)
    signatories = declaration.signatories.values_list("pk", "organisation__name")
    copies = declaration.copies.values_list("pk", "name")
    again = declaration.reaffirmations.values_list("pk", flat=True)
    return [
        *(Part("signatory", one, name) for one, name in signatories),
        *(Part("declarationcopy", one, name) for one, name in copies),
        *(Part("reaffirmation", one, "") for one in again),
    ]


def _find_person(reach: Reach, pk: int) -> Subject:
    """Find a person: administrators alone, since roles may be in any partnership."""
    if not reach.nationwide(P.MANAGE_PEOPLE):
        raise Http404
    person = get_object_or_404(Person, pk=pk)
    return Subject("person", person.name, reverse("person", args=[pk]), "Back to the person", person.post)


def _roles(pk: int) -> list[Part]:
    held = Membership.objects.filter(person=pk).values_list("pk", "role")
    return [Part("membership", one, Role(role).label) for one, role in held]


DECLARATION = HistoryKind(
    name="declaration",
    trail="declaration",
    find=_find_declaration,
    parts=_parts_of_declaration,
    said=_wordings,
    same="text_sha256",
    fields={
        "status": Field("Where it stands", dict(DeclarationStatus.choices())),
        "signed_on": Field("Date signed"),
        "text_sha256": Field("Agreed text", of="wording"),
        "wording": Field("Wording"),
        "role": Field("Role", dict(SignatoryRole.choices())),
        "post": Field("Post"),
        "withdrawn_on": Field("Date withdrawn"),
        "statement": Field("Statement endorsed"),
        "signatories": Field("Signatories that came or changed"),
    },
    hidden=frozenset({"declaration", "organisation", "sha256", "name"}),
)
PERSON = HistoryKind(
    name="person",
    trail="person",
    find=_find_person,
    parts=_roles,
    fields={
        "name": Field("Name"),
        "post": Field("Post"),
        "email": Field("Email address"),
        "role": Field("Role", dict(Role.choices())),
        "organisation_id": Field("Organisation", of="organisation"),
        "partnership_id": Field("Partnership", of="partnership"),
        "region_id": Field("Region", of="region"),
        "ended_on": Field("First day without the role"),
    },
    hidden=frozenset({"person"}),
    namers={"organisation": organisation_names, "partnership": _partnership_names, "region": _region_names},
)
