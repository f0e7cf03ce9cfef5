"""Say how a file is to be read: its columns, rows it hides, what its marks mean. It is then read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from areas.audit.operations import record
from concordat.conflicts import StaleSave, merge
from plans.imports.models import ImportState, LegendEntry, PlanImport
from plans.imports.operations.reading import begin_reading
from plans.imports.rules.files import is_long
from plans.imports.rules.questions import questions_in


def tell_columns(*, plan_import: PlanImport, expected_version: int, columns: Mapping[str, str], by: int | None) -> None:
    """Say what columns hold (a column's key → a ``Meaning``) and read the file again.

    Raises:
        StaleSave: somebody else told something, or the import was brought in or put aside.
    """
    told = {**plan_import.told, "columns": {**plan_import.told.get("columns", {}), **columns}}
    with transaction.atomic():
        _receive_again(plan_import, expected_version, told=told)
        record(by=by, verb="said what columns hold", thing=plan_import, after=dict(columns))
    _read_again(plan_import)


def bring_row_in(*, plan_import: PlanImport, row: str, by: int | None) -> None:
    """Say that a row that was left out is an action, by its label, and read the file again.

    Raises:
        StaleSave: the import was brought in or put aside, or is being read.
    """
    with transaction.atomic():
        held = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
        wanted = list(dict.fromkeys([*held.told.get("wanted", []), row]))
        _receive_again(held, held.version, told={**held.told, "wanted": wanted})
        record(by=by, verb="brought a row in", thing=plan_import, after={"row": row})
    _read_again(plan_import)


def tell_legend(
    *, plan_import: PlanImport, meanings: Mapping[str, str], by: int | None, seen: Mapping[str, str] | None = None
) -> None:
    """Say what marks mean, for this file and for later ones of its plan, and read the file again.

    ``seen``: what each mark was taken to mean when the person chose. What somebody else changed meanwhile stays
    where the person left it as it was.

    Raises:
        StaleSave: the import was brought in or put aside, or is being read; with ``clashes``, somebody else said
            something else of the same marks meanwhile.
    """
    with transaction.atomic():
        held = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
        if seen is not None:
            meanings = _beside(held, seen, meanings)
        before = {mark: held.legend.get(mark, "") for mark in meanings}
        _receive_again(held, held.version, legend={**held.legend, **meanings})
        LegendEntry.objects.bulk_create(
            [
                LegendEntry(plan_id=held.plan_id, mark=mark[:60], meaning=meaning, by_id=by)
                for mark, meaning in meanings.items()
            ],
            update_conflicts=True,
            unique_fields=["plan", "mark"],
            update_fields=["meaning", "by", "at"],
        )
        record(by=by, verb="said what marks mean", thing=plan_import, before=before, after=dict(meanings))
    _read_again(plan_import)


def _beside(held: PlanImport, seen: Mapping[str, str], meanings: Mapping[str, str]) -> dict[str, str]:
    """Return what marks mean by both of us. Raises ``StaleSave`` where we disagree."""
    now = {one.mark: one.meaning for one in questions_in(held.reading)}
    merged = merge(seen, {mark: now.get(mark, was) for mark, was in seen.items()}, meanings)
    if merged.clashes:
        raise StaleSave(held, merged.clashes)
    return merged.values


def _receive_again(plan_import: PlanImport, expected_version: int, **columns: Any) -> None:
    """Put an import back to where it waits to be read; what was compared with the plan no longer holds."""
    waiting = PlanImport.objects.filter(pk=plan_import.pk, version=expected_version, state=ImportState.READ)
    if not waiting.update(
        state=ImportState.RECEIVED, version=F("version") + 1, tries=0, compared_at=None, claimed_at=None, **columns
    ):
        plan_import.refresh_from_db()
        raise StaleSave(plan_import)


def _read_again(plan_import: PlanImport) -> None:
    with plan_import.file.open("rb") as file:
        short = not is_long(file.read())
    begin_reading(plan_import, at_once=short)
    plan_import.refresh_from_db()
