"""A bar of parts of a whole: nothing is lost, and the same stands in a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.charts.bars import Segment, make_bar
from tests.concordat.web.drawn import draw, find, words

SEGMENTS = [Segment("complete", "Complete", 30), Segment("at_risk", "At risk", 9), Segment("silent", "Silent", 0)]
BAR = "{% load charts %}{% bar bar %}"


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=9))
def test_the_parts_fill_the_bar_and_never_overlap(values: list[int]) -> None:
    bar = make_bar("Bar", [Segment("complete", str(i), value) for i, value in enumerate(values)])
    ends = [part.start + part.width for part in bar.segments]
    assert all(part.start >= end - 1e-6 for part, end in zip(bar.segments[1:], ends, strict=False))
    assert not bar.total or abs(ends[-1] - 100) < 1e-6


def test_the_table_has_every_part_the_empty_ones_too() -> None:
    tree = draw(BAR, bar=make_bar("Actions by state", SEGMENTS))
    assert words(tree, "tbody th") == ["Complete", "At risk", "Silent", "All actions"]
    assert words(tree, "tbody td") == ["30", "77%", "9", "23%", "0", "0%", "39", "100%"]


def test_an_empty_part_takes_no_room() -> None:
    tree = draw(BAR, bar=make_bar("Actions by state", SEGMENTS))
    assert len(find(tree, "svg.app-bar rect")) == 2


def test_a_bar_of_nothing_says_so() -> None:
    tree = draw(BAR, bar=make_bar("Actions by state", []))
    assert words(tree, "p") == ["No actions yet."]
    assert not find(tree, "svg")


def test_the_small_bar_of_nothing_says_so_too() -> None:
    tree = draw("{% load charts %}{% small_bar bar %}", bar=make_bar("York", []))
    assert words(tree, "svg desc") == ["No actions yet"]


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        make_bar("Bar", [Segment("complete", "Complete", -1)])


def test_the_bar_has_a_title_and_a_description_of_its_own() -> None:
    tree = draw(BAR, bar=make_bar("Actions by state", SEGMENTS))
    assert words(tree, "svg.app-bar title")[0] == "Actions by state"
    assert words(tree, "svg.app-bar desc") == ["Complete 30, At risk 9; 39 in all"]
