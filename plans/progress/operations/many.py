"""Record how many actions stand, in a constant number of statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from areas.audit.operations import record_changes
from plans.planning.models import Action
from plans.planning.operations.many import hold_actions
from plans.planning.operations.marks import mark_changed
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.states import DeliveryState
from plans.progress.models import ProgressUpdate
from plans.progress.operations.rows import row_of
from plans.progress.rules import Hand, NewUpdate, Problem, UpdateRefused, problems_in
from plans.progress.rules.beside import said_by

_STATES = ("delivery_state", "confidence", "reason")
_SQL = """
    UPDATE plans_action SET version = plans_action.version + 1, changed_at = statement_timestamp(),
        last_heard_at = greatest(last_heard_at, %s), delivery_state = v.delivery_state, confidence = v.confidence,
        reason = v.reason, merged_into_id = v.merged_into_id
    FROM jsonb_to_recordset(%s::jsonb) AS v(
        id bigint, version int, delivery_state text, confidence text, reason text, merged_into_id bigint)
    WHERE plans_action.id = v.id AND plans_action.version = v.version
"""


@dataclass(frozen=True)
class UpdateOf:
    """What is said of one action, and the row version it is said of."""

    action_id: int
    expected_version: int
    update: NewUpdate


@transaction.atomic
def record_updates(
    *,
    plan_id: int,
    updates: Sequence[UpdateOf],
    by: int | None,
    at: datetime | None = None,
    hand: Hand = Hand.OFFICER,
) -> list[ProgressUpdate]:
    """Record updates of many actions of a plan, all or none, in the order given.

    The rules are those of ``record_update``, and so are the audit entries.

    Raises:
        StaleSave: somebody saved one of the actions since its version.
        UpdateRefused: an update does not say what it must.
    """
    if not updates:
        return []
    held = hold_actions(plan_id, {one.action_id: one.expected_version for one in updates})
    others = set(Action.objects.filter(plan_id=plan_id).values_list("pk", flat=True))
    for one in updates:
        _check(one, held[one.action_id], hand, others - {one.action_id})
    moment = at or timezone.now()
    _write(updates, moment)
    rows = ProgressUpdate.objects.bulk_create(
        row_of(one.update, action_id=one.action_id, by=by, at=moment) for one in updates
    )
    mark_changed(plan_id)
    record_changes(by=by, verb="recorded update", changes=[_noted(held[row.action_id], row) for row in rows])
    return rows


def _check(one: UpdateOf, action: Action, hand: Hand, others: set[int]) -> None:
    problems = problems_in(one.update, now=action.delivery_state, hand=hand)
    if one.update.delivery_state == DeliveryState.MERGED and one.update.merged_into_id not in others:
        problems = (*problems, Problem("merged_into", "Select another action of this plan"))
    if problems:
        raise UpdateRefused(*problems)


def _write(updates: Sequence[UpdateOf], at: datetime) -> None:
    rows = [{"id": one.action_id, "version": one.expected_version, **said_by(one.update)} for one in updates]
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [at, json.dumps(rows)])
        if cursor.rowcount != len(rows):
            raise StaleSave(None)


def _noted(action: Action, row: ProgressUpdate) -> tuple[Action, dict[str, Any], dict[str, Any]]:
    after = {name: getattr(row, name) for name in (*_STATES, "narrative")}
    return action, {name: getattr(action, name) for name in _STATES}, {**after, "update": row.pk}
