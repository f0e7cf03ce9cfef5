"""Bring a difference into the plan: all of it or nothing, and only as it was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from areas.audit.operations import record
from concordat.conflicts import StaleSave
from plans.imports.models import AbsentAction, ComparedRow, ImportState, PlanImport
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.refusals import ImportRefused, RowOpen
from plans.imports.queries.stored import stored_actions
from plans.imports.rules.difference import AbsentDecision, Kind, Outcome, absent_update, fields_in, outcome_of, taken
from plans.imports.rules.proposal import from_fields
from plans.imports.rules.workbook import StoredAction
from plans.planning.models import Action
from plans.planning.operations import add_actions, mark_changed
from plans.planning.operations.many import ActionEdit, edit_actions, hold_actions
from plans.progress.operations.many import UpdateOf, record_updates

OVERTAKEN = (
    "Somebody changed the plan after we compared your file with it, so nothing was brought in. "
    "We have compared again: look at what is different now, then bring it in"
)


class DifferenceOvertaken(ImportRefused):
    """The plan has moved on since the difference was seen; it has been compared again."""


@dataclass(frozen=True)
class Merged:
    """What came into the plan, in actions."""

    added: int = 0
    changed: int = 0
    finished: int = 0

    @property
    def total(self) -> int:
        """All actions that were touched."""
        return self.added + self.changed + self.finished


@dataclass(frozen=True)
class _Work:
    """What is to be done: rows that add, rows that change with what comes of them, and absent actions."""

    new: Sequence[ComparedRow]
    changed: Sequence[tuple[ComparedRow, Outcome]]
    absent: Sequence[AbsentAction]
    kept: Sequence[ComparedRow]


def merge_import(*, plan_import: PlanImport, by: int | None) -> Merged:
    """Bring a compared import into its plan.

    What was promised changes as by an edit, how actions stand as by an update in the person's name, each with its
    audit entry. Sent twice, the second finds it done. The number of statements does not depend on the rows.

    Raises:
        DifferenceOvertaken: somebody changed what it rests on; it has been compared again, nothing was written.
        ImportRefused: the import was discarded, or waits for a decision or a correction.
    """
    try:
        return _merge(plan_import, by)
    except StaleSave as stale:
        compare_import(plan_import=plan_import)
        raise DifferenceOvertaken(OVERTAKEN) from stale


@transaction.atomic
def _merge(plan_import: PlanImport, by: int | None) -> Merged:
    now = timezone.now()
    waiting = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.READ, compared_at__isnull=False)
    if not waiting.update(state=ImportState.APPLIED, applied_at=now, version=F("version") + 1):
        return _already(plan_import)
    plan_import.refresh_from_db()
    rows = list(plan_import.compared_rows.select_related("row").order_by("row__position"))
    _check_decided(rows)
    held = hold_actions(plan_import.plan_id, _versions(rows, plan_import))
    mark_changed(plan_import.plan_id)
    _check_nothing_added(plan_import)
    work = _work(plan_import, rows)
    done = _write(plan_import, work, held, by)
    record(by=by, verb="brought in changes", thing=plan_import, after=asdict(done))
    return done


def _versions(rows: Sequence[ComparedRow], plan_import: PlanImport) -> dict[int, int]:
    told = {
        row.action_id: row.seen_version or 0
        for row in rows
        if row.action_id and row.row.include and row.kind in (Kind.CHANGED, Kind.CONFLICT)
    }
    return {**told, **{one.action_id: one.seen_version for one in _deciding(plan_import)}}


def _deciding(plan_import: PlanImport) -> list[AbsentAction]:
    return list(plan_import.absent_actions.exclude(decision=AbsentDecision.KEEP).order_by("action_id"))


def _work(plan_import: PlanImport, rows: Sequence[ComparedRow]) -> _Work:
    stored = {one.id: one for one in stored_actions(plan_import.plan_id)}
    included = [row for row in rows if row.row.include]
    changing = [row for row in included if row.kind in (Kind.CHANGED, Kind.CONFLICT) and row.action_id]
    outcomes = [(row, _outcome(row, stored, plan_import.name)) for row in changing]
    return _Work(
        [row for row in included if row.kind == Kind.NEW],
        outcomes,
        _deciding(plan_import),
        [row for row in rows if row.action_id],
    )


def _outcome(row: ComparedRow, stored: Mapping[int, StoredAction], name: str) -> Outcome:
    return outcome_of(stored[row.action_id or 0], taken(fields_in(row.changes), row.decision), name)


def _write(plan_import: PlanImport, work: _Work, held: Mapping[int, Action], by: int | None) -> Merged:
    plan_id = plan_import.plan_id
    edits = [
        ActionEdit(row.action_id or 0, row.seen_version or 0, outcome.edits)
        for row, outcome in work.changed
        if outcome.edits
    ]
    edit_actions(plan_id=plan_id, edits=edits, by=by)
    moved = dict(Action.objects.filter(pk__in=held.keys()).values_list("pk", "version"))
    updates = [
        UpdateOf(row.action_id or 0, moved[row.action_id or 0], outcome.update)
        for row, outcome in work.changed
        if outcome.update
    ]
    finishing = [(one, absent_update(one.decision, plan_import.name)) for one in work.absent]
    updates += [UpdateOf(one.action_id, moved[one.action_id], update) for one, update in finishing if update]
    record_updates(plan_id=plan_id, updates=updates, by=by)
    added = add_actions(plan_id=plan_id, rows=[from_fields(row.row.fields) for row in work.new], by=by)
    _tie(work, added)
    touched = sum(bool(outcome.edits or outcome.update) for _, outcome in work.changed)
    return Merged(len(added), touched, len(work.absent))


def _tie(work: _Work, added: Sequence[Action]) -> None:
    """Say beside each row of the file which action it is, so that the next file can be compared with this one."""
    tied = {row.row_id: action.pk for row, action in zip(work.new, added, strict=True)}
    tied |= {row.row_id: row.action_id for row in work.kept if row.kind != Kind.UNSURE and row.action_id}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE plans_importrow SET action_id = tie.action FROM unnest(%s::bigint[], %s::bigint[]) AS tie (row, action)"
            " WHERE id = tie.row",
            [list(tied.keys()), list(tied.values())],
        )


def _check_decided(rows: Sequence[ComparedRow]) -> None:
    """Let through a difference in which nothing is open any more. Raises ``RowOpen``."""
    included = [row for row in rows if row.row.include]
    if unsure := [row for row in included if row.kind == Kind.UNSURE]:
        raise _open(unsure[0], f"Say of {_rows_named(unsure)} whether it is the same action, then bring it in")
    if waiting := [row for row in included if row.kind == Kind.CONFLICT and not row.decision]:
        raise _open(waiting[0], f"Choose whose text stands in {_rows_named(waiting)}, then bring it in")
    for row in included:
        if row.kind != Kind.UNCHANGED and row.changes.get("problems") and _takes_file(row):
            told = ". ".join(row.changes["problems"])
            raise _open(row, f"Row {row.row.position}: {told}. Correct the row or leave it out")


def _open(row: ComparedRow, sentence: str) -> RowOpen:
    return RowOpen(sentence, row.row.position, row.kind)


def _takes_file(row: ComparedRow) -> bool:
    return row.kind != Kind.CONFLICT or row.decision == "file" or any(not one.clash for one in fields_in(row.changes))


def _rows_named(rows: Sequence[ComparedRow]) -> str:
    places = [str(row.row.position) for row in rows[:5]]
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"row {places[0]}" if len(rows) == 1 else f"rows {', '.join(places)}{more}"


def _check_nothing_added(plan_import: PlanImport) -> None:
    """Let through where the plan has got no action since it was compared: it may be one of the file's new ones."""
    newest = Action.objects.filter(plan_id=plan_import.plan_id).aggregate(newest=Max("pk"))["newest"]
    if newest != plan_import.newest_action:
        raise StaleSave(None)


def _already(plan_import: PlanImport) -> Merged:
    plan_import.refresh_from_db()
    if plan_import.state == ImportState.APPLIED:
        return Merged()
    if plan_import.state == ImportState.READ:
        raise StaleSave(None)
    raise ImportRefused("This import was discarded. Send the file again to bring it in")
