"""Say what is done with the rows of a difference. Nothing enters the plan by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db import transaction

from areas.audit.operations import record
from concordat.choices import Words
from concordat.conflicts import StaleSave
from plans.imports.models import AbsentAction, ComparedRow, ImportRow, ImportState, PlanImport
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.refusals import ImportClosed
from plans.imports.queries.difference import mark_of_conflicts
from plans.imports.rules.decisions import IN, OUT, Decisions, Disagreement, settled
from plans.imports.rules.difference import AbsentDecision, Decision, Kind


@transaction.atomic
def decide(*, plan_import: PlanImport, decisions: Decisions, by: int | None) -> list[Disagreement]:
    """Keep what a person decided; whether two are the same action is compared at once.

    Where somebody else decided since the page was drawn, what both left alone or only one changed is kept;
    returns what they disagree on, where theirs stands.

    Raises:
        ImportClosed: it was brought in or discarded.
    """
    _check_open(plan_import)
    rows = _rows(plan_import, {*decisions.include, *decisions.conflicts, *decisions.same})
    disagreed = [
        *_include(plan_import, decisions, rows),
        *_conflicts(plan_import, decisions, rows),
        *_absent(plan_import, decisions),
        *_told_apart(decisions, rows),
    ]
    fixed = {
        rows[place].row_id: rows[place].action_id if same else None
        for place, same in decisions.same.items()
        if place in rows and rows[place].kind == Kind.UNSURE
    }
    if fixed:
        compare_import(plan_import=plan_import, fixed=fixed)
    record(by=by, verb="decided on a difference", thing=plan_import, after=_counts(decisions))
    return disagreed


def _include(plan_import: PlanImport, decisions: Decisions, rows: Mapping[int, ComparedRow]) -> list[Disagreement]:
    mine = {place: IN if wanted else OUT for place, wanted in decisions.include.items()}
    now = {place: IN if one.row.include else OUT for place, one in rows.items()}
    written, disagreed = settled("in", mine, now, decisions.seen)
    for wanted in (IN, OUT):
        positions = [place for place, one in written.items() if one == wanted]
        plan_import.rows.filter(position__in=positions).update(include=wanted == IN)
    return disagreed


def _conflicts(plan_import: PlanImport, decisions: Decisions, rows: Mapping[int, ComparedRow]) -> list[Disagreement]:
    mine = {place: one.label for place, one in decisions.conflicts.items()}
    now = {place: _label(Decision, one.decision) for place, one in rows.items()}
    written, disagreed = settled("conflict", mine, now, decisions.seen)
    for decision in Decision:
        positions = [place for place, one in written.items() if one == decision.label]
        undecided = plan_import.compared_rows.filter(row__position__in=positions, kind=Kind.CONFLICT)
        undecided.update(decision=decision)
    return disagreed


def _absent(plan_import: PlanImport, decisions: Decisions) -> list[Disagreement]:
    if not decisions.absent:
        return []
    stored = list(
        AbsentAction.objects.filter(plan_import=plan_import, action__in=decisions.absent).select_related("action")
    )
    mine = {pk: one.label for pk, one in decisions.absent.items()}
    now = {one.action_id: _label(AbsentDecision, one.decision) for one in stored}
    about = {one.action_id: f"“{one.action}”" for one in stored}
    written, disagreed = settled("gone", mine, now, decisions.seen, about)
    for value in AbsentDecision:
        ids = [pk for pk, one in written.items() if one == value.label]
        AbsentAction.objects.filter(plan_import=plan_import, action__in=ids).update(decision=value)
    return disagreed


def _told_apart(decisions: Decisions, rows: Mapping[int, ComparedRow]) -> list[Disagreement]:
    """Return where somebody else has said already, and otherwise, whether a row is an action of the plan."""
    words = {True: "The same action", False: "A new action"}
    return [
        Disagreement(f"Row {place}", words[one.action_id is not None], words[decisions.same[place]])
        for place, one in rows.items()
        if place in decisions.same
        and one.kind != Kind.UNSURE
        and decisions.same[place] is not (one.action_id is not None)
    ]


def _label(words: type[Words], value: str) -> str:
    return words(value).label if value else ""


@transaction.atomic
def match_row(
    *,
    plan_import: PlanImport,
    row: ImportRow,
    action_id: int | None,
    by: int | None,
    seen: Collection[int | None] | None = None,
) -> None:
    """Say which action a row means, None for a new one; another row that meant it is looked up anew.

    ``seen``: the one action that the page showed the row to be.

    Raises:
        ImportClosed: it was brought in or discarded.
        StaleSave: somebody else said meanwhile that it is another one; ``current`` is the row as compared.
    """
    if seen is not None:
        _check_open(plan_import)
        now = plan_import.compared_rows.select_related("action", "row").filter(row=row).first()
        if now and now.action_id not in (*seen, action_id):
            raise StaleSave(now)
    compare_import(plan_import=plan_import, fixed={row.pk: action_id})
    record(by=by, verb="matched a row", thing=row, after={"action": action_id})


@transaction.atomic
def decide_all(
    *,
    plan_import: PlanImport,
    decision: Decision,
    by: int | None,
    decisions: Decisions | None = None,
    seen: str | None = None,
) -> list[Disagreement]:
    """Decide all conflicts alike, and keep what else was decided on the page.

    ``seen`` is how the conflicts were decided when the page was drawn (``mark_of_conflicts``). Where somebody
    else decided one of them since, theirs stands and that is returned as disagreement. Raises ``ImportClosed``.
    """
    _check_open(plan_import)
    as_seen = seen is None or seen == mark_of_conflicts(plan_import)
    page = decisions or Decisions()
    disagreed = decide(plan_import=plan_import, decisions=replace(page, conflicts={}) if as_seen else page, by=by)
    if not as_seen:
        return [*disagreed, Disagreement("The conflicts", "Each for itself", f"{decision.label} in all")]
    number = plan_import.compared_rows.filter(kind=Kind.CONFLICT).update(decision=decision)
    record(by=by, verb="decided all conflicts", thing=plan_import, after={"decision": decision, "conflicts": number})
    return disagreed


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
