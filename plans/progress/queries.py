"""Reads about how actions go."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from areas.models import Organisation
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Action, Milestone
from plans.planning.queries.access import brief_action_for
from plans.planning.rules.states import DeliveryState
from plans.progress.models import ProgressUpdate
from plans.progress.rules import ActionFacts, Hand, hand_of, may_update
from plans.standards.models import Standard


@dataclass(frozen=True)
class ActionInFull:
    """What hangs on an action beside its own row."""

    partners: list[Organisation]
    standards: list[Standard]
    milestones: list[Milestone]


def facts_of(action: Action) -> ActionFacts:
    """Return what the rules need to know of an action (one statement)."""
    partners = action.partners.values_list("pk", flat=True)
    organisations = {*partners, *([action.lead_id] if action.lead_id else [])}
    return ActionFacts(action.plan.partnership_id, action.delivery_state, frozenset(organisations))


def action_to_update(reach: Reach, action_id: int) -> tuple[Action, Hand]:
    """Return an action with its plan, and with whose hand the person updates it (one or two statements).

    Raises:
        Http404: there is no such action, or the person may not see it.
        PermissionDenied: the person may see it but not update it.
    """
    action = brief_action_for(reach, action_id)
    if reach.may(P.UPDATE_ACTIONS, partnership_id=action.plan.partnership_id):
        return action, check_may_update(reach, ActionFacts(action.plan.partnership_id, action.delivery_state))
    return action, check_may_update(reach, facts_of(action))


def check_may_update(reach: Reach, facts: ActionFacts) -> Hand:
    """Return with whose hand the person updates the action.

    Raises:
        PermissionDenied: the person may see the action, but not say how it stands.
    """
    hand = hand_of(reach, facts)
    if hand is None or not may_update(reach, facts):
        raise PermissionDenied
    return hand


def others_in_plan(action: Action) -> QuerySet[Action]:
    """Return the actions into which this one can be merged, in the plan's order."""
    gone = [DeliveryState.MERGED, DeliveryState.WITHDRAWN]
    others = Action.objects.filter(plan_id=action.plan_id).exclude(pk=action.pk)
    return others.exclude(delivery_state__in=gone).order_by("position", "pk")


def action_in_full(action: Action) -> ActionInFull:
    """Return what hangs on an action (three statements)."""
    return ActionInFull(
        partners=list(action.partners.all()),
        standards=list(action.standards.select_related("section__framework")),
        milestones=list(action.milestones.all()),
    )


def updates_of(action: Action) -> QuerySet[ProgressUpdate]:
    """Return the updates of an action, newest first, with who wrote them."""
    return ProgressUpdate.objects.filter(action=action).select_related("by")


def update_under(key: UUID | None) -> ProgressUpdate | None:
    """Return the update that a form with this key made, if it made one."""
    return ProgressUpdate.objects.filter(submission_key=key).order_by().first() if key else None
