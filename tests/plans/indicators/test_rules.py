"""Periods of an indicator, what a figure must be, and how it stands."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.indicators.rules import (
    Better,
    Every,
    NewReading,
    Standing,
    Unit,
    ended_periods,
    next_due,
    period_in,
    period_words,
    problems_in,
    shown,
    standing_of,
    travel_words,
    value_of,
)

D = Decimal
A_DAY = date(2026, 10, 1)
days = st.dates(date(2001, 1, 1), date(2089, 12, 31))
rhythms = st.sampled_from(list(Every))
figures = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)


@given(rhythms, days)
def test_a_day_lies_in_its_period_and_the_next_period_begins_the_day_after(every: Every, day: date) -> None:
    period = period_in(every, day)
    assert period.began <= day <= period.ended
    assert period_in(every, period.ended + timedelta(days=1)).began == period.ended + timedelta(days=1)
    assert period_in(every, period.began - timedelta(days=1)).ended == period.began - timedelta(days=1)


@given(rhythms, days)
def test_the_periods_that_are_over_follow_each_other_without_a_gap(every: Every, today: date) -> None:
    periods = ended_periods(every, today)
    assert periods[0].ended < today <= period_in(every, today).ended
    assert all(a.began == b.ended + timedelta(days=1) for a, b in itertools.pairwise(periods))
    assert len({one.name for one in periods}) == len(periods) == 12


@given(rhythms, days, st.integers(0, 52))
def test_the_next_figure_is_due_after_the_period_that_follows_the_last_one(every: Every, day: date, weeks: int) -> None:
    first = next_due(every, weeks, day, None)
    assert first == period_in(every, day).ended + timedelta(weeks=weeks)
    after = next_due(every, weeks, day, period_in(every, day).began)
    assert after > first
    assert after - timedelta(weeks=weeks) == period_in(every, period_in(every, day).ended + timedelta(days=1)).ended


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (Every.MONTH, "January 2027"),
        (Every.QUARTER, "January to March 2027"),
        (Every.HALF, "October 2026 to March 2027"),
        (Every.YEAR, "April 2026 to March 2027"),
    ],
)
def test_a_period_is_said_in_words(every: Every, words: str) -> None:
    assert period_words(every, period_in(every, date(2027, 1, 31)).began) == words


@pytest.mark.parametrize(
    ("reading", "field", "says"),
    [
        (NewReading(A_DAY), "value", "say in the note why"),
        (NewReading(A_DAY, numerator=D(3)), "denominator", "Enter both"),
        (NewReading(A_DAY, denominator=D(3)), "numerator", "Enter both"),
        (NewReading(A_DAY, numerator=D(3), denominator=D(0)), "denominator", "more than 0"),
        (NewReading(A_DAY, D(5), D(3), D(6)), "value", "not both"),
        (NewReading(A_DAY, numerator=D(7), denominator=D(6)), "numerator", "cannot be more than the whole"),
        (NewReading(A_DAY, D(10) ** 12), "value", "not larger than"),
    ],
)
def test_an_impossible_figure_is_refused_with_what_to_do(reading: NewReading, field: str, says: str) -> None:
    problems = problems_in(reading, Unit.PERCENT)
    assert list(problems) == [field]
    assert says in problems[field]


def test_a_period_without_a_figure_needs_a_note_and_no_more() -> None:
    assert problems_in(NewReading(A_DAY, note="The count is not complete."), Unit.NUMBER) == {}


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_part_of_a_whole_is_worked_out_in_per_cent(part: int, whole: int) -> None:
    value = value_of(NewReading(A_DAY, numerator=D(part), denominator=D(whole)), Unit.PERCENT)
    assert value is not None
    assert abs(value - D(100 * part) / whole) <= D("0.00005")


@given(figures, figures, st.sampled_from(list(Better)))
def test_a_figure_is_reached_near_or_off_and_never_two_of_them(value: D, target: D, better: Better) -> None:
    standing = standing_of(value, target, better)
    reached = {
        Better.HIGHER: value >= target,
        Better.LOWER: value <= target,
        Better.NEITHER: value == target,
    }[better]
    near = abs(value - target) * 10 <= abs(target)
    assert standing is (Standing.REACHED if reached else Standing.NEAR if near else Standing.OFF)


def test_without_a_figure_or_a_target_nothing_is_judged() -> None:
    assert standing_of(None, D(5), Better.HIGHER) is Standing.NO_FIGURE
    assert standing_of(D(5), None, Better.HIGHER) is Standing.NO_TARGET


@pytest.mark.parametrize(
    ("values", "better", "words"),
    [
        ([D(5), D(4)], Better.HIGHER, "up: better"),
        ([D(5), D(4)], Better.LOWER, "up: worse"),
        ([D(3), D(4)], Better.LOWER, "down: better"),
        ([D(3), D(4)], Better.NEITHER, "down"),
        ([D(4), D(4)], Better.LOWER, "unchanged"),
        ([D(4), None, D(5)], Better.LOWER, "down: better"),
        ([D(4)], Better.LOWER, ""),
    ],
)
def test_the_direction_of_travel_is_said_in_words(values: list[D | None], better: Better, words: str) -> None:
    assert travel_words(values, better) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (D("1204.0000"), Unit.NUMBER, "1,204"),
        (D("72.5000"), Unit.PERCENT, "72.5%"),
        (D(1), Unit.MINUTES, "1 minute"),
        (D("1.5"), Unit.HOURS, "1.5 hours"),
        (D("-0.0000"), Unit.NUMBER, "0"),
        (None, Unit.DAYS, ""),
    ],
)
def test_a_figure_is_shown_with_its_unit(value: D | None, unit: Unit, words: str) -> None:
    assert shown(value, unit) == words
