"""Reads about one action: what hangs on it, and who may say how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from areas.models import Organisation
from areas.people.access import Reach, Visitor
from areas.roles.rules import P
from plans.planning.models import Action, Milestone
from plans.planning.queries.access import brief_action_for, goes_on_as
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


def facts_of(action: Action, partners: Iterable[Organisation] | None = None) -> ActionFacts:
    """Return what the rules need to know of an action (one statement, none where its ``partners`` are read)."""
    ids = action.partners.values_list("pk", flat=True) if partners is None else [one.pk for one in partners]
    organisations = {*ids, *([action.lead_id] if action.lead_id else [])}
    return ActionFacts(
        action.plan.partnership_id, action.delivery_state, frozenset(organisations), action.plan.is_replaced
    )


def action_to_update(person: Visitor, action_id: int) -> tuple[Action, Hand]:
    """Return an action with its plan, and with whose hand the person updates it (one or two statements).

    An action that goes on in a newer edition is updated there: old letters still lead to the right one.

    Raises:
        Http404: there is no such action, or the person may not see it.
        PermissionDenied: the person may see it but not update it.
    """
    action, reach = brief_action_for(person, action_id)
    action = goes_on_as(action) or action
    plan = action.plan
    if reach.may(P.UPDATE_ACTIONS, partnership_id=plan.partnership_id):
        facts = ActionFacts(plan.partnership_id, action.delivery_state, is_replaced=plan.is_replaced)
        return action, check_may_update(reach, facts)
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
    """Return the updates of an action, newest first, with who wrote them; those of earlier editions too."""
    return ProgressUpdate.objects.filter(action__in=lineage_of(action)).select_related("by")


def lineage_of(action: Action) -> list[int]:
    """Return the ids of an action and of what it was carried from (one statement for each edition before)."""
    found, source = [action.pk], action.carried_from_id
    while source:
        found.append(source)
        source = Action.objects.filter(pk=source).values_list("carried_from_id", flat=True).get()
    return found


def copy_of(action: Action) -> Action | None:
    """Return the action that carries this one into the next edition, if there is one (one statement or none)."""
    if not action.plan.next_edition:
        return None
    return Action.objects.filter(carried_from=action).select_related("plan").first()


def update_under(key: UUID | None) -> ProgressUpdate | None:
    """Return the update that a form with this key made, if it made one."""
    return ProgressUpdate.objects.filter(submission_key=key).order_by().first() if key else None
