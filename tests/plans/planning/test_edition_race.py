"""Two people begin, or one updates while another publishes: one edition, and no news lost."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from django.db import transaction

from plans.models import Action, Plan, ProgressUpdate
from plans.planning.operations import begin_edition, take_over
from tests.cast import Cast
from tests.plans.progress.test_race import at_once, say

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_begin_the_refresh_at_once_begin_one_edition(cast: Cast) -> None:
    results = at_once(*(lambda: begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None) for _ in range(4)))
    assert len({plan.pk for plan in results if isinstance(plan, Plan)}) == 1
    assert Action.objects.filter(plan__refreshes=cast.plan).count() == 2


def test_an_update_that_was_under_way_when_the_next_edition_was_published_comes_over(cast: Cast) -> None:
    new = begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None)
    said = Event()

    def update() -> None:
        with transaction.atomic():
            say(cast, "Begun at the last minute.")
            said.set()
            Event().wait(0.5)  # not committed yet, while the other one publishes

    def publish() -> None:
        said.wait(10)
        with transaction.atomic():
            Plan.objects.filter(pk=new.pk).update(published_on=date(2026, 11, 23))
            take_over(plan_id=new.pk, by=None)

    at_once(update, publish)
    assert Action.objects.get(carried_from=cast.police_action).delivery_state == "in_progress"


def test_an_update_that_came_while_the_next_edition_was_being_published_is_recorded_there(cast: Cast) -> None:
    new = begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None)
    closed = Event()

    def publish() -> None:
        with transaction.atomic():
            Plan.objects.filter(pk=new.pk).update(published_on=date(2026, 11, 23))
            take_over(plan_id=new.pk, by=None)
            closed.set()
            Event().wait(0.5)  # not committed yet, while the other one saves

    def update() -> None:
        closed.wait(10)
        say(cast, "In the very moment.")

    at_once(publish, update)
    copy = Action.objects.get(carried_from=cast.police_action)
    assert (copy.delivery_state, ProgressUpdate.objects.get().action_id) == ("in_progress", copy.pk)
    assert Action.objects.get(pk=cast.police_action.pk).delivery_state == "not_started"
