"""Reads about the dated steps inside an action."""

from __future__ import annotations

from django.http import Http404

from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Action, Milestone
from plans.planning.queries.access import action_for
from plans.planning.rules.milestones import not_yet_milestones
from plans.planning.rules.timescale import read_timescale


def milestone_for(reach: Reach, milestone_id: int, permission: P = P.VIEW) -> tuple[Milestone, Action]:
    """Return a step and its action, if ``reach`` carries ``permission`` for it.

    Raises:
        Http404: there is no such step, the person may not see it, or its action goes on in a newer edition.
        PermissionDenied: the person may see it but not do this.
    """
    step = Milestone.objects.filter(pk=milestone_id).first()
    if step is None:
        raise Http404
    action = action_for(reach, step.action_id, permission)
    if action.pk != step.action_id:
        raise Http404
    return step, action


def dates_without_milestone(action: Action, steps: list[Milestone]) -> int:
    """Return how many values of the action's timescale no milestone stands for yet."""
    reading = read_timescale(action.timescale, plan_year=action.plan.plan_year)
    return len(not_yet_milestones(reading, [(step.text, step.due) for step in steps]))
