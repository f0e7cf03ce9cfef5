"""Gives the invented country a past: the database kept its histories as of the hour in which it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, models

from plans.models import Action, ActionPartner, ActionStandard, Plan

#: A plan began as a draft; how it stands now it has since it was published, or else submitted.
_PLANS_BEGAN = """
    UPDATE plans_planevent SET pgh_created_at = created_at, workflow_state = 'draft', submitted_on = NULL,
        published_on = NULL, version = 1
"""
_PLANS_WENT_ON = """
    INSERT INTO plans_planevent ({columns}) SELECT {values} FROM plans_plan row
    WHERE row.workflow_state <> 'draft' ORDER BY row.id
"""
_ACTIONS_BEGAN = """
    UPDATE plans_actionevent SET pgh_created_at = created_at, delivery_state = 'not_started', confidence = '',
        reason = '', merged_into_id = NULL, last_heard_at = NULL, version = 1
"""
_ACTIONS_WENT_ON = """
    INSERT INTO plans_actionevent ({columns}) SELECT {values} FROM plans_action row
    JOIN (
        SELECT action_id, id, at, by_id, delivery_state, confidence, reason,
            row_number() OVER (PARTITION BY action_id ORDER BY at, id) AS place,
            count(*) OVER (PARTITION BY action_id) AS of
        FROM plans_progressupdate
    ) AS news ON news.action_id = row.id
    LEFT JOIN pghistory_context AS writer ON writer.metadata = jsonb_build_object('user', news.by_id)
    ORDER BY news.at, news.id
"""
#: In whose name a step was taken, as the middleware keeps it for a request.
_WRITERS = """
    INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
    SELECT gen_random_uuid(), now(), now(), jsonb_build_object('user', by_id)
    FROM (SELECT DISTINCT by_id FROM plans_progressupdate WHERE by_id IS NOT NULL) AS writers
"""
_LINKED_FROM_THE_START = """
    UPDATE {table} AS event SET pgh_created_at = row.created_at FROM plans_action row WHERE row.id = event.action_id
"""
_THEN = {"pgh_label": "'update'", "pgh_context_id": "NULL", "pgh_obj_id": "row.id"}


def tell_histories() -> None:
    """Let every plan and action have stood on each past day as its updates say (seven statements)."""
    plan = {"pgh_created_at": "(COALESCE(row.published_on, row.submitted_on) + time '12:00') AT TIME ZONE 'UTC'"}
    action = {
        "pgh_created_at": "news.at",
        "pgh_context_id": "writer.id",
        "delivery_state": "news.delivery_state",
        "confidence": "news.confidence",
        "reason": "news.reason",
        "merged_into_id": "CASE WHEN news.place = news.of THEN row.merged_into_id END",
        "last_heard_at": "news.at",
        "version": "1 + news.place",
    }
    statements = [_PLANS_BEGAN, _filled(_PLANS_WENT_ON, Plan, plan)]
    statements += [_ACTIONS_BEGAN, _WRITERS, _filled(_ACTIONS_WENT_ON, Action, action)]
    statements += [
        _LINKED_FROM_THE_START.format(table=_events(one)._meta.db_table) for one in (ActionPartner, ActionStandard)
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _filled(statement: str, tracked: type[models.Model], values: Mapping[str, str]) -> str:
    """Fill in every column of a history: from ``values``, or as the row has it now."""
    columns = [field.column for field in _events(tracked)._meta.concrete_fields if field.column != "pgh_id"]
    told = {**_THEN, **values}
    return statement.format(
        columns=", ".join(f'"{name}"' for name in columns),
        values=", ".join(told.get(name, f'row."{name}"') for name in columns),
    )


def _events(tracked: type[models.Model]) -> Any:
    return tracked.pgh_event_model  # type: ignore[attr-defined]
