"""Somebody edits an action of the draft while another publishes it: one waits for the other, neither is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import transaction

from plans.models import Action, Plan
from plans.planning.operations import begin_edition, mark_changed
from plans.planning.rules.states import WorkflowState
from plans.review.operations import publish
from tests.cast import Cast
from tests.plans.progress.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_edit_under_way_and_the_publishing_of_its_edition_both_succeed(cast: Cast) -> None:
    draft = begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None)
    Plan.objects.filter(pk=draft.pk).update(workflow_state=WorkflowState.APPROVED)
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=datetime(2026, 11, 24, tzinfo=UTC))
    copy = Action.objects.get(carried_from=cast.police_action)
    edited = Event()

    def edit() -> None:
        with transaction.atomic():
            Action.objects.filter(pk=copy.pk).update(outcome="Fewer people wait.")
            edited.set()
            Event().wait(0.5)  # the action is held, and the other one begins
            mark_changed(draft.pk)

    def let_it_be_read() -> None:
        edited.wait(10)
        publish(plan_id=draft.pk, by=None)

    results = at_once(edit, let_it_be_read)
    assert [result for result in results if isinstance(result, Exception)] == []
    copy.refresh_from_db()
    assert (copy.outcome, copy.last_heard_at) == ("Fewer people wait.", datetime(2026, 11, 24, tzinfo=UTC))
