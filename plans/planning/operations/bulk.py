"""Many actions at once, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from areas.audit.operations import record
from plans.planning.models import Action, Milestone, Plan
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.parts import (
    fold,
    last_position,
    link,
    milestones_of,
    own_columns,
    reading_columns,
    themes_named,
)
from plans.planning.rules.actions import NewAction, check_action, settled
from plans.planning.rules.timescale import Timescale, read_timescale


@transaction.atomic
def add_actions(*, plan_id: int, rows: Sequence[NewAction], by: int | None) -> list[Action]:
    """Add ``rows`` at the end of the plan, in order, all or none; returns them in the same order.

    Themes are made as needed, in order of first mention. The number of statements does not depend
    on the number of rows. ``by`` is a person's id.

    Raises:
        ActionRefused: a row is not sound; its ``position`` says which.
        Plan.DoesNotExist: there is no such plan.
    """
    if not rows:
        return []
    plan, actions = insert_actions(plan_id, rows)
    ids = [action.pk for action in actions]
    record(by=by, verb="added actions", thing=plan, after={"actions": ids, "count": len(ids)})
    return actions


def insert_actions(plan_id: int, rows: Sequence[NewAction]) -> tuple[Plan, list[Action]]:
    """Write the rows and all that hangs on them; the caller has a transaction and audits."""
    tidy = [settled(row) for row in rows]
    for place, row in enumerate(tidy):
        check_action(row, place)
    mark_changed(plan_id)
    plan = Plan.objects.get(pk=plan_id)
    readings = [read_timescale(row.timescale, plan_year=plan.plan_year) for row in tidy]
    actions = Action.objects.bulk_create(_unsaved(plan_id, tidy, readings))
    link(list(zip(actions, tidy, strict=True)))
    Milestone.objects.bulk_create(
        step for action, reading in zip(actions, readings, strict=True) for step in milestones_of(action.pk, reading)
    )
    return plan, actions


def _unsaved(plan_id: int, rows: Sequence[NewAction], readings: Sequence[Timescale]) -> list[Action]:
    themes = themes_named(plan_id, [(row.theme_number, row.theme) for row in rows])
    first = last_position(plan_id) + 1
    return [
        Action(
            plan_id=plan_id,
            position=first + place,
            theme=themes.get(fold(row.theme)),
            **own_columns(row),
            **reading_columns(reading),
        )
        for place, (row, reading) in enumerate(zip(rows, readings, strict=True))
    ]
