"""Read what was typed on the way to a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from areas.declarations.models import Declaration, DeclarationDraft
from areas.declarations.queries.agreement import core_kinds
from areas.declarations.queries.waiting import Waiting, waiting_for
from areas.declarations.rules import (
    CoreKind,
    Drafted,
    Fate,
    GroupAndText,
    Judged,
    OwnOrganisation,
    Progress,
    SignatoryRole,
    Step,
    missing_core_kinds,
    missing_in,
    progress_of,
    with_successors,
)
from areas.organisations.models import Organisation, OrganisationKind
from areas.partnerships.models import Partnership


@dataclass(frozen=True)
class OnTheWay:
    """A declaration on its way through the steps. ``version`` is 0 before anything was saved."""

    drafted: Drafted
    waiting: Waiting
    version: int
    changed_by: str
    organisation: Organisation | None
    new_kind: OrganisationKind | None

    @property
    def missing(self) -> dict[Step, list[str]]:
        """What is still to do in each step."""
        return missing_in(self.drafted, self._lines)

    @property
    def progress(self) -> dict[Step, Progress]:
        """How far each step has come."""
        return progress_of(self.drafted, self._lines)

    @property
    def is_complete(self) -> bool:
        """Whether it can be endorsed."""
        return not any(self.missing.values())

    @property
    def own_name(self) -> str:
        """The name of the officer's own organisation."""
        return self.organisation.name if self.organisation else self.drafted.own.new_name

    @property
    def _lines(self) -> list[Judged]:
        return [one for one in self.waiting.judged if one.line.position]


def draft_of(partnership_id: int) -> DeclarationDraft | None:
    """Return what was saved on the steps of a partnership, or None."""
    beside = ("organisation", "new_kind", "changed_by")
    return DeclarationDraft.objects.select_related(*beside).filter(partnership=partnership_id).first()


def drafted_in(draft: DeclarationDraft) -> Drafted:
    """Return a stored draft as the rules see it."""
    return Drafted(
        OwnOrganisation(draft.organisation_id, draft.new_name, draft.new_kind_id, draft.post),
        GroupAndText(draft.is_right, draft.text, draft.signed_on),
        draft.others_done,
    )


def begun_from(declaration: Declaration | None) -> Drafted:
    """Return where the steps begin: with what is recorded already."""
    if declaration is None:
        return Drafted(OwnOrganisation(), GroupAndText())
    return Drafted(OwnOrganisation(), GroupAndText(False, declaration.text, declaration.signed_on))


def on_the_way(partnership: Partnership, declaration: Declaration | None, today: date) -> OnTheWay:
    """Return a partnership's declaration on its way (three statements)."""
    draft = draft_of(partnership.pk)
    drafted = drafted_in(draft) if draft else begun_from(declaration)
    waiting = waiting_for(partnership.pk, declaration, today, drafted.group.signed_on, drafted.own.line())
    return OnTheWay(
        drafted,
        waiting,
        draft.version if draft else 0,
        draft.changed_by.name if draft and draft.changed_by else "",
        draft.organisation if draft else None,
        draft.new_kind if draft else None,
    )


def still_missing(way: OnTheWay, standing: Sequence[str], today: date) -> tuple[CoreKind, ...]:
    """Return the core kinds that would be missing once this is endorsed (two statements).

    ``standing``: codes of the kinds of those that signed already.
    """
    core, successor_of = core_kinds(today)
    kinds = dict(OrganisationKind.objects.order_by("pk").values_list("pk", "code"))
    kind_of = {row.organisation_id: row.organisation.kind_id for row in way.waiting.rows if row.organisation}
    if way.organisation:
        kind_of[way.organisation.pk] = way.organisation.kind_id
    signed = set(standing)
    for one in way.waiting.judged:
        kind = one.line.kind_id if one.fate is Fate.NEW else kind_of.get(one.line.organisation_id or 0)
        if kind and one.signature and one.signature.role is SignatoryRole.SIGNATORY:
            signed.add(kinds[kind])
    return missing_core_kinds(core, with_successors(signed, successor_of))


def kinds_signed(declaration: Declaration | None) -> list[str]:
    """Return the codes of the kinds of organisation that signed and stand (one statement)."""
    if declaration is None:
        return []
    signed = declaration.signatories.filter(withdrawn_on=None, role=SignatoryRole.SIGNATORY.value)
    return list(signed.order_by("pk").values_list("organisation__kind__code", flat=True))
