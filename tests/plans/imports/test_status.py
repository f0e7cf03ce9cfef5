"""Colours, letters and words are read under the file's own legend, and never guessed beyond it."""

from __future__ import annotations

import pytest

from plans.imports.rules.status import (
    Standing,
    colour_of,
    is_achieved,
    is_finished,
    is_mark,
    legend_in,
    mark_of,
    meaning_of,
    said,
    standing_of,
)
from plans.planning.rules.states import Confidence, DeliveryState


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("FF0000", "red"), ("C00000", "red"), ("FFC7CE", "red"), ("FFC000", "amber"), ("FFFF00", "amber"), ("F4B083", "amber"),
        ("00B050", "green"), ("92D050", "green"), ("C6EFCE", "green"), ("0070C0", "blue"), ("A6A6A6", "grey"),
        ("D9E2F3", None), ("F2F2F2", None), ("000000", None), (None, None),
    ],
)  # fmt: skip
def test_a_background_has_the_name_a_reader_gives_it(fill: str | None, colour: str | None) -> None:
    assert colour_of(fill) == colour


@pytest.mark.parametrize(
    ("text", "mark"),
    [("R", "red"), ("RED ", "red"), ("amber", "amber"), ("Yellow", "amber"), ("g", "green"), ("Green – complete", "green"),
     ("Red/Amber", None), ("Refer to CCG", None)],
)  # fmt: skip
def test_letters_and_words_name_a_colour(text: str, mark: str | None) -> None:
    assert mark_of(text) == mark


@pytest.mark.parametrize(
    ("words", "state", "confidence"),
    [
        ("not started", DeliveryState.NOT_STARTED, None),
        ("ongoing", DeliveryState.IN_PROGRESS, None),
        ("partially complete", DeliveryState.IN_PROGRESS, None),
        ("completed", DeliveryState.COMPLETE, None),
        ("removed or merged with another action", DeliveryState.MERGED, None),
        ("no longer required", DeliveryState.WITHDRAWN, None),
        ("at risk", None, Confidence.AT_RISK),
        ("off_track", None, Confidence.OFF_TRACK),
        ("not on track", None, Confidence.OFF_TRACK),
        ("on track or complete", None, None),
        ("draft out to partners", None, None),
    ],
)
def test_words_name_a_state_or_a_confidence_or_neither(
    words: str, state: DeliveryState | None, confidence: Confidence | None
) -> None:
    assert said(words) == Standing(state, confidence)


def test_a_legend_of_confidence_says_that_the_action_is_under_way() -> None:
    assert meaning_of("at risk") == Standing(DeliveryState.IN_PROGRESS, Confidence.AT_RISK)


def test_without_a_legend_green_means_nothing_yet() -> None:
    assert [standing_of(mark, {}) for mark in ("green", "blue")] == [Standing(), Standing()]


def test_a_legend_changes_what_red_means() -> None:
    assert standing_of("red", {"red": "not_started"}) == Standing(DeliveryState.NOT_STARTED)


def test_a_legend_is_found_in_the_files_own_words() -> None:
    key = "Key: red = not started, amber = ongoing, green = completed."
    assert legend_in(["Introduction.", key]) == {"red": "not started", "amber": "ongoing", "green": "completed"}


def test_one_colour_named_in_passing_is_no_legend() -> None:
    assert legend_in(["We will say red - and mean it."]) == {}


@pytest.mark.parametrize("text", ["Action Complete. Service live since May.", "Completed March 2015", "Done."])
def test_a_report_may_say_that_the_action_is_finished(text: str) -> None:
    assert is_finished(text)


@pytest.mark.parametrize("text", ["To be completed", "Not achieved", "Completed forms are kept", "Partly done"])
def test_a_report_may_only_seem_to_say_so(text: str) -> None:
    assert not is_finished(text)


def test_an_outcome_says_of_itself_that_it_is_reached() -> None:
    assert [is_achieved(text) for text in ("OUTCOME ACHIEVED – signed off", "Achieved", "Completed pathways")] == [
        True,
        True,
        False,
    ]


def test_a_sentence_is_no_mark() -> None:
    assert [is_mark(text) for text in ("Amber", "In progress", "Done. Live now.", "")] == [True, True, False, False]
