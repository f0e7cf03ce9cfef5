"""Say what is done with the rows of a difference. Nothing enters the plan by it."""

from __future__ import annotations

from django.db import transaction

from areas.audit.operations import record
from plans.imports.models import AbsentAction, ComparedRow, ImportRow, ImportState, PlanImport
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.refusals import ImportClosed
from plans.imports.rules.decisions import Decisions
from plans.imports.rules.difference import AbsentDecision, Decision, Kind


@transaction.atomic
def decide(*, plan_import: PlanImport, decisions: Decisions, by: int | None) -> None:
    """Keep what a person decided; whether two are the same action is compared at once.

    Raises:
        ImportClosed: it was brought in or discarded.
    """
    _check_open(plan_import)
    rows = _rows(plan_import, {*decisions.include, *decisions.conflicts, *decisions.same})
    for wanted in (True, False):
        positions = [place for place, include in decisions.include.items() if include is wanted]
        changed = plan_import.rows.filter(position__in=positions, include=not wanted)
        changed.update(include=wanted)
    for decision in Decision:
        positions = [place for place, one in decisions.conflicts.items() if one is decision]
        undecided = plan_import.compared_rows.filter(row__position__in=positions, kind=Kind.CONFLICT)
        undecided.update(decision=decision)
    for value in AbsentDecision:
        ids = [pk for pk, one in decisions.absent.items() if one is value]
        AbsentAction.objects.filter(plan_import=plan_import, action__in=ids).update(decision=value)
    fixed = {
        rows[place].row_id: rows[place].action_id if same else None
        for place, same in decisions.same.items()
        if place in rows and rows[place].kind == Kind.UNSURE
    }
    if fixed:
        compare_import(plan_import=plan_import, fixed=fixed)
    record(by=by, verb="decided on a difference", thing=plan_import, after=_counts(decisions))


@transaction.atomic
def match_row(*, plan_import: PlanImport, row: ImportRow, action_id: int | None, by: int | None) -> None:
    """Say which action a row means, None for a new one; another row that meant it is looked up anew.

    Raises:
        ImportClosed: it was brought in or discarded.
    """
    compare_import(plan_import=plan_import, fixed={row.pk: action_id})
    record(by=by, verb="matched a row", thing=row, after={"action": action_id})


@transaction.atomic
def decide_all(*, plan_import: PlanImport, decision: Decision, by: int | None) -> int:
    """Decide all conflicts alike; returns how many there are. Raises ``ImportClosed``."""
    _check_open(plan_import)
    number = plan_import.compared_rows.filter(kind=Kind.CONFLICT).update(decision=decision)
    record(by=by, verb="decided all conflicts", thing=plan_import, after={"decision": decision, "conflicts": number})
    return number


def _check_open(plan_import: PlanImport) -> None:
    """Hold the import, so that nobody brings it in meanwhile. Raises ``ImportRefused`` where it is closed."""
    if not PlanImport.objects.select_for_update().filter(pk=plan_import.pk, state=ImportState.READ).exists():
        raise ImportClosed("This import is closed. What it changed is shown below")


def _rows(plan_import: PlanImport, positions: set[int]) -> dict[int, ComparedRow]:
    rows = plan_import.compared_rows.filter(row__position__in=positions).select_related("row")
    return {one.row.position: one for one in rows}


def _counts(decisions: Decisions) -> dict[str, int]:
    return {
        "left out": sum(not include for include in decisions.include.values()),
        "conflicts": len(decisions.conflicts),
        "same": len(decisions.same),
        "absent": sum(one is not AbsentDecision.KEEP for one in decisions.absent.values()),
    }
