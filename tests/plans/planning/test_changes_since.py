"""What became of a plan since a day, from the history that the database keeps."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Action
from plans.planning.operations import add_actions, edit_action
from plans.planning.queries.since import changes_since
from plans.planning.rules.actions import NewAction
from plans.planning.rules.since import Mark
from tests.cast import Cast, make_action
from tests.plans.planning.past import happened_on

MEETING = date(2020, 9, 1)


@pytest.fixture(autouse=True)
def the_plan_is_of_june(cast: Cast) -> None:
    happened_on(date(2020, 6, 1))


def edit(action: Action, **changes: object) -> None:
    version = Action.objects.get(pk=action.pk).version
    edit_action(action_id=action.pk, expected_version=version, changes=changes, by=None)


def test_before_anything_happened_there_is_nothing_to_tell(cast: Cast) -> None:
    assert changes_since(cast.plan, MEETING).actions == ()


def test_what_was_changed_since_is_told_with_what_it_said_then(cast: Cast) -> None:
    edit(cast.police_action, text="First words")
    happened_on(date(2020, 8, 1))
    edit(cast.police_action, text="Second words")
    edit(cast.police_action, text="Third words", lead_id=cast.trust.pk)
    (change,) = changes_since(cast.plan, MEETING).actions
    assert [(one.before, one.after) for one in change.fields] == [
        ("First words", "Third words"),
        ("Northshire Police", "Northshire Mental Health NHS Trust"),
    ]


def test_what_happened_on_the_day_itself_is_told(cast: Cast) -> None:
    edit(cast.police_action, text="Other words")
    happened_on(MEETING)
    assert len(changes_since(cast.plan, MEETING).actions) == 1
    assert changes_since(cast.plan, date(2020, 9, 2)).actions == ()


def test_a_new_action_is_told_as_new(cast: Cast) -> None:
    added = make_action(cast.plan, "Open a crisis café.")
    assert [one.now.id for one in changes_since(cast.plan, MEETING).of(Mark.NEW)] == [added.pk]


def test_a_raw_write_is_told_too(cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    assert changes_since(cast.plan, MEETING).of(Mark.FINISHED)[0].now.id == cast.council_action.pk


def test_a_change_that_was_taken_back_is_no_change(cast: Cast) -> None:
    edit(cast.police_action, text="Other words")
    edit(cast.police_action, text=cast.police_action.text)
    assert changes_since(cast.plan, MEETING).actions == ()


def test_other_plans_do_not_come_in(cast: Cast) -> None:
    make_action(cast.other_plan, "Theirs")
    assert changes_since(cast.plan, MEETING).actions == ()


def test_it_takes_as_many_statements_for_300_actions_as_for_3(cast: Cast) -> None:
    seen = []
    for count in (3, 297):
        add_actions(
            plan_id=cast.plan.pk, rows=[NewAction(f"Action {n}", lead_id=cast.police.pk) for n in range(count)], by=None
        )
        with CaptureQueriesContext(connection) as queries:
            assert changes_since(cast.plan, MEETING).actions
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 4
