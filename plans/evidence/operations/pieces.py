"""Add a piece of evidence, put a newer one in its place, set one aside."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from concordat.documents.attachments import Attachment
from plans.evidence.models import Evidence
from plans.evidence.queries import evidence_under
from plans.evidence.rules import NewEvidence, problems_in
from plans.planning.models import Action
from plans.planning.operations import mark_changed
from plans.planning.operations.submissions import once
from plans.progress.models import ProgressUpdate


class NotCounting(Exception):
    """The piece was replaced or set aside meanwhile. ``current`` is the piece as it stands now."""

    def __init__(self, current: Evidence) -> None:
        """Keep it."""
        super().__init__("The evidence was replaced or set aside meanwhile")
        self.current = current


def add_evidence(
    *, action_id: int, new: NewEvidence, file: Attachment | None, by: int | None, submission_key: UUID | None = None
) -> Evidence:
    """Keep a file (``file``) or a link (``new.url``) as evidence about an action.

    The same form sent twice (``submission_key``) gives back the piece it made.

    Raises:
        ValueError: it is not a file or a link alone, a date is impossible, or the update is another action's.
    """
    return once(partial(evidence_under, submission_key), partial(_add, action_id, new, file, by, submission_key))


def replace_evidence(
    *, evidence_id: int, new: NewEvidence, file: Attachment | None, by: int | None, submission_key: UUID | None = None
) -> Evidence:
    """Put a newer piece in the place of one; the older stays readable, marked with when and by which.

    Raises:
        NotCounting: somebody has replaced it or set it aside meanwhile; nothing was written.
        ValueError: as ``add_evidence``.
    """

    def replace() -> Evidence:
        old = Evidence.objects.select_for_update().get(pk=evidence_id)
        if not old.counts:
            if same := evidence_under(submission_key):
                return same
            raise NotCounting(old)
        newer = _add(old.action_id, new, file, by, submission_key)
        Evidence.objects.filter(pk=old.pk).update(replaced_by=newer, replaced_at=timezone.now(), claimed_until=None)
        record(by=by, verb="replaced evidence", thing=old, after={"replaced_by": newer.pk, "title": newer.title})
        return newer

    return once(partial(evidence_under, submission_key), replace)


@transaction.atomic
def set_aside(*, evidence_id: int, reason: str, by: int | None) -> Evidence:
    """Say that a piece counts no more, and why. It stays readable; setting aside twice is once.

    Raises:
        NotCounting: somebody has replaced it meanwhile.
        ValueError: there is no reason.
    """
    if not reason.strip():
        raise ValueError("Enter why it is set aside")
    found = Evidence.objects.select_for_update().get(pk=evidence_id)
    if found.replaced_by_id is not None:
        raise NotCounting(found)
    if found.set_aside_at is None:
        found.set_aside_at, found.set_aside_by_id = timezone.now(), by
        found.set_aside_reason, found.claimed_until = reason.strip(), None
        found.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_reason", "claimed_until"])
        record(by=by, verb="set evidence aside", thing=found, after={"reason": found.set_aside_reason})
        mark_changed(Action.objects.values_list("plan_id", flat=True).get(pk=found.action_id))
    return found


def _add(action_id: int, new: NewEvidence, file: Attachment | None, by: int | None, key: UUID | None) -> Evidence:
    if wrong := problems_in(new, has_file=file is not None, today=timezone.localdate()):
        raise ValueError(". ".join(wrong.values()))
    if new.update_id and not ProgressUpdate.objects.filter(pk=new.update_id, action=action_id).exists():
        raise ValueError("Select an update of this action")
    row = Evidence(action_id=action_id, by_id=by, submission_key=key, **_said(new))
    if file is None:
        row.url = new.url
    else:
        _put(row, file)
    try:
        row.save()
        record(by=by, verb="added evidence", thing=row, after=_facts(row))
        mark_changed(Action.objects.values_list("plan_id", flat=True).get(pk=action_id))
    except Exception:
        if file is not None:
            row.file.delete(save=False)
        raise
    return row


def _said(new: NewEvidence) -> dict[str, Any]:
    return {
        "title": new.title.strip(),
        "shows": new.shows.strip(),
        "dated_on": new.dated_on,
        "valid_until": new.valid_until,
        "classification": str(new.classification),
        "update_id": new.update_id,
    }


def _put(row: Evidence, file: Attachment) -> None:
    seal = hashlib.sha256(file.data).hexdigest()
    row.file_name, row.content_type, row.size, row.sha256 = file.name, file.kind.content_type, len(file.data), seal
    row.file.save(f"{seal[:32]}{file.kind.extension}", ContentFile(file.data), save=False)


def _facts(row: Evidence) -> dict[str, Any]:
    facts = {
        "action": row.action_id,
        "title": row.title,
        "shows": row.shows,
        "dated_on": row.dated_on and row.dated_on.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
        "classification": row.classification,
        "file_name": row.file_name,
        "sha256": row.sha256,
        "url": row.url,
    }
    return {name: value for name, value in facts.items() if value}
