"""How evidence stands, and when a link that does not answer is called broken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.evidence.rules import (
    CHECK_AGAIN,
    CHECK_EVERY,
    Finding,
    LinkState,
    NewEvidence,
    Standing,
    judge,
    problems_in,
    standing_of,
)

TODAY = date(2026, 11, 23)
SILENT = Finding(LinkState.DOUBTFUL, "The server took too long")
GONE = Finding(LinkState.BROKEN, "The page is not there any more", final=True)
GOOD = Finding(LinkState.ANSWERS, "It answers")


def test_one_silent_day_is_a_doubt_and_two_are_a_broken_link() -> None:
    first = judge(SILENT, 0)
    assert (first.state, first.next_in) == (LinkState.DOUBTFUL, CHECK_AGAIN)
    assert judge(SILENT, first.failures).state is LinkState.BROKEN


def test_a_page_that_is_gone_is_broken_at_once() -> None:
    assert judge(GONE, 0).state is LinkState.BROKEN


@given(st.integers(0, 50))
def test_an_answer_heals_whatever_was_before(failures: int) -> None:
    healed = judge(GOOD, failures)
    assert (healed.state, healed.failures, healed.next_in) == (LinkState.ANSWERS, 0, CHECK_EVERY)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, Standing.CURRENT),
        ({"valid_until": date(2026, 11, 23)}, Standing.CURRENT),
        ({"valid_until": date(2026, 11, 22)}, Standing.EXPIRED),
        ({"link_state": "doubtful"}, Standing.CURRENT),
        ({"link_state": "broken", "valid_until": date(2020, 1, 1)}, Standing.BROKEN),
        ({"link_state": "broken", "replaced": True}, Standing.REPLACED),
        ({"set_aside": True, "replaced": True}, Standing.SET_ASIDE),
    ],
)
def test_the_most_telling_word_comes_first(facts: dict[str, object], standing: Standing) -> None:
    plain: dict[str, object] = {"set_aside": False, "replaced": False, "link_state": "", "valid_until": None}
    assert standing_of(**(plain | facts), today=TODAY) is standing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "has_file", "fields"),
    [
        (NewEvidence("Register", url="https://example.org"), False, []),
        (NewEvidence("Register"), True, []),
        (NewEvidence("Register"), False, ["file"]),
        (NewEvidence("Register", url="https://example.org"), True, ["url"]),
        (NewEvidence("  "), True, ["title"]),
        (NewEvidence("Register", dated_on=date(2026, 11, 24)), True, ["dated_on"]),
        (NewEvidence("Register", dated_on=TODAY, valid_until=date(2026, 11, 22)), True, ["valid_until"]),
    ],
)
def test_what_has_to_be_mended_is_named(new: NewEvidence, has_file: bool, fields: list[str]) -> None:
    assert list(problems_in(new, has_file=has_file, today=TODAY)) == fields
