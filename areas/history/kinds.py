"""How the history of a declaration is read, and what every app names by id."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.urls import reverse

from areas.declarations.models import Declaration
from areas.declarations.rules import DeclarationStatus, SignatoryRole
from areas.history.registry import HistoryKind, Part, Subject
from areas.history.rules import Field
from areas.organisations.models import Organisation
from areas.partnerships.queries import regions_of
from areas.people.access import Reach, check_may
from areas.places.models import LocalArea
from areas.roles.rules import P


def organisation_names(ids: Collection[Any]) -> dict[Any, str]:
    """Return the names of organisations by id (one statement)."""
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def area_names(ids: Collection[Any]) -> dict[Any, str]:
    """Return the names of areas by id (one statement)."""
    return dict(LocalArea.objects.filter(pk__in=ids).values_list("pk", "name"))


def _find(reach: Reach, pk: int) -> Subject:
    declaration = Declaration.objects.select_related("partnership").filter(pk=pk).first()
    if declaration is None:
        raise Http404
    partnership = declaration.partnership
    check_may(reach, P.VIEW, partnership_id=partnership.pk, region_ids=regions_of(partnership))
    wordings = {
        hashlib.sha256(text.text.encode()).hexdigest(): f"Wording {text.number}"
        for text in declaration.texts.order_by("-number")
    }
    wordings[hashlib.sha256(b"").hexdigest()] = "No text"
    area = partnership.areas.order_by("name").first()
    url = reverse("declaration", args=[area.slug]) if area else "/"
    return Subject("declaration", "", url, "Back to the declaration", partnership.name, {"wording": wordings})


def _parts(pk: int) -> list[Part]:
    declaration = Declaration(pk=pk)
    signatories = declaration.signatories.values_list("pk", "organisation__name")
    copies = declaration.copies.values_list("pk", "name")
    again = declaration.reaffirmations.values_list("pk", flat=True)
    return [
        *(Part("signatory", one, name) for one, name in signatories),
        *(Part("declarationcopy", one, name) for one, name in copies),
        *(Part("reaffirmation", one, "") for one in again),
    ]


DECLARATION = HistoryKind(
    name="declaration",
    trail="declaration",
    find=_find,
    parts=_parts,
    fields={
        "status": Field("Where it stands", dict(DeclarationStatus.choices())),
        "signed_on": Field("Date signed"),
        "text_sha256": Field("Agreed text", of="wording"),
        "wording": Field("Wording"),
        "role": Field("Role", dict(SignatoryRole.choices())),
        "post": Field("Post"),
        "withdrawn_on": Field("Date withdrawn"),
    },
    hidden=frozenset({"declaration", "organisation", "sha256", "name"}),
)
