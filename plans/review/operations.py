"""Take a plan a step further, or back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from concordat.periods import financial_year_of
from plans.planning.models import Plan
from plans.planning.operations import begin_edition, hold_all_actions, mark_changed, take_over
from plans.planning.rules.states import WorkflowState
from plans.review.models import ReviewStep
from plans.review.queries import facts_of
from plans.review.rules import Move, check_move


@transaction.atomic
def take_step(*, plan_id: int, move: Move, by: int | None, comment: str = "") -> ReviewStep:
    """Take ``move`` with the plan, with what was said; two people at once: the second is refused.

    To begin the refresh starts the next edition, a draft that carries the live actions forward; to
    publish an edition lets it take over from the one before.

    Raises:
        MoveRefused: the step cannot be taken from where the plan stands, the plan is empty, or a
            comment is missing. The words say what to do.
    """
    if move is Move.PUBLISH:
        hold_all_actions(plan_id)
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    before = plan.workflow_state
    to = check_move(facts_of(plan), move, comment)
    Plan.objects.filter(pk=plan_id).update(workflow_state=to.value, **_days(to, timezone.localdate()))
    mark_changed(plan_id)
    if move is Move.REFRESH:
        begin_edition(plan_id=plan_id, plan_year=financial_year_of(timezone.localdate()), by=by)
    if move is Move.PUBLISH:
        take_over(plan_id=plan_id, by=by)
    step = ReviewStep.objects.create(
        plan=plan,
        move=move.value,
        from_state=before,
        to_state=to.value,
        comment=comment.strip(),
        by_id=by,
        at=timezone.now(),
    )
    record(
        by=by,
        verb=_VERBS[move],
        thing=plan,
        before={"workflow_state": before},
        after={"workflow_state": to.value, "comment": step.comment},
    )
    return step


def submit(*, plan_id: int, by: int | None, comment: str = "") -> ReviewStep:
    """Submit a plan to the regional lead. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.SUBMIT, by=by, comment=comment)


def take_back(*, plan_id: int, by: int | None, comment: str = "") -> ReviewStep:
    """Take a submitted plan back to work on it. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.TAKE_BACK, by=by, comment=comment)


def return_with_suggestions(*, plan_id: int, by: int | None, comment: str) -> ReviewStep:
    """Return a submitted plan with what could be better. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.RETURN, by=by, comment=comment)


def approve(*, plan_id: int, by: int | None, comment: str = "") -> ReviewStep:
    """Approve a submitted plan. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.APPROVE, by=by, comment=comment)


def publish(*, plan_id: int, by: int | None, comment: str = "") -> ReviewStep:
    """Let everybody read an approved plan. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.PUBLISH, by=by, comment=comment)


def begin_refresh(*, plan_id: int, by: int | None, comment: str = "") -> ReviewStep:
    """Start the next edition of a published plan. Raises as ``take_step`` does."""
    return take_step(plan_id=plan_id, move=Move.REFRESH, by=by, comment=comment)


_VERBS = {
    Move.SUBMIT: "submitted plan",
    Move.TAKE_BACK: "took plan back",
    Move.RETURN: "returned plan",
    Move.APPROVE: "approved plan",
    Move.PUBLISH: "published plan",
    Move.REFRESH: "began refresh",
}


def _days(to: WorkflowState, today: date) -> dict[str, Any]:
    """Return the dates that arriving somewhere sets; a published plan stays readable afterwards."""
    if to is WorkflowState.SUBMITTED:
        return {"submitted_on": today}
    return {"published_on": today} if to is WorkflowState.PUBLISHED else {}
