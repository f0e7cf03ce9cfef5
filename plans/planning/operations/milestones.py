"""Write the dated steps inside an action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from areas.audit.operations import record
from plans.planning.models import Action, Milestone
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.submissions import claim, settle
from plans.planning.rules.conflicts import StaleSave
from plans.planning.rules.milestones import Wanted, follow_timescale, moved, not_yet_milestones
from plans.planning.rules.timescale import Timescale, read_timescale


@transaction.atomic
def add_milestone(*, action_id: int, wanted: Wanted, by: int | None, submission_key: UUID | None = None) -> None:
    """Add a step to an action, at its place or last; the same ``submission_key`` again adds nothing."""
    if claim(submission_key):
        return
    action = _held(action_id)
    (step,) = _append(action, [(wanted.text, wanted.due)])
    if wanted.done_on or wanted.place:
        Milestone.objects.filter(pk=step.pk).update(done_on=wanted.done_on)
        _place(action, step.pk, wanted.place)
    settle(submission_key, action_id=action_id)
    mark_changed(action.plan_id)
    record(by=by, verb="added milestone", thing=action, after=_words(wanted))


@transaction.atomic
def add_named_milestones(*, action_id: int, by: int | None) -> int:
    """Add a step for each value of the action's timescale that has none yet; returns how many. Twice adds none."""
    action = _held(action_id)
    reading = read_timescale(action.timescale, plan_year=action.plan.plan_year)
    missing = not_yet_milestones(reading, action.milestones.values_list("text", "due"))
    if missing:
        _append(action, missing)
        mark_changed(action.plan_id)
        record(by=by, verb="added milestones", thing=action, after={"milestones": [text for text, _ in missing]})
    return len(missing)


@transaction.atomic
def edit_milestone(*, milestone_id: int, expected_version: int, wanted: Wanted, by: int | None) -> None:
    """Change a step: its words, its last day, whether it is done, its place. Check and write are one UPDATE.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the milestone as it is now.
    """
    step = Milestone.objects.select_related("action").get(pk=milestone_id)
    action = _held(step.action_id)
    before = Wanted(step.text, step.due, step.done_on, step.position)
    written = Milestone.objects.filter(pk=milestone_id, version=expected_version).update(
        version=F("version") + 1, text=wanted.text, due=wanted.due, done_on=wanted.done_on
    )
    if not written:
        raise StaleSave(Milestone.objects.select_related("action").get(pk=milestone_id))
    _place(action, milestone_id, wanted.place)
    if before != wanted:
        mark_changed(action.plan_id)
        record(by=by, verb="changed milestone", thing=action, before=_words(before), after=_words(wanted))


@transaction.atomic
def set_done(*, milestone_id: int, done_on: date | None, by: int | None) -> None:
    """Say on which day a step was done, or (None) that it is not done after all. Said twice it is said once."""
    step = Milestone.objects.select_related("action").get(pk=milestone_id)
    action = _held(step.action_id)
    changed = (
        Milestone.objects.filter(pk=milestone_id).exclude(done_on=done_on)
        if done_on
        else (Milestone.objects.filter(pk=milestone_id, done_on__isnull=False))
    )
    if changed.update(done_on=done_on, version=F("version") + 1):
        mark_changed(action.plan_id)
        verb = "finished milestone" if done_on else "reopened milestone"
        day = done_on.isoformat() if done_on else None
        record(by=by, verb=verb, thing=action, after={"milestone": step.text, "done_on": day})


def follow(action: Action, was: Timescale, now: Timescale) -> None:
    """Let the milestones follow a timescale that was written anew; the caller holds the action and audits."""
    there = list(action.milestones.all())
    gone, coming = follow_timescale(was, now, [(one.text, one.due, bool(one.done_on)) for one in there])
    Milestone.objects.filter(pk__in=[one.pk for one in there if (one.text, one.due) in gone]).delete()
    _append(action, coming)


def _held(action_id: int) -> Action:
    """Return the action with its plan; nobody else moves its steps until this transaction ends."""
    return Action.objects.select_related("plan").select_for_update(of=("self",)).get(pk=action_id)


def _append(action: Action, steps: Iterable[tuple[str, date | None]]) -> list[Milestone]:
    last = action.milestones.aggregate(last=Max("position"))["last"] or 0
    return Milestone.objects.bulk_create(
        Milestone(action=action, position=last + place, text=text, due=due)
        for place, (text, due) in enumerate(steps, start=1)
    )


def _place(action: Action, milestone_id: int, place: int | None) -> None:
    """Put a step at its place; the places of the others follow."""
    if place is None:
        return
    steps = {step.pk: step for step in action.milestones.order_by("position")}
    order = moved(list(steps), milestone_id, place)
    for position, pk in enumerate(order, start=1):
        steps[pk].position = position
    Milestone.objects.bulk_update(steps.values(), ["position"])


def _words(wanted: Wanted) -> dict[str, Any]:
    days = {name: day.isoformat() if day else None for name, day in (("due", wanted.due), ("done_on", wanted.done_on))}
    return {"milestone": wanted.text, **days, "place": wanted.place}
