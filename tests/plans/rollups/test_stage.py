"""How far an area has come follows from what is recorded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.planning.rules.states import Rhythm
from plans.rollups.rules import Stage, StageFacts, heard_until, is_stale, stage_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (StageFacts(), Stage.NOTHING),
        (StageFacts(has_group=True), Stage.GROUP),
        (StageFacts(has_group=True, is_declared=True), Stage.DECLARED),
        (StageFacts(has_group=True, is_declared=True, has_plan=True), Stage.DRAFT),
        (StageFacts(has_plan=True), Stage.DRAFT),
        (StageFacts(has_plan=True, is_submitted=True), Stage.SUBMITTED),
        (StageFacts(has_plan=True, is_published=True), Stage.PUBLISHED),
        (StageFacts(has_plan=True, is_published=True, actions=20), Stage.PUBLISHED),
        (StageFacts(has_plan=True, is_published=True, actions=20, begun=1), Stage.DELIVERING),
        (StageFacts(has_plan=True, is_published=True, actions=20, begun=15, complete=9), Stage.DELIVERING),
        (StageFacts(has_plan=True, is_published=True, actions=20, begun=15, complete=10), Stage.PART),
        (StageFacts(has_plan=True, is_published=True, actions=20, begun=20, complete=20), Stage.DELIVERED),
    ],
)
def test_the_stage_is_the_furthest_one_reached(facts: StageFacts, stage: Stage) -> None:
    assert stage_of(facts) is stage


@given(st.integers(0, 50).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_more_complete_actions_never_take_an_area_back(counts: tuple[int, int]) -> None:
    actions, complete = counts
    steps = [
        stage_of(StageFacts(is_published=True, actions=actions, begun=done, complete=done)).step
        for done in range(complete + 1)
    ]
    assert steps == sorted(steps)


def test_every_stage_has_a_step_and_a_meaning() -> None:
    assert [stage.step for stage in Stage] == list(range(1, 10))
    assert all(stage.meaning.endswith(".") for stage in Stage)


@pytest.mark.parametrize(
    ("heard_on", "stale"), [(date(2026, 8, 9), False), (date(2026, 8, 8), True), (date(2026, 11, 23), False)]
)
def test_a_quarterly_plan_is_silent_after_a_quarter_and_two_weeks(heard_on: date, stale: bool) -> None:
    assert is_stale(heard_until(heard_on, Rhythm.QUARTERLY), TODAY) is stale


def test_nobody_is_waited_for_where_no_action_is_live() -> None:
    assert is_stale(None, TODAY) is False
