"""Record many signatories at once, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from areas.audit.operations import record, record_each
from areas.declarations.models import Declaration, Signatory, WaitingSignatory
from areas.declarations.operations.signatories import facts_of
from areas.declarations.queries import Waiting, signature_of, waiting_for
from areas.declarations.rules import Decision, Fate, Judged, Signature
from areas.organisations.operations import add_organisations
from areas.partnerships.operations import ensure_members
from concordat.conflicts import StaleSave
from concordat.locks import hold


class StillAsking(ValueError):
    """Some lines have not been answered; the page should have said so."""


@transaction.atomic
def record_list(*, declaration_id: int, mark: str, by: int, today: date) -> int:
    """Record the list that waits for a declaration's partnership; returns how many entries came or changed.

    ``mark``: the list as the person saw it. Recorded twice it is recorded once: the second time none waits.

    Raises:
        StaleSave: the list, or who stands in the declaration, changed meanwhile; nothing was written.
        StillAsking: a line needs an answer.
    """
    declaration = Declaration.objects.select_for_update().get(pk=declaration_id)
    hold(f"waiting signatories of {declaration.partnership_id}")
    waiting = waiting_for(declaration.partnership_id, declaration, today, lock=True)
    if not waiting.rows:
        return 0
    if waiting.mark != mark:
        raise StaleSave(waiting)
    return settle_list(declaration, waiting, by)


def settle_list(declaration: Declaration, waiting: Waiting, by: int) -> int:
    """Write what the lines say and let them go; the caller holds the list and the declaration.

    Raises ``StillAsking`` and ``StaleSave`` as ``record_list`` does.
    """
    if any(one.fate is Fate.ASK for one in waiting.judged):
        raise StillAsking
    bodies = _organisations(waiting.judged, by)
    signed = [(bodies[one.line.pk], one.signature) for one in waiting.judged if one.line.pk in bodies and one.signature]
    written = stand(declaration, signed, by)
    WaitingSignatory.objects.filter(pk__in=[row.pk for row in waiting.rows]).delete()
    return written


def _organisations(judged: Sequence[Judged], by: int) -> dict[int, int]:
    """Return the organisation of each line that writes, new ones made."""
    new = [one.line for one in judged if one.fate is Fate.NEW]
    made = add_organisations(named=[(line.name, line.kind_id or 0) for line in new], by=by)
    found = {line.pk: pk for line, pk in zip(new, made, strict=True)}
    known = (one.line for one in judged if one.fate in (Fate.ADD, Fate.CHANGE))
    return found | {
        line.pk: line.organisation_id for line in known if line.decision is Decision.KNOWN and line.organisation_id
    }


def stand(declaration: Declaration, signed: Sequence[tuple[int, Signature]], by: int) -> int:
    """Make each organisation stand as its signature says; returns how many entries came or changed.

    The number of statements grows with the entries that change, not with those that come.

    Raises:
        StaleSave: somebody else added one of them at this moment.
    """
    now = {
        one.organisation_id: one
        for one in Signatory.objects.filter(declaration=declaration, withdrawn_on=None).order_by("pk")
    }
    wanted = dict(signed)
    ensure_members(partnership_id=declaration.partnership_id, organisation_ids=sorted(wanted), by=by)
    new = [(pk, one) for pk, one in wanted.items() if pk not in now]
    changed = [(now[pk], one) for pk, one in wanted.items() if pk in now and signature_of(now[pk]) != one]
    _add(declaration, new, by)
    for entry, signature in changed:
        before = facts_of(signature_of(entry))
        Signatory.objects.filter(pk=entry.pk).update(**vars(signature))
        record(by=by, verb="changed signatory", thing=entry, before=before, after=facts_of(signature))
    return len(new) + len(changed)


def _add(declaration: Declaration, signed: Sequence[tuple[int, Signature]], by: int) -> None:
    rows = [Signatory(declaration=declaration, organisation_id=pk, **vars(one)) for pk, one in signed]
    try:
        with transaction.atomic():
            made = Signatory.objects.bulk_create(rows)
    except IntegrityError:
        raise StaleSave(declaration) from None
    told = {"declaration": declaration.pk}
    record_each(
        by=by,
        verb="added signatory",
        after=((one, told | {"organisation": one.organisation_id, **facts_of(signature_of(one))}) for one in made),
    )
