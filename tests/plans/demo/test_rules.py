"""The invented country is decided without a database, the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.demo.operations.book import read_book
from plans.demo.rules.days import months_before, rounds, working_day
from plans.demo.rules.plans import Author, deal
from plans.demo.rules.plots import LEAVES, Moment, Plot, news_of
from plans.planning.rules.states import DeliveryState, Rhythm, is_live, needs_reason

TODAY = date(2026, 11, 23)
NAMES = dict.fromkeys(
    [
        "area",
        "police",
        "trust",
        "trust_begins",
        "ambulance",
        "ambulance_begins",
        "icb",
        "icb_begins",
        "acute",
        "council",
        "charity",
    ],
    "X",
)
PRESENT = ("council", "police", "trust", "ambulance", "icb", "acute", "charity", "substance", "pcc")


def author(seed: str = "one") -> Author:
    return Author(read_book(), names=NAMES, present=PRESENT, today=TODAY, seed=seed)


def test_the_corpus_is_large_enough_to_be_believed() -> None:
    book = read_book()
    patterns = {text for line in book.lines for texts in line.voice.said.values() for text in texts}
    assert len({line.text for line in book.lines}) >= 120
    assert len(patterns) >= 150


def test_every_standard_has_an_action_and_every_theme_too() -> None:
    lines = read_book().lines
    codes = {code for line in lines for code in line.standards}
    assert codes == {"A1", *(f"B{n}" for n in range(1, 14)), "C1", "C2", "C3", "C4", "D1"}
    assert {line.theme for line in lines} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("story", [story for story in read_book().stories.values() if story.has_plan])
def test_the_same_seed_writes_the_same_plan(story: object) -> None:
    assert author().plan(story, "A plan") == author().plan(story, "A plan")  # type: ignore[arg-type]


def test_another_seed_writes_another_plan() -> None:
    steady = read_book().stories["steady"]
    assert author("one").plan(steady, "A plan") != author("two").plan(steady, "A plan")


@pytest.mark.parametrize("name", ["steady", "slipping", "silent", "young", "unfinished", "never_started"])
def test_news_comes_in_order_on_working_days_and_never_after_yesterday(name: str) -> None:
    for action in author().plan(read_book().stories[name], "A plan").actions:
        days = [news.at.date() for news in action.news]
        assert days == sorted(days)
        assert all(day.weekday() < 5 and day < TODAY for day in days)


@pytest.mark.parametrize("name", ["steady", "slipping", "delivered", "unfinished"])
def test_each_update_is_one_that_the_service_would_take(name: str) -> None:
    for action in author().plan(read_book().stories[name], "A plan").actions:
        for news in action.news:
            assert bool(news.reason) == needs_reason(news.confidence)
            assert bool(news.confidence) <= is_live(news.state)
            assert "{" not in news.narrative
            assert news.narrative or news.still_true


def test_what_slips_is_late_and_what_is_steady_is_not() -> None:
    actions = author().plan(read_book().stories["slipping"], "A plan").actions
    late = [action.timescale.due for action in actions if action.plot is Plot.SLIPPING]
    steady = [action.timescale.due for action in actions if action.plot is Plot.STEADY]
    assert late
    assert all(due and due < TODAY for due in late)
    assert all(due is None or due > TODAY for due in steady)


def test_a_delivered_plan_has_nothing_left_to_do() -> None:
    actions = author().plan(read_book().stories["delivered"], "A plan").actions
    assert not any(is_live(action.news[-1].state) for action in actions)


def test_a_merged_action_names_another_of_its_plan() -> None:
    actions = author().plan(read_book().stories["unfinished"], "A plan").actions
    merged = [action for action in actions if action.plot is Plot.MERGED]
    assert merged
    for action in merged:
        assert action.merged_into in {other.position for other in actions} - {action.position}
        assert action.news[-1].state == DeliveryState.MERGED


@given(st.sampled_from(Plot), st.integers(0, 36), st.integers())
def test_no_plot_says_more_than_there_were_rounds(plot: Plot, count: int, seed: int) -> None:
    days = [TODAY - timedelta(days=30 * (count - n)) for n in range(count)]
    news = news_of(plot, days, TODAY, Random(seed))
    assert [day for day, _ in news] == sorted({day for day, _ in news})
    assert {day for day, _ in news} <= set(days)
    assert not news or news[0][1] is not Moment.STILL


def test_every_moment_but_still_leaves_a_state() -> None:
    assert set(LEAVES) == set(Moment) - {Moment.STILL}


@given(st.dictionaries(st.sampled_from(Plot), st.integers(1, 90), min_size=1), st.integers(0, 90), st.integers())
def test_plots_are_dealt_in_proportion(weights: dict[str, int], count: int, seed: int) -> None:
    dealt = deal(weights, count, Random(seed))
    assert len(dealt) == count
    for name, weight in weights.items():
        assert abs(dealt.count(Plot(name)) - weight * count / sum(weights.values())) <= 1


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-40, 400))
def test_months_before_counts_months(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day <= day.day


def test_nobody_works_at_a_weekend_or_between_the_years() -> None:
    assert working_day(date(2026, 11, 22)) == date(2026, 11, 20)
    assert working_day(date(2026, 12, 28)) == date(2026, 12, 24)
    assert working_day(date(2027, 1, 1)) == date(2026, 12, 24)


def test_rounds_follow_the_rhythm_of_the_plan() -> None:
    found = rounds(TODAY, date(2026, 1, 10), Rhythm.QUARTERLY, 10)
    assert found == [date(2026, 2, 13), date(2026, 5, 13), date(2026, 8, 13), date(2026, 11, 13)]
