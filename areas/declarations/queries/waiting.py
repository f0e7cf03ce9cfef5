"""Read the list of signatories that waits, and the organisations its lines may mean."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from areas.declarations.models import Declaration, Signatory, WaitingSignatory
from areas.declarations.queries.agreement import signature_of
from areas.declarations.rules import Bodies, Decision, Judged, KnownBody, Line, SignatoryRole, Signature, judge
from areas.organisations.models import Organisation, OrganisationKind
from areas.partnerships.models import PartnershipMember


@dataclass(frozen=True)
class Waiting:
    """The lines that wait for a partnership, judged; ``mark`` changes when any of them does.

    ``judged`` begins with one's own organisation, which has no row, where it was asked for.
    """

    rows: tuple[WaitingSignatory, ...]
    judged: tuple[Judged, ...]
    mark: str


def waiting_for(
    partnership_id: int,
    declaration: Declaration | None,
    today: date,
    day: date | None = None,
    own: Line | None = None,
    *,
    lock: bool = False,
) -> Waiting:
    """Return the list that waits (two statements).

    ``day`` is when it is signed, where a line does not say: the declaration's own day if not given.
    ``own``: the line that stands before the list. ``lock`` the rows for the one who records them.
    """
    stored = WaitingSignatory.objects.filter(partnership=partnership_id).select_related("organisation__kind", "kind")
    rows = tuple((stored.select_for_update(of=("self",)) if lock else stored).order_by("position"))
    standing = signatures_in(declaration) if declaration else {}
    signed_on = day or (declaration.signed_on if declaration else None)
    lines = [*([own] if own else []), *(line_of(row) for row in rows)]
    judged = judge(lines, standing, today, signed_on)
    return Waiting(rows, tuple(judged), _mark(rows, standing))


def line_of(row: WaitingSignatory) -> Line:
    """Return a stored line as the rules see it."""
    return Line(
        pk=row.pk,
        position=row.position,
        name=row.name,
        decision=Decision(row.decision),
        organisation_id=row.organisation_id,
        kind_id=row.kind_id,
        role=SignatoryRole(row.role) if row.role else None,
        post=row.post,
        day=row.signed_on,
        day_text=row.day_text,
    )


def _mark(rows: Iterable[WaitingSignatory], standing: Mapping[int, Signature]) -> str:
    """Return a word that is the same while the same lines would be written beside the same signatures."""
    told = [f"{row.pk}:{row.version}" for row in rows]
    told += [f"{pk}:{standing[pk]}" for pk in sorted(standing)]
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:32]


def signatures_in(declaration: Declaration) -> dict[int, Signature]:
    """Return the signatures in force by organisation (one statement)."""
    standing = Signatory.objects.filter(declaration=declaration, withdrawn_on=None).order_by("pk")
    return {signatory.organisation_id: signature_of(signatory) for signatory in standing}


def withdrawn_from(declaration: Declaration | None) -> set[int]:
    """Return the ids of organisations that withdrew and do not stand again (one statement)."""
    if declaration is None:
        return set()
    entries = Signatory.objects.filter(declaration=declaration).order_by("pk")
    pairs = list(entries.values_list("organisation_id", "withdrawn_on"))
    return {pk for pk, day in pairs if day} - {pk for pk, day in pairs if not day}


def waiting_line(partnership_id: int, pk: int) -> WaitingSignatory:
    """Return one line that waits for the partnership. Raises ``Http404``."""
    rows = WaitingSignatory.objects.select_related("organisation__kind", "kind")
    found = rows.filter(partnership=partnership_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def bodies_for(partnership_id: int, today: date) -> Bodies:
    """Return every known organisation, with what this partnership calls its own (two statements)."""
    aliases: dict[int, list[str]] = defaultdict(list)
    members = PartnershipMember.objects.filter(partnership=partnership_id, left_on__isnull=True).order_by("pk")
    for pk, alias in members.values_list("organisation_id", "alias"):
        aliases[pk] += [alias] if alias else []
    rows = Organisation.objects.order_by("pk").values_list("pk", "name", "short_name", "kind__name", "valid_to")
    return Bodies(
        KnownBody(pk, name, kind, short, tuple(aliases.get(pk, ())), pk in aliases, bool(ends and ends < today))
        for pk, name, short, kind, ends in rows
    )


def kind_ids() -> dict[str, int]:
    """Return the ids of kinds by code (one statement)."""
    return dict(OrganisationKind.objects.order_by("pk").values_list("code", "pk"))
