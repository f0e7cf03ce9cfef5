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
from plans.planning.models import Action
from plans.planning.operations.bulk import insert_actions
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.milestones import follow
from plans.planning.operations.parts import fold, reading_columns, themes_named
from plans.planning.operations.submissions import claim, settle
from plans.planning.queries.actions import as_new_action
from plans.planning.rules.actions import EDITABLE, NewAction, check_action, settled
from plans.planning.rules.conflicts import StaleSave, merge
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
def edit_action(
    *,
    action_id: int,
    expected_version: int,
    changes: Mapping[str, Any],
    by: int | None,
    seen: Mapping[str, Any] | None = None,
) -> Action:
    """Change what an action promises: ``changes`` maps names in ``EDITABLE`` to new values.

    Only what differs is written, in one UPDATE on the row version. Returns the action as stored.
    ``seen`` is what the person had before them (the same names). With it somebody who saved since
    is no hindrance where they changed other fields: both changes are kept.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the action as it is now,
            ``clashes`` what both changed. Without ``seen`` that is not known.
        ActionRefused: the action would not be sound.
        ValueError: ``changes`` names something that is not edited here.
    """
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"Not edited here: {', '.join(sorted(unknown))}")
    action = _as_it_is(action_id)
    if action.version != expected_version:
        if seen is None:
            raise StaleSave(action)
        action = _as_it_is(action_id, hold=True)
    before = as_new_action(action)
    after = settled(replace(before, **_merged(action, before, changes, seen)))
    check_action(after)
    changed = [name for name in EDITABLE if getattr(before, name) != getattr(after, name)]
    if changed:
        if not _write(action, after, changed):
            return _overtaken(action_id, changes, by, seen)
        _note(action, before, after, changed, by)
    return _as_it_is(action_id)


def _as_it_is(action_id: int, *, hold: bool = False) -> Action:
    """Return the action; with ``hold``, nobody else changes it until this transaction ends."""
    actions = Action.objects.select_related("plan", "theme")
    return (actions.select_for_update(of=("self",)) if hold else actions).get(pk=action_id)


def _overtaken(action_id: int, changes: Mapping[str, Any], by: int | None, seen: Mapping[str, Any] | None) -> Action:
    """Somebody saved between our look and our write: merge with what they saved, if that can be."""
    current = _as_it_is(action_id, hold=True)
    if seen is None:
        raise StaleSave(current)
    return edit_action(action_id=action_id, expected_version=current.version, changes=changes, by=by, seen=seen)


def _merged(
    action: Action, before: NewAction, changes: Mapping[str, Any], seen: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """Return what of ``changes`` goes into the action as it stands; raises ``StaleSave`` where both changed a field."""
    if seen is None:
        return changes
    base = {name: seen[name] for name in changes if name in seen}
    merged = merge(base, {name: getattr(before, name) for name in base}, {name: changes[name] for name in base})
    if merged.clashes:
        raise StaleSave(action, merged.clashes)
    return {**changes, **merged.values}


def _write(action: Action, after: NewAction, changed: list[str]) -> bool:
    """Write the row first, then the plan's mark, then what hangs on it: one order for all locks.

    Answers False, having written nothing, when somebody saved since the action was read.
    """
    reading = read_timescale(after.timescale, plan_year=action.plan.plan_year)
    columns = {name: getattr(after, name) for name in changed if name not in _BESIDE}
    if "timescale" in changed:
        columns |= reading_columns(reading)
    if not _update(action, columns):
        return False
    mark_changed(action.plan_id)
    if "theme" in changed:
        themes = themes_named(action.plan_id, [("", after.theme)])
        Action.objects.filter(pk=action.pk).update(theme=themes.get(fold(after.theme)))
    if "timescale" in changed:
        follow(action, read_timescale(action.timescale, plan_year=action.plan.plan_year), reading)
    if "partner_ids" in changed:
        action.partners.set(after.partner_ids)
    if "standard_ids" in changed:
        action.standards.set(after.standard_ids)
    return True


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
