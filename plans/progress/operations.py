"""Say how an action stands. Updates are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from areas.audit.operations import record
from concordat.periods import quarter_of
from plans.planning.models import Action
from plans.planning.operations import mark_changed
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.states import DeliveryState, needs_reason
from plans.progress.models import ProgressUpdate
from plans.progress.queries import others_in_plan, update_under
from plans.progress.rules import Hand, NewUpdate, Problem, UpdateRefused, problems_in


@transaction.atomic
def record_update(
    *,
    action_id: int,
    expected_version: int,
    update: NewUpdate,
    by: int | None,
    submission_key: UUID | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
) -> ProgressUpdate:
    """Record how an action stands and let the action follow; ``at`` is now unless given.

    The same form sent twice (``submission_key``) gives back the row it made. Check and write are
    one UPDATE on the row version.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the action as it is now.
        UpdateRefused: the update does not say what it must, or ``hand`` may not make this move.
    """
    action = Action.objects.get(pk=action_id)
    at = at or timezone.now()
    earlier = update_under(submission_key)
    if earlier and _is_of(earlier, action, update):
        return earlier
    if action.version != expected_version:
        raise StaleSave(action)
    if problems := problems_in(update, now=action.delivery_state, hand=hand):
        raise UpdateRefused(*problems)
    _check_target(action, update)
    columns = _columns(update)
    written = Action.objects.filter(pk=action_id, version=expected_version).update(
        version=F("version") + 1,
        changed_at=timezone.now(),
        last_heard_at=Greatest(F("last_heard_at"), Value(at)),
        **columns,
    )
    if not written:
        return _overtaken(action, update, submission_key)
    row = _insert(action, update, columns, by, None if earlier else submission_key, at)
    mark_changed(action.plan_id)
    record(by=by, verb="recorded update", thing=action, before=_states(action), after=_said(row))
    return row


def still_true(
    *,
    action_id: int,
    expected_version: int,
    by: int | None,
    submission_key: UUID | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
) -> ProgressUpdate:
    """Record that what was said last is still true. Raises as ``record_update`` does."""
    action = Action.objects.get(pk=action_id)
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
    )


def _overtaken(action: Action, update: NewUpdate, key: UUID | None) -> ProgressUpdate:
    """Return what the same form, sent at the same moment, has just made; else somebody was first."""
    earlier = update_under(key)
    if earlier and _is_of(earlier, action, update):
        return earlier
    raise StaleSave(Action.objects.get(pk=action.pk))


def _is_of(row: ProgressUpdate, action: Action, update: NewUpdate) -> bool:
    return row.action_id == action.pk and _words(row) == _words(update)


def _words(said: ProgressUpdate | NewUpdate) -> tuple[str, ...]:
    reason = said.reason.strip() if needs_reason(said.confidence) else ""
    return (str(said.delivery_state), str(said.confidence), said.narrative.strip(), reason)


def _check_target(action: Action, update: NewUpdate) -> None:
    merged = update.delivery_state == DeliveryState.MERGED
    if merged and not update.still_true and not others_in_plan(action).filter(pk=update.merged_into_id or 0).exists():
        raise UpdateRefused(Problem("merged_into", "Select another action of this plan"))


def _columns(update: NewUpdate) -> dict[str, Any]:
    merged = update.delivery_state == DeliveryState.MERGED
    return {
        "delivery_state": str(update.delivery_state),
        "confidence": str(update.confidence),
        "reason": update.reason.strip() if needs_reason(update.confidence) else "",
        "merged_into_id": update.merged_into_id if merged else None,
    }


def _insert(
    action: Action, update: NewUpdate, columns: dict[str, Any], by: int | None, key: UUID | None, at: datetime
) -> ProgressUpdate:
    said = {name: columns[name] for name in ("delivery_state", "confidence", "reason")}
    return ProgressUpdate.objects.create(
        action_id=action.pk,
        narrative=update.narrative.strip(),
        still_true=update.still_true,
        period=str(quarter_of(timezone.localdate(at))),
        by_id=by,
        at=at,
        submission_key=key,
        **said,
    )


def _states(action: Action) -> dict[str, Any]:
    return {"delivery_state": action.delivery_state, "confidence": action.confidence, "reason": action.reason}


def _said(row: ProgressUpdate) -> dict[str, Any]:
    return {
        "delivery_state": row.delivery_state,
        "confidence": row.confidence,
        "reason": row.reason,
        "narrative": row.narrative,
        "update": row.pk,
    }
