"""The way of a plan from draft to published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.roles.rules import Role, roles_with
from plans.planning.rules.states import WorkflowState
from plans.review.rules import (
    PERMISSION_FOR,
    WORKFLOW,
    Move,
    MoveRefused,
    PlanFacts,
    check_move,
    moves_from,
    next_state,
    slug_of,
    why_not,
)

STATES = st.sampled_from(list(WorkflowState))
MOVES = st.sampled_from(list(Move))


def test_the_table_names_every_state_and_every_step() -> None:
    assert set(WORKFLOW) == set(WorkflowState)
    assert all(set(row) == set(Move) for row in WORKFLOW.values())
    assert set(PERMISSION_FOR) == set(Move)


def test_the_steps_have_addresses_of_their_own() -> None:
    assert len({slug_of(move) for move in Move}) == len(Move)


@given(steps=st.lists(MOVES, max_size=12))
def test_nothing_is_published_without_having_been_approved(steps: list[Move]) -> None:
    state, taken = WorkflowState.DRAFT, [WorkflowState.DRAFT]
    for move in steps:
        state = next_state(state, move) or state
        taken.append(state)
    if WorkflowState.PUBLISHED in taken:
        assert WorkflowState.APPROVED in taken[: taken.index(WorkflowState.PUBLISHED)]


@given(state=STATES)
def test_no_state_is_a_dead_end(state: WorkflowState) -> None:
    assert moves_from(state)


@given(state=STATES, move=MOVES)
def test_an_empty_plan_is_never_submitted_approved_or_published(state: WorkflowState, move: Move) -> None:
    arrived = None if why_not(PlanFacts(state, 0), move) else next_state(state, move)
    assert arrived not in (WorkflowState.SUBMITTED, WorkflowState.APPROVED, WorkflowState.PUBLISHED)


@given(state=STATES, move=MOVES, actions=st.integers(0, 3))
def test_a_step_is_refused_exactly_when_a_reason_can_be_given(state: WorkflowState, move: Move, actions: int) -> None:
    facts = PlanFacts(state, actions)
    if why_not(facts, move):
        with pytest.raises(MoveRefused):
            check_move(facts, move, "A word")
    else:
        assert check_move(facts, move, "A word") == next_state(state, move)


def test_a_plan_is_not_returned_without_a_word() -> None:
    with pytest.raises(MoveRefused, match="what you suggest"):
        check_move(PlanFacts(WorkflowState.SUBMITTED, 3), Move.RETURN, "  ")


@pytest.mark.parametrize(
    ("move", "roles"),
    [
        (Move.SUBMIT, {Role.OFFICER, Role.AREA_LEAD}),
        (Move.RETURN, {Role.REGIONAL_LEAD}),
        (Move.APPROVE, {Role.REGIONAL_LEAD}),
        (Move.PUBLISH, {Role.AREA_LEAD}),
    ],
)
def test_each_step_has_its_people(move: Move, roles: set[Role]) -> None:
    assert roles_with(PERMISSION_FOR[move]) == roles
