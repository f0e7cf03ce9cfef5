"""Dates, counts and shares are worded the same everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concordat.web.words import ago_words, date_words, list_words, percent_words, plural

TODAY = date(2026, 11, 23)


def test_a_date_is_written_out() -> None:
    assert date_words(date(2027, 3, 31)) == "31 March 2027"
    assert date_words(None) == ""


def test_a_moment_is_dated_in_london() -> None:
    assert date_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"), (0, "today"), (1, "yesterday"), (20, "20 days ago"), (21, "3 weeks ago"), (84, "12 weeks ago"),
        (364, "52 weeks ago"), (366, "12 months ago"), (729, "23 months ago"), (731, "2 years ago"),
    ],
)  # fmt: skip
def test_how_long_ago_is_told_in_round_words(days: int, words: str) -> None:
    assert ago_words(TODAY - timedelta(days=days), TODAY) == words


def test_never_heard_of_is_never() -> None:
    assert ago_words(None, TODAY) == "never"


def test_one_is_not_plural() -> None:
    assert [plural(n, "action") for n in (0, 1, 1200)] == ["0 actions", "1 action", "1,200 actions"]


def test_a_share_never_hides_a_few_or_the_rest() -> None:
    shares = [percent_words(part, 1000) for part in (0, 1, 80, 999, 1000)]
    assert shares == ["0%", "under 1%", "8%", "over 99%", "100%"]
    assert percent_words(0, 0) == ""


def test_a_list_ends_in_and() -> None:
    assert list_words(["a day", "month", "year"]) == "a day, month and year"
    assert list_words([]) == ""
