"""Lay an import beside its plan: what it would change there. Nothing enters the plan by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plans.imports.models import AbsentAction, ComparedRow, ImportRow, PlanImport
from plans.imports.operations.refusals import ImportClosed
from plans.imports.queries.laid import rows_in, told_before
from plans.imports.queries.stored import actions_as_they_were, stored_actions, vocabulary_of
from plans.imports.rules.beside import Known, Laid, absent_from, lay_beside
from plans.imports.rules.difference import Decision, Kind, as_json, fields_in, outcome_of, problems_with, taken
from plans.imports.rules.likeness import How
from plans.imports.rules.proposal import from_fields
from plans.imports.rules.workbook import StoredAction
from plans.planning.models import Action
from plans.planning.rules.actions import problems_in, settled
from plans.planning.rules.privacy import personal_data_warnings

#: Texts in which somebody may tell who a person is.
_TOLD_IN = ("text", "outcome", "indicator", "progress", "reason")


@dataclass(frozen=True)
class _Before:
    """What was compared and decided earlier."""

    rows: Mapping[int, ComparedRow]
    absent: Mapping[int, str]


@transaction.atomic
def compare_import(*, plan_import: PlanImport, fixed: Mapping[int, int | None] | None = None) -> PlanImport:
    """Compare the rows of an import with the actions of its plan as they stand now, and keep the difference.

    ``fixed`` says which action a row means (row id → action id, None: a new one); what a person said earlier
    stands. Decisions stand where what they were about is the same. The number of statements does not
    depend on the number of rows.

    Raises:
        ImportClosed: the import has been brought in or discarded, or is still to be read.
    """
    held = PlanImport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=plan_import.pk)
    if not held.is_waiting:
        raise ImportClosed("This import is closed. Send the file again to compare it with the plan")
    before = _Before(
        {one.row_id: one for one in held.compared_rows.all()},
        dict(held.absent_actions.values_list("action_id", "decision")),
    )
    stored = stored_actions(held.plan_id)
    rows = list(held.rows.order_by("position"))
    laid = lay_beside(rows_in(rows), _known(held, rows, stored, _said(before, fixed or {})))
    _keep_rows(held, rows, laid, before)
    _keep_absent(held, absent_from(laid, stored), before)
    newest = Action.objects.filter(plan_id=held.plan_id).aggregate(newest=Max("pk"))["newest"]
    PlanImport.objects.filter(pk=held.pk).update(compared_at=timezone.now(), newest_action=newest)
    held.refresh_from_db(fields=["compared_at", "newest_action"])
    return held


def _said(before: _Before, fixed: Mapping[int, int | None]) -> dict[int, int | None]:
    """Return what a person said of rows: which action they mean. What is said now goes before what was said then."""
    meant = set(fixed.values()) - {None}
    earlier = {pk: one.action_id for pk, one in before.rows.items() if one.how == How.PERSON and pk not in fixed}
    return {**{pk: action for pk, action in earlier.items() if action not in meant}, **fixed}


def _known(
    held: PlanImport, rows: Sequence[ImportRow], stored: Sequence[StoredAction], fixed: Mapping[int, int | None]
) -> Known:
    versions = {one.id: one.version for one in stored}
    past: dict[int, int] = {}
    for one in rows_in(rows):
        if one.action_id and one.version and one.version < versions.get(one.action_id, 0):
            past[one.action_id] = one.version
    told = {} if held.is_workbook else told_before(held)
    return Known(stored, vocabulary_of(held.plan), actions_as_they_were(past), told, fixed)


def _keep_rows(held: PlanImport, rows: Sequence[ImportRow], laid: Sequence[Laid], before: _Before) -> None:
    held.compared_rows.all().delete()
    by_key = {row.pk: row for row in rows}
    ComparedRow.objects.bulk_create(
        (_compared(held, by_key[one.key], one, before.rows.get(one.key)) for one in laid), batch_size=1000
    )


def _compared(held: PlanImport, row: ImportRow, laid: Laid, earlier: ComparedRow | None) -> ComparedRow:
    kind = laid.difference.kind
    changes = as_json(laid.difference, _problems(held, row, laid), [*laid.look, *_privacy(laid)])
    kept = earlier and kind is Kind.CONFLICT and earlier.kind == kind and _asked(earlier.changes) == _asked(changes)
    return ComparedRow(
        row=row,
        plan_import=held,
        action_id=laid.stored.id if laid.stored else None,
        how=laid.how,
        likeness=laid.likeness,
        kind=kind,
        seen_version=laid.stored.version if laid.stored else None,
        decision=earlier.decision if kept and earlier else "",
        changes=changes,
    )


def _asked(changes: Mapping[str, object]) -> list[object]:
    """Return what a decision is about: the fields both changed, and to what."""
    return [one for one in fields_in(changes) if one.clash]


def _problems(held: PlanImport, row: ImportRow, laid: Laid) -> tuple[str, ...]:
    if laid.stored is None:
        return tuple(one.sentence for one in problems_in(settled(from_fields(row.fields))))
    values = taken(laid.difference.fields, Decision.FILE)
    return problems_with(laid.stored, outcome_of(laid.stored, values, held.name))


def _privacy(laid: Laid) -> Iterable[str]:
    told = [str(one.file) for one in laid.difference.fields if one.name in _TOLD_IN]
    return personal_data_warnings("\n".join(told)) if told else ()


def _keep_absent(held: PlanImport, absent: Sequence[StoredAction], before: _Before) -> None:
    held.absent_actions.all().delete()
    AbsentAction.objects.bulk_create(
        AbsentAction(
            plan_import=held,
            action_id=one.id,
            seen_version=one.version,
            decision=before.absent.get(one.id, "keep"),
        )
        for one in absent
    )
