"""The four steps to a declaration: each saved when it is sent, all endorsed together."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from areas.declarations.models import Declaration, DeclarationDraft
from areas.declarations.operations.agreement import record_declaration
from areas.declarations.operations.standing import settle_list
from areas.declarations.queries import begun_from, draft_of, drafted_in, on_the_way
from areas.declarations.queries.waiting import waiting_for
from areas.declarations.rules import (
    ENDORSEMENT,
    Agreed,
    DeclarationStatus,
    Drafted,
    GroupAndText,
    OwnOrganisation,
    Part,
    Step,
    missing_in,
    part_of,
    seal,
)
from areas.partnerships.models import Partnership
from concordat.conflicts import StaleSave
from concordat.locks import hold


class NotComplete(ValueError):
    """Something is still missing; the page should have said so."""


class EndorsedAlready(Exception):
    """There is no draft any more: somebody endorsed it. ``declaration`` is what stands now."""

    def __init__(self, declaration: Declaration) -> None:
        """Keep what stands."""
        super().__init__("Endorsed already")
        self.declaration = declaration


@dataclass(frozen=True)
class Seen:
    """What the person saw before endorsing: row versions of draft and declaration (0: none), mark of the list."""

    draft: int
    declaration: int
    mark: str


@transaction.atomic
def save_step(*, partnership_id: int, step: Step, seen: str, part: Part, by: int) -> DeclarationDraft:
    """Save one step of a partnership's draft, if that step is still as the person saw it (``seen``: its seal).

    Other steps may have been saved meanwhile: they stay as they are. The same save twice is one save.

    Raises:
        StaleSave: somebody else saved this step first; ``current`` is the draft.
    """
    hold(f"draft declaration of {partnership_id}")
    draft = draft_of(partnership_id)
    if draft is None:
        declaration = Declaration.objects.filter(partnership=partnership_id).first()
        start = _with(begun_from(declaration), part)
        return DeclarationDraft.objects.create(partnership_id=partnership_id, **_columns(start), changed_by_id=by)
    now = drafted_in(draft)
    if _with(now, part) == now:
        return draft
    if seal(part_of(now, step)) != seen:
        raise StaleSave(draft)
    DeclarationDraft.objects.filter(pk=draft.pk).update(
        **_columns(_with(now, part)), version=F("version") + 1, changed_by=by, changed_at=timezone.now()
    )
    draft.refresh_from_db()
    return draft


def _with(drafted: Drafted, part: Part) -> Drafted:
    if isinstance(part, OwnOrganisation):
        return replace(drafted, own=part)
    if isinstance(part, GroupAndText):
        return replace(drafted, group=part)
    return replace(drafted, others_done=part)


def _columns(drafted: Drafted) -> dict[str, Any]:
    return {**asdict(drafted.own), **asdict(drafted.group), "others_done": drafted.others_done}


@transaction.atomic
def drop_draft(*, partnership_id: int, by: int) -> None:
    """Throw away what was typed on the steps; the trail keeps it. The list of others is not touched."""
    hold(f"draft declaration of {partnership_id}")
    draft = draft_of(partnership_id)
    if draft is None:
        return
    columns = _columns(drafted_in(draft))
    before = {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}
    partnership = Partnership.objects.get(pk=partnership_id)
    draft.delete()
    record(by=by, verb="dropped draft declaration", thing=partnership, before=before)


@transaction.atomic
def endorse(*, partnership_id: int, seen: Seen, by: int, today: date) -> Declaration:
    """Write the draft as the signed declaration, with everybody who signs, and let the draft go.

    Raises:
        EndorsedAlready: somebody did so first, or this was sent twice.
        StaleSave: draft, list or declaration changed since the person looked; nothing was written.
        NotComplete: a step is not finished.
    """
    hold(f"draft declaration of {partnership_id}")
    partnership = Partnership.objects.get(pk=partnership_id)
    current = Declaration.objects.select_for_update().filter(partnership=partnership_id).first()
    draft = draft_of(partnership_id)
    if draft is None and current is not None and current.status == DeclarationStatus.SIGNED:
        raise EndorsedAlready(current)
    hold(f"waiting signatories of {partnership_id}")
    way = on_the_way(partnership, current, today)
    if way.version != seen.draft:
        raise StaleSave(current)
    if not way.is_complete or draft is None:
        raise NotComplete(missing_in(way.drafted, ()))
    group, own = way.drafted.group, way.drafted.own
    agreed = Agreed(group.text, DeclarationStatus.SIGNED, group.signed_on)
    declaration = _record(partnership_id, agreed, seen, current, by, today)
    waiting = waiting_for(partnership_id, declaration, today, group.signed_on, own.line(), lock=True)
    if waiting.mark != seen.mark:
        raise StaleSave(current)
    written = settle_list(declaration, waiting, by)
    draft.delete()
    record(
        by=by, verb="endorsed declaration", thing=declaration, after={"statement": ENDORSEMENT, "signatories": written}
    )
    return declaration


def _record(
    partnership_id: int, agreed: Agreed, seen: Seen, current: Declaration | None, by: int, today: date
) -> Declaration:
    """Write what was agreed over the declaration that was seen, and over no other."""
    if (current.version if current else 0) != seen.declaration:
        raise StaleSave(current)
    return record_declaration(
        partnership_id=partnership_id, expected_version=seen.declaration, agreed=agreed, by=by, today=today
    )
