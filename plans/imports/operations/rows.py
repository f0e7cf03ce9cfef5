"""Correct how a row was read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from areas.audit.operations import record
from concordat.conflicts import StaleSave
from plans.imports.models import ImportRow, ImportState
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.names import remember_names
from plans.imports.rules.proposal import as_fields
from plans.planning.rules.actions import NewAction, check_action


@transaction.atomic
def correct_row(
    *, row: ImportRow, expected_version: int, action: NewAction, include: bool, by: int | None, word: str = ""
) -> ImportRow:
    """Keep a corrected row; what was read first stays beside it.

    ``word`` is how the file names the lead: it is remembered for the plan, and other rows that say it follow.

    Raises:
        StaleSave: somebody else corrected the row, or the import was applied or discarded.
        ActionRefused: the corrected action is not sound.
    """
    if include:
        check_action(action)
    now = as_fields(action)
    changed = [name for name, value in row.fields.items() if now[name] != value]
    waiting = ImportRow.objects.filter(pk=row.pk, version=expected_version, plan_import__state=ImportState.READ)
    saved = waiting.update(
        fields=now,
        include=include,
        corrected=True,
        typed=list(dict.fromkeys([*row.typed, *changed])),
        warnings=[],
        version=F("version") + 1,
    )
    if not saved:
        row.refresh_from_db()
        raise StaleSave(row)
    before, after = {name: row.fields[name] for name in changed}, {name: now[name] for name in changed}
    record(by=by, verb="corrected a row", thing=row, before=before, after={**after, "include": include})
    if word and action.lead_id is not None:
        remember_names(plan_import=row.plan_import, names={word: action.lead_id}, by=by)
    if row.plan_import.compared_at is not None:
        compare_import(plan_import=row.plan_import)
    return row
