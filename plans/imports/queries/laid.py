"""The rows of an import as they are laid beside the plan."""

from __future__ import annotations

from collections.abc import Iterable

from plans.imports.models import ImportRow, ImportState, PlanImport
from plans.imports.rules.beside import RowIn
from plans.imports.rules.difference import COMPARED
from plans.imports.rules.proposal import from_fields
from plans.planning.rules.actions import NewAction


def rows_in(rows: Iterable[ImportRow]) -> list[RowIn]:
    """Return stored rows as the rules take them."""
    return [_row_in(row) for row in rows]


def _row_in(row: ImportRow) -> RowIn:
    action = from_fields(row.fields)
    typed = frozenset(name for name in row.typed if name in COMPARED)
    told = row.as_read.get("workbook")
    if told is None:
        said = frozenset(name for name in ("state", "confidence", "reason") if row.as_read.get(name))
        return RowIn(row.pk, action, said=said, typed=typed)
    return RowIn(
        row.pk,
        action,
        told["action_id"],
        told["version"],
        frozenset(told["given"]),
        {name: text for name, text in told["texts"].items() if name not in typed},
        told["marks"],
        typed=typed,
    )


def told_before(plan_import: PlanImport) -> dict[int, NewAction]:
    """Return what the newest file brought in before said of each action of the plan (one statement).

    Workbooks that were taken away here are passed over: they tell what the service said, not what a file said.
    """
    rows = ImportRow.objects.filter(
        plan_import__plan=plan_import.plan_id, plan_import__state=ImportState.APPLIED, action__isnull=False
    ).exclude(as_read__has_key="workbook")
    newest = rows.order_by("action_id", "-plan_import__applied_at", "-pk").distinct("action_id")
    return {pk: from_fields(fields) for pk, fields in newest.values_list("action_id", "fields")}
