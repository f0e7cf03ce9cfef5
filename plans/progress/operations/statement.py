"""One statement that checks the row version, lets the action follow, keeps what was said, moves the
plan's mark and writes the audit entry: whole or not at all, and one way to the database instead of five.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from areas.audit.operations import entry_sql
from concordat.prepared import Prepared
from plans.planning.operations.marks import mark_sql
from plans.progress.models import ProgressUpdate

# A form sent twice meets a newer version of the action. A key that made another row is not kept with this one.
_SQL = f"""
WITH written AS (
    UPDATE plans_action SET
        version = version + 1, changed_at = statement_timestamp(), last_heard_at = greatest(last_heard_at, %(at)s),
        delivery_state = %(delivery_state)s, confidence = %(confidence)s, reason = %(reason)s,
        merged_into_id = %(merged_into_id)s::bigint
    WHERE id = %(action)s AND version = %(version)s
    RETURNING id, plan_id
), said AS (
    INSERT INTO plans_progressupdate (
        action_id, delivery_state, confidence, reason, narrative, still_true, period, by_id, at, submission_key
    )
    SELECT id, %(delivery_state)s, %(confidence)s, %(reason)s, %(narrative)s, %(still_true)s, %(period)s, %(by)s,
        %(at)s, (SELECT %(key)s::uuid WHERE NOT EXISTS (SELECT FROM plans_progressupdate WHERE submission_key = %(key)s::uuid))
    FROM written RETURNING id, action_id, submission_key
), marked AS (
    {mark_sql("SELECT plan_id FROM written")}
), dropped AS (
    DELETE FROM plans_updatedraft WHERE action_id = %(action)s AND person_id = %(by)s AND EXISTS (SELECT FROM written)
), audited AS (
    {entry_sql("said", object_id="said.action_id", after="%(after)s::jsonb || jsonb_build_object('update', said.id)")}
)
SELECT id, submission_key FROM said
"""
_WRITE = Prepared(
    "write_update",
    _SQL,
    {
        **dict.fromkeys(
            ("delivery_state", "confidence", "reason", "narrative", "period", "verb", "object_kind"), "text"
        ),
        **dict.fromkeys(("action", "by", "merged_into_id"), "bigint"),
        **dict.fromkeys(("before", "after"), "jsonb"),
        "version": "int",
        "still_true": "boolean",
        "at": "timestamptz",
        "key": "uuid",
    },
)


def write(
    row: ProgressUpdate, *, version: int, merged_into_id: int | None, before: Mapping[str, Any], through: str = ""
) -> bool:
    """Write an update that is not stored yet; False, and nothing written, when the action has moved on.

    ``version`` is the row version of the action that the person saw, ``before`` its states. The row
    gets its id, and loses its key if that has made another update. ``through`` says in the audit entry by
    what way somebody came who had not signed in. What the person had laid by about the action is dropped.
    """
    said = {name: getattr(row, name) for name in ("delivery_state", "confidence", "reason", "narrative")}
    told: dict[str, int | bool | str | datetime | UUID | None] = {
        **said,
        "still_true": row.still_true,
        "period": row.period,
        "by": row.by_id,
        "at": row.at,
        "key": row.submission_key,
        "action": row.action_id,
        "version": version,
        "merged_into_id": merged_into_id,
        "verb": f"recorded update {through}".strip(),
        "object_kind": "action",
        "before": json.dumps(dict(before)),
        "after": json.dumps(said),
    }
    with connection.cursor() as cursor:
        _WRITE.execute(cursor, told)
        found = cursor.fetchone()
    if found is None:
        return False
    row.pk, row.submission_key = found
    row._state.adding = False
    return True
