"""Columns side by side: heights keep the proportions, and the same stands in a table."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.charts.columns import HEIGHT, WIDTH, Column, make_columns
from tests.concordat.web.drawn import draw, find, words

MONTHS = [Column("Nov", 2, "November 2026"), Column("Dec", 0, "December 2026"), Column("Jan", 4, "January 2027")]
PICTURE = "{% load charts %}{% columns columns %}"


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=24))
def test_columns_stand_inside_the_picture_and_never_overlap(values: list[int]) -> None:
    drawn = make_columns("Due", [Column(str(at), value) for at, value in enumerate(values)]).columns
    assert all(one.x >= 0 and one.x + one.wide <= WIDTH and 0 <= one.y <= HEIGHT for one in drawn)
    assert all(a.x + a.wide <= b.x for a, b in pairwise(drawn))


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=12))
def test_a_higher_figure_is_a_higher_column(values: list[int]) -> None:
    drawn = make_columns("Due", [Column(str(at), value) for at, value in enumerate(values)]).columns
    by_value = sorted(drawn, key=lambda one: one.column.value)
    assert [one.tall for one in by_value] == sorted(one.tall for one in drawn)


def test_the_table_says_all_of_it_and_the_description_what_is_there() -> None:
    picture = make_columns("Due", MONTHS)
    tree = draw(PICTURE, columns=picture)
    assert words(tree, "tbody th") == ["November 2026", "December 2026", "January 2027"]
    assert words(tree, "tbody td") == ["2", "0", "4"]
    assert picture.words == "November 2026: 2; January 2027: 4"
    assert len(find(tree, "svg rect")) == 2


def test_nothing_is_said_to_be_nothing() -> None:
    assert make_columns("Due", [Column("Nov", 0)]).words == "No actions"


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        make_columns("Due", [Column("Nov", -1)])
