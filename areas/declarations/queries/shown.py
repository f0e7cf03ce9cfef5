"""Read the declarations of an area as one visitor may see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from areas.declarations.models import (
    Declaration,
    DeclarationCopy,
    DeclarationDraft,
    Reaffirmation,
    Signatory,
    WaitingSignatory,
)
from areas.declarations.queries.agreement import core_kinds
from areas.declarations.queries.plans import PlanUnder, plans_under
from areas.declarations.rules import (
    PUBLIC,
    CoreKind,
    DeclarationStatus,
    SignatoryRole,
    missing_core_kinds,
    with_successors,
)
from areas.partnerships.models import Partnership
from areas.partnerships.queries import partnerships_of_area, regions_of
from areas.people.access import Reach
from areas.places.models import LocalArea
from areas.roles.rules import P


@dataclass(frozen=True)
class Shown:
    """A partnership and its declaration as one visitor may see it.

    ``is_begun``: somebody has saved one of the four steps; ``waiting``: lines of a list not recorded yet.
    ``plans``: the plans that turn it into actions, as far as the visitor may know of them.
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
    is_begun: bool = False
    waiting: int = 0
    plans: tuple[PlanUnder, ...] = ()

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
    """Return each partnership of the area with what the visitor may see (at most ten statements)."""
    partnerships = partnerships_of_area(area.pk)
    declarations = {one.partnership_id: one for one in _whole().filter(partnership__in=partnerships)}
    core, successor_of = core_kinds(today) if declarations else ((), {})
    shown = [_shown(one, declarations.get(one.pk), reach, core, successor_of) for one in partnerships]
    plans = plans_under({one.partnership: one.may_view for one in shown}, area)
    shown = [replace(one, plans=plans.get(one.partnership.pk, ())) for one in shown]
    return _with_work([one for one in shown if one.may_edit], shown)


def _with_work(editable: list[Shown], shown: list[Shown]) -> list[Shown]:
    """Add what editors have begun (two statements, none for others)."""
    if not editable:
        return shown
    ids = [one.partnership.pk for one in editable]
    begun = set(DeclarationDraft.objects.filter(partnership__in=ids).order_by().values_list("partnership", flat=True))
    lines = WaitingSignatory.objects.filter(partnership__in=ids).order_by().values("partnership")
    waiting = dict(lines.annotate(lines=Count("pk")).values_list("partnership", "lines"))
    return [
        replace(one, is_begun=one.partnership.pk in begun, waiting=waiting.get(one.partnership.pk, 0)) for one in shown
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
