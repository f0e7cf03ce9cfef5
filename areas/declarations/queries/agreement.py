"""Read what areas have signed, as far as the visitor may see it."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from areas.declarations.models import Declaration, DeclarationCopy, Signatory
from areas.declarations.rules import (
    Agreed,
    CoreKind,
    DeclarationStatus,
    SignatoryRole,
    Signature,
)
from areas.organisations.models import OrganisationKind
from areas.partnerships.queries import regions_of
from areas.people.access import Reach
from areas.roles.rules import P


def core_kinds(today: date) -> tuple[tuple[CoreKind, ...], dict[str, str]]:
    """Return the core kinds that exist on ``today``, and which kind took the place of which."""
    kinds = list(OrganisationKind.objects.select_related("successor"))
    core = tuple(
        CoreKind(kind.code, kind.name, kind.core_confirmed)
        for kind in kinds
        if kind.is_core
        and (kind.valid_from is None or kind.valid_from <= today)
        and (kind.valid_to is None or kind.valid_to >= today)
    )
    return core, {kind.code: kind.successor.code for kind in kinds if kind.successor}


def signature_of(signatory: Signatory) -> Signature:
    """Return how an entry stands now."""
    return Signature(SignatoryRole(signatory.role), signatory.post, signatory.signed_on)


def declaration_of(partnership_id: int) -> Declaration | None:
    """Return a partnership's declaration, or None."""
    return Declaration.objects.filter(partnership_id=partnership_id).first()


def agreed_at(declaration_id: int, version: int) -> Agreed | None:
    """Return what was agreed at a row version (one statement); None where no such version was."""
    events = Declaration.pgh_event_model.objects  # type: ignore[attr-defined]
    found = events.filter(pgh_obj_id=declaration_id, version=version).order_by("-pgh_id").first()
    return said_in(found) if found else None


def said_in(declaration: Declaration) -> Agreed:
    """Return what a declaration says as it was read."""
    return Agreed(declaration.text, DeclarationStatus(declaration.status), declaration.signed_on)


def signatory_of(declaration: Declaration, pk: int) -> Signatory:
    """Return one standing entry of the declaration. Raises ``Http404``."""
    entries = Signatory.objects.select_related("organisation__kind")
    return get_object_or_404(entries, pk=pk, declaration=declaration)


def organisations_in(declaration: Declaration) -> set[int]:
    """Return the ids of the organisations that stand in the declaration."""
    return set(
        Signatory.objects.filter(declaration=declaration, withdrawn_on=None).values_list("organisation_id", flat=True)
    )


def copy_for(reach: Reach, pk: int) -> DeclarationCopy:
    """Return an attached copy. Raises ``Http404`` for whoever may not see the partnership's work."""
    copy = get_object_or_404(
        DeclarationCopy.objects.select_related("declaration__partnership").prefetch_related(
            "declaration__partnership__areas"
        ),
        pk=pk,
    )
    partnership = copy.declaration.partnership
    if not reach.may(P.VIEW, partnership_id=partnership.pk, region_ids=regions_of(partnership)):
        raise Http404
    return copy
