"""What each of the four steps asks, and what is still missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import (
    Decision,
    Drafted,
    Fate,
    GroupAndText,
    Line,
    OwnOrganisation,
    Progress,
    Step,
    judge,
    missing_in,
    part_of,
    progress_of,
    seal,
)
from tests.areas.declarations.helpers import SIGNED_ON, TEXT, TODAY

NOTHING = Drafted(OwnOrganisation(), GroupAndText())
WHOLE = Drafted(OwnOrganisation(7, post="Chief executive"), GroupAndText(True, TEXT, SIGNED_ON), others_done=True)
LINE = Line(3, 1, "Northshire Police", Decision.KNOWN, organisation_id=8)


def test_at_first_every_step_is_still_to_do() -> None:
    assert set(progress_of(NOTHING, []).values()) == {Progress.TODO}
    assert all(missing_in(NOTHING, []).values())


def test_when_all_is_said_nothing_is_missing() -> None:
    assert not any(missing_in(WHOLE, judge([LINE], {}, TODAY)).values())


@pytest.mark.parametrize(
    ("drafted", "step"),
    [
        (replace(WHOLE, own=OwnOrganisation(post="Chief executive")), Step.ORGANISATION),
        (replace(WHOLE, own=OwnOrganisation(new_name="Blue Door")), Step.ORGANISATION),
        (replace(WHOLE, group=GroupAndText(False, TEXT, SIGNED_ON)), Step.GROUP),
        (replace(WHOLE, group=GroupAndText(True, "  ", SIGNED_ON)), Step.GROUP),
        (replace(WHOLE, group=GroupAndText(True, TEXT, None)), Step.GROUP),
    ],
)
def test_a_step_that_lacks_something_is_begun_and_says_what(drafted: Drafted, step: Step) -> None:
    assert [one for one, wants in missing_in(drafted, []).items() if wants] == [step]
    assert progress_of(drafted, [])[step] is Progress.BEGUN


def test_a_line_without_its_answer_keeps_the_third_step_open() -> None:
    judged = judge([replace(LINE, decision=Decision.OPEN)], {}, TODAY)
    assert missing_in(WHOLE, judged)[Step.OTHERS] == ["Answer 1 line of the list"]


def test_ones_own_organisation_in_the_list_counts_once_as_it_was_written_first() -> None:
    own = WHOLE.own.line()
    assert own
    first, second = judge([own, replace(LINE, organisation_id=7, post="Leader")], {}, TODAY)
    assert (first.fate, second.fate) == (Fate.ADD, Fate.DOUBLE)
    assert "first step" in second.why


_OWN = st.builds(OwnOrganisation, st.none() | st.integers(1, 3), st.sampled_from(["", "A"]), st.none() | st.just(1))
_GROUP = st.builds(GroupAndText, st.booleans(), st.text(max_size=3), st.none() | st.dates())
_DRAFTED = st.builds(Drafted, _OWN, _GROUP, st.booleans())


@given(_DRAFTED, _DRAFTED, st.sampled_from([Step.ORGANISATION, Step.GROUP, Step.OTHERS]))
def test_a_seal_is_the_same_exactly_while_the_step_says_the_same(one: Drafted, other: Drafted, step: Step) -> None:
    mine, theirs = part_of(one, step), part_of(other, step)
    assert (seal(mine) == seal(theirs)) is (mine == theirs)
