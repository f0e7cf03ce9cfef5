"""Change what many actions promise, in a constant number of statements."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from areas.audit.operations import record_changes
from plans.planning.models import Action, Milestone, Theme
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.parts import (
    fold,
    link_partners,
    link_standards,
    milestones_of,
    reading_columns,
    themes_named,
)
from plans.planning.queries.actions import as_new_actions
from plans.planning.rules.actions import EDITABLE, NewAction, check_action, settled
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.timescale import Timescale, read_timescale

#: The columns that are written, with their types; those that do not change are written as they are.
_COLUMNS = {
    "theme_id": "bigint", "heading": "text", "number": "text", "text": "text", "outcome": "text", "indicator": "text",
    "lead_id": "bigint", "lead_text": "text", "named_post": "text", "age_group": "text", "timescale": "text",
    "timescale_kind": "text", "timescale_reading": "text", "start": "date", "due": "date", "precision": "text",
}  # fmt: skip
_SQL = f"""
    UPDATE plans_action SET {", ".join(f'"{name}" = v."{name}"' for name in _COLUMNS)},
        version = plans_action.version + 1, changed_at = statement_timestamp()
    FROM jsonb_to_recordset(%s::jsonb) AS v(id bigint, version int, {", ".join(f'"{n}" {t}' for n, t in _COLUMNS.items())})
    WHERE plans_action.id = v.id AND plans_action.version = v.version
"""


@dataclass(frozen=True)
class ActionEdit:
    """A change to one action: ``changes`` maps names in ``EDITABLE`` to new values."""

    action_id: int
    expected_version: int
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class _Step:
    """One action on its way: as stored, before and after, and which fields differ."""

    action: Action
    before: NewAction
    after: NewAction
    changed: tuple[str, ...]
    reading: Timescale | None


def hold_actions(plan_id: int, versions: Mapping[int, int]) -> dict[int, Action]:
    """Keep the actions of a plan from being changed by others until the transaction ends.

    ``versions`` maps ids to the row versions somebody saw. Raises ``StaleSave`` where one has moved on.
    """
    actions = Action.objects.select_for_update(of=("self",)).select_related("plan", "theme")
    held = {one.pk: one for one in actions.filter(plan_id=plan_id, pk__in=versions.keys()).order_by("pk")}
    for pk, version in versions.items():
        if pk not in held or held[pk].version != version:
            raise StaleSave(held.get(pk))
    return held


@transaction.atomic
def edit_actions(*, plan_id: int, edits: Sequence[ActionEdit], by: int | None) -> int:
    """Change many actions of a plan, all or none; returns how many differed from what was stored.

    The rules are those of ``edit_action``, and so are the audit entries. The number of statements does not
    depend on the number of actions.

    Raises:
        StaleSave: somebody saved one of them since its version; ``current`` is that action, None if it is no
            action of this plan.
        ActionRefused: an action would not be sound; its ``position`` says which edit.
    """
    held = hold_actions(plan_id, {one.action_id: one.expected_version for one in edits})
    before = as_new_actions(held.values())
    steps = [_step(held[one.action_id], before[one.action_id], one, place) for place, one in enumerate(edits)]
    steps = [step for step in steps if step.changed]
    if steps:
        mark_changed(plan_id)
        _write_rows(plan_id, steps)
        _write_beside(steps)
        record_changes(by=by, verb="changed action", changes=[_noted(step) for step in steps])
    return len(steps)


def _step(action: Action, before: NewAction, edit: ActionEdit, place: int) -> _Step:
    after = settled(replace(before, **edit.changes))
    check_action(after, place)
    changed = tuple(name for name in EDITABLE if getattr(before, name) != getattr(after, name))
    moved = "timescale" in changed
    return _Step(
        action, before, after, changed,
        read_timescale(after.timescale, plan_year=action.plan.plan_year) if moved else None,
    )  # fmt: skip


def _write_rows(plan_id: int, steps: Sequence[_Step]) -> None:
    themes = themes_named(plan_id, [("", step.after.theme) for step in steps if "theme" in step.changed])
    rows = [_row(step, themes) for step in sorted(steps, key=lambda step: step.action.pk)]
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [json.dumps(rows)])
        if cursor.rowcount != len(rows):
            raise StaleSave(None)


def _row(step: _Step, themes: Mapping[str, Theme]) -> dict[str, Any]:
    kept = {name: getattr(step.action, name) for name in _COLUMNS}
    changed = {name: getattr(step.after, name) for name in step.changed if name in _COLUMNS}
    if "theme" in step.changed:
        theme = themes.get(fold(step.after.theme))
        changed["theme_id"] = theme.pk if theme else None
    if step.reading is not None:
        changed |= reading_columns(step.reading)
    values = {**kept, **changed, "id": step.action.pk, "version": step.action.version}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _write_beside(steps: Sequence[_Step]) -> None:
    """Write milestones, partners and standards where they changed: each anew."""
    moved = [step for step in steps if step.reading is not None]
    if moved:
        Milestone.objects.filter(action__in=[step.action.pk for step in moved]).delete()
        Milestone.objects.bulk_create(
            one for step in moved if step.reading for one in milestones_of(step.action.pk, step.reading)
        )
    for name, through, write in (
        ("partner_ids", Action.partners.through, link_partners),
        ("standard_ids", Action.standards.through, link_standards),
    ):
        pairs = [(step.action, step.after) for step in steps if name in step.changed]
        if pairs:
            through.objects.filter(action__in=[action.pk for action, _ in pairs]).delete()
            write(pairs)


def _noted(step: _Step) -> tuple[Action, dict[str, Any], dict[str, Any]]:
    was = {name: getattr(step.before, name) for name in step.changed}
    return step.action, was, {name: getattr(step.after, name) for name in step.changed}
