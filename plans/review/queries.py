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
    """Return what the rules need to know of a plan (two statements)."""
    actions = Action.objects.filter(plan_id=plan.pk).exclude(delivery_state__in=_GONE).count()
    newer = next_edition(plan)
    return PlanFacts(plan.workflow_state, actions, newer.edition if newer else 0)


def next_edition(plan: Plan) -> Plan | None:
    """Return the edition that refreshes this one, if it was begun."""
    return Plan.objects.filter(refreshes=plan).first()


def moves_for(reach: Reach, plan: Plan) -> tuple[Move, ...]:
    """Return the steps this person may take with the plan now; none once its next edition has been begun."""
    if plan.next_edition:
        return ()
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
