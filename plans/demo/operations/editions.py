"""Begins the next edition of plans that are due for their refresh: one is published, one is being written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from concordat.periods import financial_year_of
from plans.demo.rules.days import working_day
from plans.models import Action, ActionPartner, ActionStandard, Plan
from plans.planning.operations import begin_edition, take_over
from plans.planning.rules.states import WorkflowState

_BEGUN, _SUBMITTED, _PUBLISHED, _LATELY = 95, 60, 40, 12


def begin_editions(today: date) -> None:
    """Refresh the first plan that is due for it as if that had happened some weeks ago, and begin the second's."""
    due = list(Plan.objects.filter(workflow_state=WorkflowState.REFRESH_DUE).order_by("pk")[:2])
    editions = [begin_edition(plan_id=plan.pk, plan_year=financial_year_of(today), by=None) for plan in due]
    if len(editions) == 2:
        _publish(editions[0], today)
    for edition in editions[-1:]:
        _happened(edition, working_day(today - timedelta(days=_LATELY)))


def _publish(plan: Plan, today: date) -> None:
    begun, submitted, published = (working_day(today - timedelta(days=n)) for n in (_BEGUN, _SUBMITTED, _PUBLISHED))
    _happened(plan, begun)
    Plan.objects.filter(pk=plan.pk).update(
        workflow_state=WorkflowState.PUBLISHED, submitted_on=submitted, published_on=published
    )
    take_over(plan_id=plan.pk, by=None)
    published_then = Plan.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj_id=plan.pk, workflow_state=WorkflowState.PUBLISHED
    )
    published_then.update(pgh_created_at=_at(published))


def _happened(plan: Plan, day: date) -> None:
    """Say that everything in the history of an edition happened on a day."""
    linked = {"action__plan": plan.pk}
    told: tuple[tuple[Any, dict[str, int]], ...] = (
        (Plan, {"pgh_obj_id": plan.pk}),
        (Action, {"plan_id": plan.pk}),
        (ActionPartner, linked),
        (ActionStandard, linked),
    )
    for model, condition in told:
        model.pgh_event_model.objects.filter(**condition).update(pgh_created_at=_at(day))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
