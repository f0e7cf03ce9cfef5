"""A date in three boxes: what is understood, what is refused and how, and that typing is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.web.fields import DateText, read_month
from tests.concordat.web.examples import AnyDate, OneDate, typed

SENTENCES = [
    (("", "", ""), "Enter the date signed"),
    (("", "3", "2026"), "Date signed must include a day"),
    (("1", "", "2026"), "Date signed must include a month"),
    (("1", "3", ""), "Date signed must include a year"),
    (("1", "", ""), "Date signed must include a month and year"),
    (("31", "2", "2026"), "Date signed must be a real date"),
    (("x", "2", "2026"), "Date signed must be a real date"),
    (("1", "13", "2026"), "Date signed must be a real date"),
    (("1", "2", "²⁰²⁶"), "Date signed must be a real date"),
    (("1", "2", "26"), "Year in date signed must have 4 numbers"),
    (("1", "2", "0026"), "Year in date signed must be between 1900 and 2100"),
    (("1", "2", "2014"), "Date signed must be 18 February 2014 or later"),
    (("24", "11", "2026"), "Date signed must be 23 November 2026 or earlier"),
]


@pytest.mark.parametrize(("boxes", "sentence"), SENTENCES)
def test_a_wrong_date_is_told_how_to_be_mended(boxes: tuple[str, str, str], sentence: str) -> None:
    form = OneDate(typed(*boxes))
    assert form.errors["day"] == [sentence]


@pytest.mark.parametrize("month", ["3", "03", " 3 ", "March", "march", "MAR", "Mar.", "marc"])
def test_months_may_be_numbers_or_words(month: str) -> None:
    form = OneDate(typed("31", month, "2026"))
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 31)


@pytest.mark.parametrize("word", ["ma", "j", "", "marchy", "13th", "½"])
def test_what_is_no_month_is_not_guessed(word: str) -> None:
    assert read_month(word) is None


def test_both_limits_are_allowed_themselves() -> None:
    assert OneDate(typed("18", "2", "2014")).is_valid()
    assert OneDate(typed("23", "11", "2026")).is_valid()


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_was_typed_comes_back(day: str, month: str, year: str) -> None:
    form = AnyDate(typed(day, month, year))
    form.is_valid()
    assert form["day"].value() == DateText(day, month, year)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_date_shown_and_sent_back_is_the_same_date(day: date) -> None:
    shown = AnyDate(initial={"day": day})["day"].value()
    form = AnyDate(typed(*shown), initial={"day": day})
    assert form.is_valid()
    assert form.cleaned_data["day"] == day
    assert not form.has_changed()


def test_a_date_that_need_not_be_given_may_be_empty() -> None:
    form = AnyDate(typed("", "", ""))
    form.fields["day"].required = False
    assert form.is_valid()
    assert form.cleaned_data["day"] is None
