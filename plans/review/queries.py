"""Reads about a plan's way to being published."""

from __future__ import annotations

from areas.people.access import Reach
from plans.planning.models import Action, Plan
from plans.planning.queries.access import region_ids_of
from plans.planning.rules.states import DeliveryState
from plans.review.models import ReviewStep
from plans.review.rules import PERMISSION_FOR, Move, PlanFacts, moves_from

_GONE = [DeliveryState.MERGED, DeliveryState.WITHDRAWN]


def facts_of(plan: Plan) -> PlanFacts:
    """Return what the rules need to know of a plan (one statement)."""
    actions = Action.objects.filter(plan_id=plan.pk).exclude(delivery_state__in=_GONE).count()
    return PlanFacts(plan.workflow_state, actions)


def moves_for(reach: Reach, plan: Plan) -> tuple[Move, ...]:
    """Return the steps this person may take with the plan now (at most one statement)."""
    open_now = moves_from(plan.workflow_state)
    regions = region_ids_of(plan.pk) if open_now and reach.regions else frozenset()
    return tuple(
        move
        for move in open_now
        if reach.may(PERMISSION_FOR[move], partnership_id=plan.partnership_id, region_ids=regions)
    )


def steps_of(plan: Plan) -> list[ReviewStep]:
    """Return the steps the plan took, newest first, with who took them."""
    return list(ReviewStep.objects.filter(plan=plan).select_related("by"))


def last_step(plan: Plan) -> ReviewStep | None:
    """Return the newest step."""
    return ReviewStep.objects.filter(plan=plan).select_related("by").first()
