"""What each line of a list will do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import Decision, Fate, Line, SignatoryRole, Signature, judge
from tests.areas.declarations.helpers import SIGNED_ON, TODAY

KNOWN = Line(1, 1, "Northshire Police", Decision.KNOWN, organisation_id=7, post="Chief constable")
NEW = Line(2, 2, "Blue Door", Decision.NEW, kind_id=3)
STANDS = {7: Signature(SignatoryRole.SUPPORTER, "Chief constable", SIGNED_ON)}


def fates(*lines: Line, standing: dict[int, Signature] | None = None) -> list[Fate]:
    return [one.fate for one in judge(lines, standing or {}, TODAY, SIGNED_ON)]


def test_who_does_not_stand_is_added_on_the_day_of_the_declaration() -> None:
    (one,) = judge([KNOWN], {}, TODAY, SIGNED_ON)
    assert (one.fate, one.signature) == (
        Fate.ADD, Signature(SignatoryRole.SIGNATORY, "Chief constable", SIGNED_ON),
    )  # fmt: skip


def test_what_a_list_does_not_say_changes_nothing() -> None:
    assert fates(KNOWN, standing=STANDS) == [Fate.SAME]


def test_what_a_list_says_otherwise_changes_the_entry() -> None:
    (one,) = judge([replace(KNOWN, post="Commander")], STANDS, TODAY)
    assert (one.fate, one.signature) == (Fate.CHANGE, Signature(SignatoryRole.SUPPORTER, "Commander", SIGNED_ON))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (replace(KNOWN, decision=Decision.OPEN), "Which organisation is this?"),
        (replace(KNOWN, decision=Decision.OPEN, name=""), "No organisation was found"),
        (replace(KNOWN, day_text="31/2/2014"), "“31/2/2014” cannot be read"),
        (replace(KNOWN, day=TODAY + timedelta(days=1)), "today or earlier"),
        (replace(KNOWN, post="Dr Jane Jones"), "person’s name"),
        (replace(KNOWN, post="x" * 121), "Shorten the post"),
        (replace(NEW, name="x" * 161), "Shorten the name"),
    ],
)
def test_what_cannot_be_recorded_asks(line: Line, sentence: str) -> None:
    (one,) = judge([line], {}, TODAY)
    assert one.fate is Fate.ASK
    assert sentence in one.why


def test_the_same_line_twice_counts_once() -> None:
    assert fates(KNOWN, replace(KNOWN, pk=9, position=9)) == [Fate.ADD, Fate.DOUBLE]


def test_one_organisation_in_two_ways_asks() -> None:
    assert fates(KNOWN, replace(KNOWN, pk=9, post="Commander")) == [Fate.ADD, Fate.ASK]


def test_a_new_organisation_named_twice_counts_once_whatever_its_case() -> None:
    assert fates(NEW, replace(NEW, pk=9, name="BLUE  door")) == [Fate.NEW, Fate.DOUBLE]


def test_what_is_left_out_does_nothing_however_wrong_it_is() -> None:
    assert fates(replace(KNOWN, decision=Decision.OUT, day_text="?", post="Dr Jane Jones")) == [Fate.OUT]


_LINES = st.builds(
    Line,
    pk=st.integers(1, 99), position=st.integers(1, 99), name=st.sampled_from(["", "A", "a", "B"]),
    decision=st.just(Decision.KNOWN), organisation_id=st.integers(6, 9),
    role=st.none() | st.sampled_from(SignatoryRole), post=st.sampled_from(["", "Chief", "Dr Jones X"]),
    day=st.none() | st.dates(date(2014, 1, 1), date(2027, 1, 1)), day_text=st.sampled_from(["", "?"]),
)  # fmt: skip


@given(st.lists(_LINES, max_size=8))
def test_recorded_once_the_same_list_changes_nothing_more(lines: list[Line]) -> None:
    first = judge(lines, STANDS, TODAY, SIGNED_ON)
    now = dict(STANDS)
    now |= {
        one.line.organisation_id: one.signature
        for one in first
        if one.signature and one.fate in (Fate.ADD, Fate.CHANGE)
    }
    again = judge(lines, now, TODAY, SIGNED_ON)
    assert not {Fate.ADD, Fate.CHANGE} & {one.fate for one in again}
