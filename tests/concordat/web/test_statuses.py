"""A status is always word, shape and colour."""

from __future__ import annotations

import pytest

from concordat.charts.marks import MARKS
from concordat.web.statuses import WORDS, status_of
from tests.concordat.web.drawn import draw, find, one, words

TAG = "{% load concordat %}{% status value label note %}"


@pytest.mark.parametrize(("key", "word"), WORDS.items())
def test_each_status_has_its_word_its_shape_and_its_colour(key: str, word: str) -> None:
    tree = draw(TAG, value=key, label="", note="")
    assert words(tree, f".app-status--{key}") == [word]
    assert one(tree, f"svg.app-mark--{key} path").get("d") == MARKS[key].path


def test_no_two_statuses_look_the_same_without_colour() -> None:
    shapes = {(mark.path, mark.outline, mark.broken) for mark in MARKS.values()}
    assert len(shapes) == len(MARKS)


def test_the_caller_may_give_the_word() -> None:
    assert words(draw(TAG, value="off_track", label="Delayed", note="since May"), ".app-status") == [
        "Delayed since May"
    ]


@pytest.mark.parametrize(("value", "word"), [("sleeping", "Sleeping"), ("", "Not recorded"), (None, "Not recorded")])
def test_an_unknown_status_still_has_a_word_and_a_shape(value: str | None, word: str) -> None:
    status = status_of(value)
    assert status.words == word
    assert status.key == "other"


def test_words_of_people_are_escaped() -> None:
    tree = draw(TAG, value="complete", label="<b>Done</b>", note="")
    assert not find(tree, "b")


def test_silence_is_shown_beside_the_date_last_heard() -> None:
    tree = draw("{% load concordat %}{% last_heard then today True %}", then=None, today=None)
    assert [" ".join(tree.text_content().split())] == ["Not heard from yet Silent"]
