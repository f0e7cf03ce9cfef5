"""Laying actions as they stand beside what they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans.planning.rules.since import ActionChange, Mark, Standing, compare

SINCE = datetime(2026, 9, 1, tzinfo=UTC)
WAS = Standing(
    id=1,
    number="1.1",
    text="Open a crisis café.",
    timescale="March 2027",
    due=date(2027, 3, 31),
    lead="Northshire Mind",
    delivery_state="in_progress",
    confidence="on_track",
)


def change(**now: object) -> ActionChange:
    return compare([replace(WAS, **now)], {1: WAS}, SINCE).actions[0]


@pytest.mark.parametrize(
    ("now", "marks"),
    [
        ({"text": "Open two crisis cafés."}, ["changed"]),
        ({"lead": "Northshire County Council"}, ["changed"]),
        ({"timescale": "June 2027", "due": date(2027, 6, 30)}, ["changed", "slipped"]),
        ({"timescale": "January 2027", "due": date(2027, 1, 31)}, ["changed"]),
        ({"confidence": "at_risk", "reason": "No building."}, ["slipped"]),
        ({"delivery_state": "not_started"}, ["slipped"]),
        ({"delivery_state": "complete", "confidence": ""}, ["finished"]),
        ({"delivery_state": "withdrawn", "confidence": "", "text": "Other"}, ["changed", "withdrawn"]),
    ],
)
def test_an_action_is_marked_by_what_became_of_it(now: dict[str, object], marks: list[str]) -> None:
    assert list(change(**now).marks) == marks


def test_an_action_that_stands_as_it_stood_is_not_told_of() -> None:
    assert compare([WAS, replace(WAS, id=2)], {1: WAS, 2: replace(WAS, id=2)}, SINCE).actions == ()


def test_another_number_alone_is_no_change_of_the_promise() -> None:
    assert compare([replace(WAS, number="2.1")], {1: WAS}, SINCE).actions == ()
    assert change(number="2.1", text="Other").was_number == "1.1"


def test_line_endings_make_no_change() -> None:
    now = replace(WAS, outcome="One\r\nTwo ")
    assert compare([now], {1: replace(WAS, outcome="One\nTwo")}, SINCE).actions == ()


def test_what_was_not_there_is_new_and_may_be_finished_already() -> None:
    found = compare([WAS, replace(WAS, id=2, delivery_state="complete")], {}, SINCE)
    assert [list(one.marks) for one in found.actions] == [["new"], ["new", "finished"]]


def test_what_had_left_the_plan_and_is_back_is_said_to_be_back() -> None:
    gone = replace(WAS, delivery_state="withdrawn", confidence="")
    assert compare([WAS], {1: gone}, SINCE).actions[0].marks == (Mark.RETURNED,)


def test_better_news_is_moving_on() -> None:
    was = replace(WAS, delivery_state="not_started", confidence="")
    assert compare([WAS], {1: was}, SINCE).actions[0].marks == (Mark.MOVED,)


def test_what_was_begun_and_is_late_has_slipped() -> None:
    was = replace(WAS, delivery_state="not_started", confidence="")
    now = replace(WAS, confidence="off_track", reason="No money.")
    assert compare([now], {1: was}, SINCE).actions[0].marks == (Mark.SLIPPED,)


def test_a_merged_action_names_the_one_that_goes_on() -> None:
    host = replace(WAS, id=2, number="3.2")
    merged = replace(WAS, delivery_state="merged", confidence="", merged_into=2)
    found = compare([merged, host], {1: WAS, 2: host}, SINCE)
    assert found.of(Mark.MERGED)[0].merged_into == host


def test_a_change_says_before_and_after_in_words() -> None:
    fields = change(text="Open two.", confidence="off_track").fields
    assert [(one.label, one.before, one.after) for one in fields] == [
        ("What will be done", "Open a crisis café.", "Open two."),
        ("Confidence", "On track", "Off track"),
    ]


def test_marks_are_counted_in_their_order() -> None:
    done = replace(WAS, id=2, delivery_state="complete")
    found = compare([replace(WAS, text="New words"), done, replace(WAS, id=3)], {1: WAS, 2: replace(WAS, id=2)}, SINCE)
    assert found.counts == {Mark.NEW: 1, Mark.CHANGED: 1, Mark.FINISHED: 1}
