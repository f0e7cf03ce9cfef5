"""Who may update, which moves there are, and what an update must say."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from areas.people.access import NOBODY, Reach
from areas.roles.rules import Role
from plans.planning.rules.states import Confidence, DeliveryState
from plans.progress.queries import check_may_update
from plans.progress.rules import (
    MOVES,
    ActionFacts,
    Hand,
    NewUpdate,
    may_update,
    problems_in,
    states_from,
)

STATES = st.sampled_from(list(DeliveryState))
OFFICER = Reach(person_id=1, partnerships={7: frozenset({Role.OFFICER})})
POLICE = Reach(person_id=2, partnerships={7: frozenset({Role.CONTRIBUTOR})}, organisations={7: frozenset({3})})
REGIONAL = Reach(person_id=3, regions={1: frozenset({Role.REGIONAL_LEAD})})


def facts(state: str = "in_progress", organisations: frozenset[int] = frozenset({3})) -> ActionFacts:
    return ActionFacts(7, state, organisations)


def test_the_table_of_moves_names_every_pair_of_states() -> None:
    assert all(set(row) == set(DeliveryState) for row in MOVES.values())
    assert set(MOVES) == set(DeliveryState)


@given(now=STATES, to=STATES)
def test_an_officer_may_do_all_that_a_contributor_may(now: DeliveryState, to: DeliveryState) -> None:
    if to in states_from(now, Hand.LEAD):
        assert to in states_from(now, Hand.OFFICER)


@given(now=STATES, moves=st.lists(STATES, max_size=6))
def test_no_state_is_a_dead_end(now: DeliveryState, moves: list[DeliveryState]) -> None:
    for to in moves:
        now = to if to in states_from(now, Hand.LEAD) else now
    assert DeliveryState.IN_PROGRESS in states_from(now, Hand.OFFICER)


@given(now=STATES, moves=st.lists(STATES, max_size=8))
def test_a_contributor_never_merges_or_withdraws(now: DeliveryState, moves: list[DeliveryState]) -> None:
    began = now
    for to in moves:
        now = to if to in states_from(now, Hand.LEAD) else now
    gone = {DeliveryState.MERGED, DeliveryState.WITHDRAWN}
    assert now == began or now not in gone


@given(
    now=STATES,
    to=STATES,
    confidence=st.sampled_from(["", *Confidence]),
    reason=st.sampled_from(["", "  ", "Funding"]),
    narrative=st.sampled_from(["", "Trained 40 officers"]),
)
def test_an_update_without_problems_fits_the_table_s_constraints(
    now: DeliveryState, to: DeliveryState, confidence: str, reason: str, narrative: str
) -> None:
    update = NewUpdate(to, confidence, narrative, reason, merged_into_id=9)
    if not problems_in(update, now=now, hand=Hand.OFFICER):
        assert not confidence or to in (DeliveryState.NOT_STARTED, DeliveryState.IN_PROGRESS)
        assert confidence not in (Confidence.AT_RISK, Confidence.OFF_TRACK) or reason.strip()


def test_an_officer_updates_any_action_of_the_partnership() -> None:
    assert may_update(OFFICER, facts(organisations=frozenset()))


def test_a_contributor_updates_what_the_own_organisation_leads_or_supports() -> None:
    assert may_update(POLICE, facts(organisations=frozenset({3, 4})))
    assert not may_update(POLICE, facts(organisations=frozenset({4})))


def test_a_contributor_does_not_update_what_was_withdrawn() -> None:
    assert not may_update(POLICE, facts("withdrawn"))


@pytest.mark.parametrize("reach", [NOBODY, REGIONAL])
def test_nobody_else_updates(reach: Reach) -> None:
    with pytest.raises(PermissionDenied):
        check_may_update(reach, facts())


@pytest.mark.parametrize(
    ("update", "field"),
    [
        (NewUpdate("in_progress", "", "Begun"), "confidence"),
        (NewUpdate("in_progress", "at_risk", "Begun"), "reason"),
        (NewUpdate("in_progress", "certain", "Begun"), "confidence"),
        (NewUpdate("complete", "on_track", "Done"), "confidence"),
        (NewUpdate("complete"), "narrative"),
        (NewUpdate("merged", "", "Joined"), "merged_into"),
        (NewUpdate("forgotten", "", "x"), "delivery_state"),
    ],
)
def test_an_update_says_what_it_must(update: NewUpdate, field: str) -> None:
    problems = problems_in(update, now="in_progress", hand=Hand.OFFICER)
    assert [problem.field for problem in problems] == [field]


def test_still_true_needs_no_sentence() -> None:
    assert not problems_in(NewUpdate("in_progress", "on_track", still_true=True), now="in_progress", hand=Hand.LEAD)
