"""An update as a row that is not stored yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from concordat.periods import quarter_of
from plans.progress.models import ProgressUpdate
from plans.progress.rules import NewUpdate
from plans.progress.rules.beside import said_by


def row_of(
    update: NewUpdate, *, action_id: int, by: int | None, at: datetime, key: UUID | None = None
) -> ProgressUpdate:
    """Return the row of an update that person ``by`` makes of an action at ``at``; ``key``: of the form it came with."""
    said = said_by(update)
    return ProgressUpdate(
        action_id=action_id,
        **{name: said[name] for name in ("delivery_state", "confidence", "reason")},
        narrative=update.narrative.strip(),
        still_true=update.still_true,
        period=str(quarter_of(timezone.localdate(at))),
        by_id=by,
        at=at,
        submission_key=key,
    )
