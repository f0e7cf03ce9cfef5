"""Add an action, and change what one promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from plans.planning.models import Action, Milestone
from plans.planning.operations.bulk import insert_actions
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.parts import fold, milestones_of, reading_columns, themes_named
from plans.planning.operations.submissions import claim, settle
from plans.planning.queries.actions import as_new_action
from plans.planning.rules.actions import EDITABLE, NewAction, check_action, settled
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.timescale import read_timescale

#: Written beside the action's own row.
_BESIDE = frozenset({"theme", "timescale", "partner_ids", "standard_ids"})


@transaction.atomic
def add_action(*, plan_id: int, action: NewAction, by: int | None, submission_key: UUID | None = None) -> Action:
    """Add one action at the end of the plan; the same ``submission_key`` again gives it back.

    Raises:
        ActionRefused: the action is not sound.
    """
    earlier = claim(submission_key)
    if earlier and earlier.action and earlier.action.text == settled(action).text:
        return earlier.action
    _, (added,) = insert_actions(plan_id, [action])
    settle(submission_key, action_id=added.pk)
    record(by=by, verb="added action", thing=added, after={"text": added.text, "number": added.number})
    return added


@transaction.atomic
def edit_action(*, action_id: int, expected_version: int, changes: Mapping[str, Any], by: int | None) -> Action:
    """Change what an action promises: ``changes`` maps names in ``EDITABLE`` to new values.

    Only what differs is written, in one UPDATE on the row version. Returns the action as stored.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the action as it is now.
        ActionRefused: the action would not be sound.
        ValueError: ``changes`` names something that is not edited here.
    """
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"Not edited here: {', '.join(sorted(unknown))}")
    action = Action.objects.select_related("plan", "theme").get(pk=action_id)
    if action.version != expected_version:
        raise StaleSave(action)
    before = as_new_action(action)
    after = settled(replace(before, **changes))
    check_action(after)
    changed = [name for name in EDITABLE if getattr(before, name) != getattr(after, name)]
    if changed:
        _write(action, after, changed)
        _note(action, before, after, changed, by)
    return Action.objects.select_related("plan", "theme").get(pk=action_id)


def _write(action: Action, after: NewAction, changed: list[str]) -> None:
    """Write the row first, then the plan's mark, then what hangs on it: one order for all locks."""
    reading = read_timescale(after.timescale, plan_year=action.plan.plan_year)
    columns = {name: getattr(after, name) for name in changed if name not in _BESIDE}
    if "timescale" in changed:
        columns |= reading_columns(reading)
    if not _update(action, columns):
        raise StaleSave(Action.objects.select_related("plan", "theme").get(pk=action.pk))
    mark_changed(action.plan_id)
    if "theme" in changed:
        themes = themes_named(action.plan_id, [("", after.theme)])
        Action.objects.filter(pk=action.pk).update(theme=themes.get(fold(after.theme)))
    if "timescale" in changed:
        action.milestones.all().delete()
        Milestone.objects.bulk_create(milestones_of(action.pk, reading))
    if "partner_ids" in changed:
        action.partners.set(after.partner_ids)
    if "standard_ids" in changed:
        action.standards.set(after.standard_ids)


def _update(action: Action, columns: Mapping[str, Any]) -> int:
    return Action.objects.filter(pk=action.pk, version=action.version).update(
        version=F("version") + 1, changed_at=timezone.now(), **columns
    )


def _note(action: Action, before: NewAction, after: NewAction, changed: list[str], by: int | None) -> None:
    was, now = asdict(before), asdict(after)
    record(
        by=by,
        verb="changed action",
        thing=action,
        before={name: was[name] for name in changed},
        after={name: now[name] for name in changed},
    )
