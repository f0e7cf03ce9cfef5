"""Figures over time: gaps stay gaps, the axis is round, and the same stands in a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.charts.lines import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Line, make_trend, nice_top
from tests.concordat.web.drawn import draw, find, one, words

PERIODS = ["Q1", "Q2", "Q3", "Q4"]
TREND = "{% load charts %}{% trend trend %}"
figures = st.lists(st.one_of(st.none(), st.floats(min_value=0, max_value=1e9)), min_size=1, max_size=40)


@given(figures)
def test_every_point_lies_inside_the_picture(values: list[float | None]) -> None:
    trend = make_trend("T", [str(i) for i in range(len(values))], [Line("A", values)])
    for point in trend.lines[0].points:
        assert LEFT <= point.x <= WIDTH - RIGHT
        assert TOP - 0.1 <= point.y <= HEIGHT - BOTTOM + 0.1


@given(st.floats(min_value=1e-6, max_value=1e12))
def test_the_top_of_the_axis_is_not_below_the_highest_figure(highest: float) -> None:
    assert highest <= nice_top(highest) * (1 + 1e-6)
    assert nice_top(highest) <= highest * 5.01


def test_a_missing_figure_leaves_a_gap_and_is_not_nothing() -> None:
    trend = make_trend("T", PERIODS, [Line("A", [1, 2, None, 4])])
    assert len(trend.lines[0].runs) == 1
    assert len(trend.lines[0].points) == 3
    assert trend.rows[2] == ("Q3", ("–",))


def test_the_table_has_every_period_and_line() -> None:
    lines = [Line("Detained", [1200, 2, 3, 4.5]), Line("Taken", [None, 0, 1, 2])]
    tree = draw(TREND, trend=make_trend("Section 136", PERIODS, lines, unit="people"))
    assert words(tree, "thead th") == ["Period", "Detained", "Taken"]
    assert words(tree, "tbody th") == PERIODS
    assert words(tree, "tbody td") == ["1,200", "–", "2", "0", "3", "1", "4.5", "2"]


def test_lines_differ_without_colour() -> None:
    lines = [Line(name, [1, 2, 3, 4]) for name in "ABC"]
    tree = draw(TREND, trend=make_trend("T", PERIODS, lines))
    shapes = {point.get("d") for point in find(tree, "svg.app-trend path.app-line__point")}
    assert len(shapes) == 3


def test_the_picture_is_read_aloud_as_where_it_began_and_where_it_is() -> None:
    tree = draw(TREND, trend=make_trend("T", PERIODS, [Line("A", [None, 5, 7, None])]))
    assert one(tree, "svg.app-trend").get("aria-label") == "T. A: 5 in Q2, 7 in Q3"


@pytest.mark.parametrize(
    "lines", [[Line("A", [1])], [Line(n, [1, 2, 3, 4]) for n in "ABCD"]], ids=["too short", "too many"]
)
def test_what_cannot_be_drawn_honestly_is_refused(lines: list[Line]) -> None:
    with pytest.raises(ValueError):
        make_trend("T", PERIODS, lines)


def test_nothing_measured_says_so() -> None:
    assert make_trend("T", [], []).words == "Nothing was measured yet"
