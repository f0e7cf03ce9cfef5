"""Writes to declarations: each one thing a person does, whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from areas.declarations.models import Declaration, DeclarationCopy, DeclarationText
from areas.declarations.queries.agreement import agreed_at, said_in
from areas.declarations.rules import Agreed, DeclarationStatus, merged_with, problems
from concordat.conflicts import StaleSave
from concordat.documents.attachments import Attachment


class NotAllowed(ValueError):
    """What was asked breaks a rule; the form above should have said so."""


@transaction.atomic
def record_declaration(
    *,
    partnership_id: int,
    expected_version: int,
    agreed: Agreed,
    by: int,
    today: date,
    copy: Attachment | None = None,
) -> Declaration:
    """Record what was agreed and attach the signed copy, if one came along.

    ``expected_version`` is the row version the person saw, 0 when nothing was recorded. The same
    save sent twice is one save. Somebody who saved since is no hindrance where the two changed
    different fields: both are kept, and ``beside`` of the declaration names what only they changed.

    Raises:
        StaleSave: both changed the same field, each to something else (``clashes``), or it is not
            known what the person saw; nothing was written.
        NotAllowed: the status cannot be reached, or a signed declaration lacks its text or date.
    """
    current = Declaration.objects.select_for_update().filter(partnership_id=partnership_id).first()
    beside: tuple[str, ...] = ()
    if current and current.version != expected_version and said_in(current) != agreed:
        agreed, beside = _beside(current, expected_version, agreed, today)
    if wrong := problems(agreed, DeclarationStatus(current.status) if current else None, today):
        raise NotAllowed(wrong)
    if current is None:
        current = _create(partnership_id, agreed, by)
    elif said_in(current) != agreed:
        current = _change(current, agreed, by)
    if copy is not None:
        attach_copy(declaration_id=current.pk, copy=copy, by=by)
    current.beside = beside
    return current


def _beside(current: Declaration, version: int, mine: Agreed, today: date) -> tuple[Agreed, tuple[str, ...]]:
    """Return what comes of both changes, and what only somebody else changed; stale where the two do not go together."""
    base = agreed_at(current.pk, version)
    if base is None:
        raise StaleSave(current)
    merged = merged_with(base, said_in(current), mine)
    if merged.clashes:
        raise StaleSave(current, merged.clashes)
    both = Agreed(**merged.values)
    if problems(both, DeclarationStatus(current.status), today):
        raise StaleSave(current)
    return both, merged.from_theirs


def _create(partnership_id: int, agreed: Agreed, by: int) -> Declaration:
    try:
        with transaction.atomic():
            declaration = Declaration.objects.create(
                partnership_id=partnership_id,
                text=agreed.text,
                status=agreed.status,
                signed_on=agreed.signed_on,
            )
    except IntegrityError:
        theirs = Declaration.objects.get(partnership_id=partnership_id)
        if said_in(theirs) == agreed:
            return theirs
        raise StaleSave(theirs) from None
    _keep_text(declaration, agreed.text, by)
    record(by=by, verb="recorded declaration", thing=declaration, after=_facts(agreed))
    return declaration


def _change(current: Declaration, agreed: Agreed, by: int) -> Declaration:
    changed = Declaration.objects.filter(pk=current.pk, version=current.version).update(
        text=agreed.text,
        status=agreed.status,
        signed_on=agreed.signed_on,
        version=F("version") + 1,
        changed_at=timezone.now(),
    )
    if not changed:
        raise StaleSave(Declaration.objects.get(pk=current.pk))
    if agreed.text != current.text:
        _keep_text(current, agreed.text, by)
    before, after = _facts(said_in(current)), _facts(agreed)
    record(
        by=by,
        verb="changed declaration",
        thing=current,
        before={name: value for name, value in before.items() if after[name] != value},
        after={name: value for name, value in after.items() if before[name] != value},
    )
    current.refresh_from_db()
    return current


def _facts(agreed: Agreed) -> dict[str, str | None]:
    """Return what goes into the trail; the text itself is kept among the versions."""
    return {
        "status": agreed.status.value,
        "signed_on": _iso(agreed.signed_on),
        "text_sha256": hashlib.sha256(agreed.text.encode()).hexdigest(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _keep_text(declaration: Declaration, text: str, by: int) -> None:
    if not text and not declaration.texts.exists():
        return
    newest = declaration.texts.order_by("-number").values_list("number", flat=True).first() or 0
    DeclarationText.objects.create(declaration=declaration, number=newest + 1, text=text, by_id=by)


@transaction.atomic
def attach_copy(*, declaration_id: int, copy: Attachment, by: int) -> DeclarationCopy:
    """Keep the paper beside older ones; the same paper as the newest one is not kept twice."""
    seal = hashlib.sha256(copy.data).hexdigest()
    Declaration.objects.select_for_update().get(pk=declaration_id)
    newest = DeclarationCopy.objects.filter(declaration_id=declaration_id).order_by("-pk").first()
    if newest and newest.sha256 == seal:
        return newest
    kept = DeclarationCopy(
        declaration_id=declaration_id,
        name=copy.name,
        content_type=copy.kind.content_type,
        size=len(copy.data),
        sha256=seal,
        by_id=by,
    )
    kept.file.save(f"{seal[:32]}{copy.kind.extension}", ContentFile(copy.data), save=False)
    try:
        kept.save()
        record(by=by, verb="attached copy", thing=kept, after={"name": copy.name, "sha256": seal})
    except Exception:
        kept.file.delete(save=False)
        raise
    return kept
