"""Read what areas have signed, as far as the visitor may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from areas.declarations.models import Declaration, DeclarationCopy, Reaffirmation, Signatory
from areas.declarations.rules import (
    PUBLIC,
    CoreKind,
    DeclarationStatus,
    SignatoryRole,
    Signature,
    missing_core_kinds,
    with_successors,
)
from areas.organisations.models import OrganisationKind
from areas.partnerships.models import Partnership
from areas.partnerships.queries import partnerships_of_area, regions_of
from areas.people.access import Reach
from areas.places.models import LocalArea
from areas.roles.rules import P


@dataclass(frozen=True)
class Shown:
    """A partnership and its declaration as one visitor may see it.

    ``declaration`` is None when nothing is recorded, or nothing the visitor may know of.
    """

    partnership: Partnership
    declaration: Declaration | None
    signatories: tuple[Signatory, ...] = ()
    withdrawn: tuple[Signatory, ...] = ()
    missing: tuple[CoreKind, ...] = ()
    copies: tuple[DeclarationCopy, ...] = ()
    again: tuple[Reaffirmation, ...] = ()
    may_view: bool = False
    may_edit: bool = False

    @property
    def status(self) -> DeclarationStatus | None:
        """The status, or None when there is nothing to show."""
        return DeclarationStatus(self.declaration.status) if self.declaration else None

    @property
    def signed_count(self) -> int:
        """How many organisations signed."""
        return sum(signatory.role == SignatoryRole.SIGNATORY for signatory in self.signatories)

    @property
    def supporter_count(self) -> int:
        """How many back it without signing."""
        return len(self.signatories) - self.signed_count

    @property
    def standing(self) -> set[int]:
        """The ids of the organisations that stand in it now."""
        return {signatory.organisation_id for signatory in self.signatories}

    @property
    def has_unconfirmed(self) -> bool:
        """Whether a missing kind is only believed to be core."""
        return any(not kind.confirmed for kind in self.missing)

    @property
    def areas(self) -> list[LocalArea]:
        """The areas the partnership covers."""
        return list(self.partnership.areas.all())


def declarations_of_area(area: LocalArea, reach: Reach, today: date) -> list[Shown]:
    """Return each partnership of the area with what the visitor may see (at most seven statements)."""
    partnerships = partnerships_of_area(area.pk)
    declarations = {
        declaration.partnership_id: declaration for declaration in _whole().filter(partnership__in=partnerships)
    }
    core, successor_of = core_kinds(today) if declarations else ((), {})
    return [
        _shown(partnership, declarations.get(partnership.pk), reach, core, successor_of) for partnership in partnerships
    ]


def _whole() -> QuerySet[Declaration]:
    signatories = Signatory.objects.select_related("organisation__kind").order_by("organisation__name")
    again = Reaffirmation.objects.select_related("text").order_by("signed_on")
    return Declaration.objects.prefetch_related(
        Prefetch("signatories", queryset=signatories), Prefetch("reaffirmations", queryset=again), "copies"
    )


def _shown(
    partnership: Partnership,
    declaration: Declaration | None,
    reach: Reach,
    core: tuple[CoreKind, ...],
    successor_of: dict[str, str],
) -> Shown:
    regions = regions_of(partnership)
    may_view = reach.may(P.VIEW, partnership_id=partnership.pk, region_ids=regions)
    may_edit = reach.may(P.EDIT_DECLARATION, partnership_id=partnership.pk, region_ids=regions)
    if declaration is None or not (may_view or declaration.status in PUBLIC):
        return Shown(partnership, None, may_view=may_view, may_edit=may_edit)
    everybody = list(declaration.signatories.all())
    signatories = tuple(s for s in everybody if s.withdrawn_on is None)
    signed = with_successors(
        (s.organisation.kind.code for s in signatories if s.role == SignatoryRole.SIGNATORY), successor_of
    )
    return Shown(
        partnership,
        declaration,
        signatories,
        tuple(s for s in everybody if s.withdrawn_on is not None),
        missing_core_kinds(core, signed),
        tuple(declaration.copies.all()) if may_view else (),
        tuple(declaration.reaffirmations.all()),
        may_view,
        may_edit,
    )


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
