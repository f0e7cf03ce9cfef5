"""Say how an action stands. Updates are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from concordat.periods import quarter_of
from plans.planning.models import Action
from plans.planning.operations.marks import count_after_commit
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.states import DeliveryState, needs_reason
from plans.progress.models import ProgressUpdate
from plans.progress.operations.statement import write
from plans.progress.queries import others_in_plan, update_under
from plans.progress.rules import Hand, NewUpdate, Problem, UpdateRefused, problems_in


def record_update(
    *,
    action_id: int,
    expected_version: int,
    update: NewUpdate,
    by: int | None,
    submission_key: UUID | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
    seen: Action | None = None,
) -> ProgressUpdate:
    """Record how an action stands and let the action follow; ``at`` is now unless given.

    The same form sent twice (``submission_key``) gives back the row it made. Check, write, mark and
    audit are one statement on the row version, so it needs no transaction of its own. ``seen`` is
    the action, where the caller has just read it.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the action as it is now.
        UpdateRefused: the update does not say what it must, or ``hand`` may not make this move.
    """
    action = seen or Action.objects.get(pk=action_id)
    if action.version != expected_version:
        return _earlier(action_id, update, submission_key)
    if problems := problems_in(update, now=action.delivery_state, hand=hand):
        raise UpdateRefused(*problems)
    _check_target(action, update)
    row = _row(action_id, update, by, submission_key, at or timezone.now())
    merged = update.merged_into_id if update.delivery_state == DeliveryState.MERGED else None
    if not write(row, version=expected_version, merged_into_id=merged, before=_states(action)):
        return _earlier(action_id, update, submission_key)
    count_after_commit(action.plan_id)
    return row


def still_true(
    *,
    action_id: int,
    expected_version: int,
    by: int | None,
    submission_key: UUID | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
    seen: Action | None = None,
) -> ProgressUpdate:
    """Record that what was said last is still true. Raises as ``record_update`` does."""
    action = seen or Action.objects.get(pk=action_id)
    same = NewUpdate(
        delivery_state=action.delivery_state,
        confidence=action.confidence,
        reason=action.reason,
        merged_into_id=action.merged_into_id,
        still_true=True,
    )
    return record_update(
        action_id=action_id,
        expected_version=expected_version,
        update=same,
        by=by,
        submission_key=submission_key,
        at=at,
        hand=hand,
        seen=action,
    )


def _earlier(action_id: int, update: NewUpdate, key: UUID | None) -> ProgressUpdate:
    """Return what the same form has made already; otherwise somebody else was first."""
    earlier = update_under(key)
    if earlier and earlier.action_id == action_id and _words(earlier) == _words(update):
        return earlier
    raise StaleSave(Action.objects.get(pk=action_id))


def _words(said: ProgressUpdate | NewUpdate) -> tuple[str, ...]:
    reason = said.reason.strip() if needs_reason(said.confidence) else ""
    return (str(said.delivery_state), str(said.confidence), said.narrative.strip(), reason)


def _check_target(action: Action, update: NewUpdate) -> None:
    merged = update.delivery_state == DeliveryState.MERGED
    if merged and not update.still_true and not others_in_plan(action).filter(pk=update.merged_into_id or 0).exists():
        raise UpdateRefused(Problem("merged_into", "Select another action of this plan"))


def _row(action_id: int, update: NewUpdate, by: int | None, key: UUID | None, at: datetime) -> ProgressUpdate:
    return ProgressUpdate(
        action_id=action_id,
        delivery_state=str(update.delivery_state),
        confidence=str(update.confidence),
        reason=update.reason.strip() if needs_reason(update.confidence) else "",
        narrative=update.narrative.strip(),
        still_true=update.still_true,
        period=str(quarter_of(timezone.localdate(at))),
        by_id=by,
        at=at,
        submission_key=key,
    )


def _states(action: Action) -> dict[str, Any]:
    return {"delivery_state": action.delivery_state, "confidence": action.confidence, "reason": action.reason}
