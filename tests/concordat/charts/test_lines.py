"""Figures over time: gaps stay gaps, the axis is round, and the same stands in a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.charts.lines import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Line, Target, make_trend
from concordat.charts.scales import nice_top, number_words
from tests.concordat.web.drawn import draw, find, one, words

PERIODS = ["Q1", "Q2", "Q3", "Q4"]
TREND = "{% load charts %}{% trend trend %}"
figures = st.lists(st.one_of(st.none(), st.floats(min_value=-1e9, max_value=1e9)), min_size=1, max_size=40)


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
    assert words(tree, "svg.app-trend desc") == ["A: 5 in Q2, 7 in Q3"]


@pytest.mark.parametrize(
    "lines", [[Line("A", [1])], [Line(n, [1, 2, 3, 4]) for n in "ABCD"]], ids=["too short", "too many"]
)
def test_what_cannot_be_drawn_honestly_is_refused(lines: list[Line]) -> None:
    with pytest.raises(ValueError):
        make_trend("T", PERIODS, lines)


def test_nothing_measured_says_so() -> None:
    assert make_trend("T", [], []).words == "Nothing was measured yet"


def test_less_than_nothing_is_drawn_below_nothing() -> None:
    trend = make_trend("T", ["Q1", "Q2", "Q3"], [Line("A", [4, -4, 0])])
    up, down, nothing = (point.y for point in trend.lines[0].points)
    assert up < nothing < down
    assert nothing == trend.zero
    assert [tick.words for tick in trend.up] == ["−5", "−2.5", "0", "2.5", "5"]
    assert trend.rows[1] == ("Q2", ("−4",))


@given(figures)
def test_a_higher_figure_is_drawn_higher(values: list[float | None]) -> None:
    trend = make_trend("T", [str(i) for i in range(len(values))], [Line("A", values)])
    known = [value for value in values if value is not None]
    drawn = sorted(zip(known, (point.y for point in trend.lines[0].points), strict=True))
    heights = [y for _, y in drawn]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.04, "0.04"),
        (0.0123, "0.0123"),
        (12.25, "12.25"),
        (1 / 3, "0.3333"),
        (1_234_567.8, "1,234,567.8"),
        (-0.5, "−0.5"),
    ],
)
def test_a_small_figure_does_not_become_nothing(value: float, told: str) -> None:
    assert number_words(value) == told


@given(st.floats(min_value=-1e9, max_value=1e9).filter(lambda value: abs(value) > 1e-6))
def test_words_say_the_figure_to_a_thousandth(value: float) -> None:
    read = float(number_words(value).replace(",", "").replace("−", "-"))
    assert read == pytest.approx(value, rel=1e-3)


def test_points_stand_as_far_apart_as_their_days() -> None:
    days = [date(2026, 4, 1) + timedelta(days=far) for far in (0, 10, 100)]
    first, second, last = make_trend("T", ["a", "b", "c"], [Line("A", [1, 2, 3])], days=days).lines[0].points
    assert (second.x - first.x) / (last.x - first.x) == pytest.approx(0.1)


def test_words_below_the_picture_never_run_into_each_other() -> None:
    days = [date(2026, 4, 1) + timedelta(days=far) for far in (0, 1, 2, 3, 200)]
    across = make_trend("T", list("abcde"), [Line("A", [1, 2, 3, 4, 5])], days=days).across
    assert [tick.words for tick in across] == ["a", "e"]


def test_days_that_go_back_are_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        make_trend("T", ["a", "b"], [Line("A", [1, 2])], days=[date(2026, 4, 2), date(2026, 4, 1)])


def test_the_target_is_drawn_read_aloud_and_named_in_words() -> None:
    trend = make_trend("T", PERIODS, [Line("A", [1, 2, 3, 4])], target=Target(8))
    tree = draw(TREND, trend=trend)
    assert one(tree, "svg.app-trend line.app-line__target").get("y1") == str(trend.aim)
    assert trend.up[-1].words == "10"
    assert words(tree, "svg.app-trend desc") == ["A: 1 in Q1, 4 in Q4; Target: 8"]
    assert words(tree, "ul.app-legend li") == ["A", "Target: 8"]


def test_the_picture_has_a_title_and_a_description_of_its_own() -> None:
    tree = draw(TREND, trend=make_trend("T", PERIODS, [Line("A", [1, 2, 3, 4])]))
    assert words(tree, "svg.app-trend desc") == ["A: 1 in Q1, 4 in Q4"]
    assert words(tree, "svg.app-trend title")[0] == "T"
