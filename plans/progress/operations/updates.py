"""Say how an action stands. Updates are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from plans.planning.models import Action
from plans.planning.operations.marks import count_after_commit
from plans.planning.queries.access import goes_on_as
from plans.planning.rules.conflicts import StaleSave, same
from plans.planning.rules.states import DeliveryState, needs_reason
from plans.progress.models import ProgressUpdate
from plans.progress.operations.rows import row_of
from plans.progress.operations.statement import write
from plans.progress.queries import others_in_plan, update_under
from plans.progress.queries.versions import action_at, action_now
from plans.progress.rules import Hand, NewUpdate, Problem, UpdateRefused, problems_in
from plans.progress.rules.beside import as_merged, merged_with, said_by


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
    through: str = "",
) -> ProgressUpdate:
    """Record how an action stands and let the action follow; ``at`` is now unless given.

    The same form sent twice (``submission_key``) gives back the row it made. Check, write, mark and
    audit are one statement on the row version, so it needs no transaction of its own. ``seen`` is
    the action, where the caller has just read it. ``through`` goes into the audit entry where the
    person was not signed in.

    Somebody who saved since ``expected_version`` is no hindrance where the two did not change the
    same: both are kept, and ``beside`` of the row names what the other one changed.

    Raises:
        StaleSave: both changed state, confidence or reason, each to something else; ``current`` is
            the action as it is now, ``clashes`` what they disagree on.
        UpdateRefused: the update does not say what it must, or ``hand`` may not make this move.
    """
    action = seen or Action.objects.get(pk=action_id)
    row = row_of(update, action_id=action_id, by=by, at=at or timezone.now(), key=submission_key)
    if action.version == expected_version:
        _check(action, update, hand)
        if _write(row, action, update, through):
            return row
    earlier = update_under(submission_key)
    if earlier and earlier.action_id == action_id and _words(earlier) == _words(update):
        return earlier
    return _record_beside(row, expected_version, update, hand, through)


def still_true(
    *,
    action_id: int,
    expected_version: int,
    by: int | None,
    submission_key: UUID | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
    seen: Action | None = None,
    through: str = "",
) -> ProgressUpdate:
    """Record that what was said last is still true: what ``expected_version`` said, nothing newer.

    Raises as ``record_update`` does.
    """
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
        through=through,
    )


@transaction.atomic
def _record_beside(row: ProgressUpdate, version: int, update: NewUpdate, hand: Hand, through: str) -> ProgressUpdate:
    """Record beside what somebody else saved since ``version``, while nobody saves any more.

    Where the next edition was published in that moment, it is recorded there, if the action goes on there.
    """
    seen = Action.objects.select_for_update(of=("self",)).select_related("plan__refreshed_by").get(pk=row.action_id)
    base = action_at(seen.pk, version)
    if base is None or version >= seen.version:
        raise StaleSave(seen)
    copy = goes_on_as(seen)
    current = Action.objects.select_for_update().get(pk=copy.pk) if copy else seen
    now = action_now(current)
    merged = merged_with(base, now, update)
    if merged.clashes or (update.still_true and merged.from_theirs):
        raise StaleSave(current, merged.clashes)
    both = as_merged(update, merged)
    try:
        _check(current, both, hand)
    except UpdateRefused as refused:
        if problems_in(update, now=base["delivery_state"], hand=hand):
            raise
        raise StaleSave(current) from refused
    kept = row_of(both, action_id=current.pk, by=row.by_id, at=row.at, key=row.submission_key)
    _write(kept, current, both, through)
    kept.beside = tuple(name for name in now if not same(now[name], base[name]))
    return kept


def _check(action: Action, update: NewUpdate, hand: Hand) -> None:
    if problems := problems_in(update, now=action.delivery_state, hand=hand):
        raise UpdateRefused(*problems)
    _check_target(action, update)


def _write(row: ProgressUpdate, action: Action, update: NewUpdate, through: str) -> bool:
    merged = said_by(update)["merged_into_id"]
    if not write(row, version=action.version, merged_into_id=merged, before=_states(action), through=through):
        return False
    count_after_commit(action.plan_id)
    return True


def _words(said: ProgressUpdate | NewUpdate) -> tuple[str, ...]:
    reason = said.reason.strip() if needs_reason(said.confidence) else ""
    return (str(said.delivery_state), str(said.confidence), said.narrative.strip(), reason)


def _check_target(action: Action, update: NewUpdate) -> None:
    merged = update.delivery_state == DeliveryState.MERGED
    if merged and not update.still_true and not others_in_plan(action).filter(pk=update.merged_into_id or 0).exists():
        raise UpdateRefused(Problem("merged_into", "Select another action of this plan"))


def _states(action: Action) -> dict[str, Any]:
    return {"delivery_state": action.delivery_state, "confidence": action.confidence, "reason": action.reason}
