"""The dated steps inside an action, kept in order and never lost."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.models import AuditEntry
from plans.models import Action, Milestone
from plans.planning.operations import (
    StaleSave,
    add_milestone,
    add_named_milestones,
    edit_action,
    edit_milestone,
    set_done,
)
from plans.planning.rules.milestones import Wanted, moved
from tests.cast import Cast


@pytest.fixture
def action(cast: Cast) -> Action:
    for place, text in enumerate(("First", "Second", "Third"), start=1):
        Milestone.objects.create(action=cast.police_action, position=place, text=text, due=date(2027, place, 1))
    return cast.police_action


def texts(action: Action) -> list[str]:
    return list(action.milestones.order_by("position").values_list("text", flat=True))


def step(action: Action, text: str) -> Milestone:
    return action.milestones.get(text=text)


def edit(milestone: Milestone, version: int = 1, **wanted: object) -> None:
    start = {"text": milestone.text, "due": milestone.due, "done_on": milestone.done_on, "place": milestone.position}
    wanted_now = Wanted(**{**start, **wanted})  # type: ignore[arg-type]
    edit_milestone(milestone_id=milestone.pk, expected_version=version, wanted=wanted_now, by=None)


@given(st.lists(st.integers(1, 99), min_size=1, unique=True), st.data(), st.integers(-5, 120))
def test_moving_one_keeps_all_and_the_order_of_the_others(ids: list[int], data: st.DataObject, place: int) -> None:
    one = data.draw(st.sampled_from(ids))
    after = moved(ids, one, place)
    assert sorted(after) == sorted(ids)
    assert [pk for pk in after if pk != one] == [pk for pk in ids if pk != one]
    assert after.index(one) == min(max(place, 1), len(ids)) - 1


def test_a_new_step_comes_last_or_where_it_is_wanted(action: Action) -> None:
    add_milestone(action_id=action.pk, wanted=Wanted("Last"), by=None)
    add_milestone(action_id=action.pk, wanted=Wanted("Begin", place=1), by=None)
    assert texts(action) == ["Begin", "First", "Second", "Third", "Last"]


def test_the_same_form_twice_makes_one_step(action: Action) -> None:
    key = uuid4()
    for _ in range(2):
        add_milestone(action_id=action.pk, wanted=Wanted("Once"), by=None, submission_key=key)
    assert texts(action).count("Once") == 1


def test_a_step_is_moved_and_the_others_follow(action: Action) -> None:
    edit(step(action, "Third"), place=1)
    assert texts(action) == ["Third", "First", "Second"]


def test_a_stale_save_writes_nothing(action: Action) -> None:
    edit(step(action, "First"), text="Theirs")
    with pytest.raises(StaleSave) as refused:
        edit(step(action, "Theirs"), version=1, text="Mine", place=3)
    assert refused.value.current.text == "Theirs"
    assert texts(action) == ["Theirs", "Second", "Third"]


def test_a_step_is_done_on_a_day_and_can_be_opened_again(action: Action) -> None:
    first = step(action, "First")
    set_done(milestone_id=first.pk, done_on=date(2026, 11, 2), by=None)
    assert step(action, "First").done_on == date(2026, 11, 2)
    set_done(milestone_id=first.pk, done_on=None, by=None)
    assert step(action, "First").done_on is None
    verbs = AuditEntry.objects.filter(object_kind="action", object_id=action.pk).values_list("verb", flat=True)
    assert list(verbs) == ["reopened milestone", "finished milestone"]


def test_said_twice_it_is_recorded_once(action: Action) -> None:
    for _ in range(2):
        set_done(milestone_id=step(action, "First").pk, done_on=date(2026, 11, 2), by=None)
    assert AuditEntry.objects.filter(verb="finished milestone").count() == 1


def test_a_new_timescale_leaves_what_somebody_wrote_or_finished(cast: Cast) -> None:
    edit_action(action_id=cast.police_action.pk, expected_version=1, changes={"timescale": "Q1 and Q3"}, by=None)
    add_milestone(action_id=cast.police_action.pk, wanted=Wanted("Ours"), by=None)
    set_done(milestone_id=step(cast.police_action, "Q1").pk, done_on=date(2026, 6, 1), by=None)
    edit_action(action_id=cast.police_action.pk, expected_version=2, changes={"timescale": "Q2 and Q4"}, by=None)
    assert texts(cast.police_action) == ["Q1", "Ours", "Q2", "Q4"]


def test_dates_of_the_timescale_become_steps_once(cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(timescale="June 2026; March 2027")
    Milestone.objects.create(action=cast.police_action, position=1, text="Mine", due=date(2026, 6, 30))
    assert add_named_milestones(action_id=cast.police_action.pk, by=None) == 1
    assert add_named_milestones(action_id=cast.police_action.pk, by=None) == 0
    assert texts(cast.police_action) == ["Mine", "March 2027"]
