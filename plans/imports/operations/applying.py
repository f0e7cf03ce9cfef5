"""Bring what was read into the plan, all or nothing, or put it aside."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from plans.imports.models import ImportRow, ImportState, PlanImport
from plans.imports.operations.refusals import ImportRefused, PlanHasActions
from plans.imports.rules.proposal import from_fields
from plans.planning.models import Action, Plan
from plans.planning.operations import add_actions


@transaction.atomic
def apply_import(*, plan_import: PlanImport, by: int | None) -> int:
    """Bring the included rows into a plan without actions, all or none; returns how many actions came in.

    Sent twice, the second finds the import applied and brings in nothing more.

    Raises:
        PlanHasActions: the file has to be compared with the plan first.
        ImportRefused: the import was discarded, or no row is included.
        ActionRefused: a row is not sound; its ``position`` counts the included rows from 0.
    """
    claimed = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.READ).update(
        state=ImportState.APPLIED, applied_at=timezone.now(), version=F("version") + 1
    )
    if not claimed:
        return _already(plan_import)
    Plan.objects.select_for_update().get(pk=plan_import.plan_id)
    if Action.objects.filter(plan=plan_import.plan_id).exists():
        raise PlanHasActions("The plan has actions already. Compare the file with it first")
    rows = list(plan_import.rows.filter(include=True).order_by("position"))
    if not rows:
        raise ImportRefused("No row is left to bring in. Include at least one row, or discard the import")
    actions = add_actions(plan_id=plan_import.plan_id, rows=[from_fields(row.fields) for row in rows], by=by)
    _point_at([row.pk for row in rows], [action.pk for action in actions])
    record(by=by, verb="brought in a plan", thing=plan_import, after={"actions": len(actions)})
    return len(actions)


def _point_at(rows: list[int], actions: list[int]) -> None:
    """Note in each row which action it became, in one statement however many rows there are."""
    table = connection.ops.quote_name(ImportRow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET action_id = pairs.action FROM unnest(%s::bigint[], %s::bigint[]) AS pairs(id, action)"
            f" WHERE {table}.id = pairs.id",
            [rows, actions],
        )


def _already(plan_import: PlanImport) -> int:
    plan_import.refresh_from_db()
    if plan_import.state == ImportState.DISCARDED:
        raise ImportRefused("This import was discarded. Send the file again to bring it in")
    if plan_import.state != ImportState.APPLIED:
        raise ImportRefused("The file is still to be read. Wait until it is, then bring it in")
    return plan_import.rows.filter(action__isnull=False).count()


@transaction.atomic
def discard_import(*, plan_import: PlanImport, by: int | None) -> bool:
    """Put an import aside; the file and its rows are kept. Returns whether it was still waiting."""
    discarded = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.READ).update(
        state=ImportState.DISCARDED, version=F("version") + 1
    )
    if discarded:
        record(by=by, verb="discarded an import", thing=plan_import)
    return bool(discarded)
