"""What holds for every timescale, whatever is typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plans.planning.rules.timescale import Timescale, TimescaleKind, read_timescale
from tests.growth import growth

BITS = [
    "Q1",
    "Q3",
    "June",
    "March 2015",
    "'15",
    "15",
    "2015",
    "2015/16",
    "14-15",
    "-",
    "–",
    "/",
    "to",
    "and",
    "by",
    "end of",
    "mid",
    "early",
    "before",
    "from",
    "since",
    "ongoing",
    "complete",
    "TBC",
    "\n",
    ",",
    ";",
    "1",
    "31",
    "1st",
    "26/05/2015",
    "31.2.16",
    "spring",
    "winter",
    "half",
    "first",
    "review",
    "start",
    "year",
    "financial year",
    "see plan",
    "subject to",
    "Easter",
    "(",
    ")",
    "revised to",
    "onwards",
    "42094",
    "1900",
    "2099",
    "between",
    "99",
    "weeks",
    "Setpember",
    "Agust-15",
    "Q3/4",
    "Quarters 1, 2 and 4",
    "1st-5th",
    "was",
    "revised from",
    "term",
    "to ongoing",
    "on or before",
    "Apr/May/June",
    "01/04/15-31/03/16",
    "as above",
    "\u00a0",
    "’",
]
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(BITS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(BITS), max_size=9).map("".join),
)
years = st.one_of(st.none(), st.integers(1990, 2090))


def _sense(found: Timescale) -> tuple[object, ...]:
    return found.kind, found.start, found.due, re.sub(r" \(the last of \d+ dates\)$", "", found.reading)


@given(texts, years)
@settings(max_examples=400, deadline=None)
def test_the_typed_text_always_survives(text: str, year: int | None) -> None:
    assert read_timescale(text, plan_year=year).text == text


@given(texts, years)
@settings(max_examples=400, deadline=None)
def test_a_reading_never_ends_before_it_starts(text: str, year: int | None) -> None:
    found = read_timescale(text, plan_year=year)
    assert found.start is None or found.due is None or found.start <= found.due


@given(texts, years)
@settings(max_examples=400, deadline=None)
@example(" ".join(["'15", *["Quarters 1, 2 and 4"] * 4, "Q1"]), 2015).via("more dates than a sentence has room for")
@example(" ".join(["from April 2014 to", *["Quarters 1, 2 and 4"] * 4]), 2015)
def test_reading_its_own_words_gives_the_same_reading(text: str, year: int | None) -> None:
    found = read_timescale(text, plan_year=year)
    assert _sense(read_timescale(found.reading, plan_year=year)) == _sense(found)


@given(texts, years)
@settings(max_examples=400, deadline=None)
def test_a_reading_fits_its_place_and_agrees_with_its_kind(text: str, year: int | None) -> None:
    found = read_timescale(text, plan_year=year)
    assert 0 < len(found.reading) <= 300
    assert (found.kind is TimescaleKind.DATE) <= (found.due is not None and found.start is None)


@pytest.mark.parametrize("bit", ["1 ", "Q1 ", "1/1/", "2015 - ", "to be ", "end of the ", "(", "as a b "])
def test_the_work_grows_no_faster_than_the_cell(bit: str) -> None:
    assert read_timescale(bit * 20_000, plan_year=2015).text == bit * 20_000
    assert growth(lambda length: read_timescale(bit * length, plan_year=2015), 2_000, times=10) < 3
