"""What was taken out of a text and what was put in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import Change, difference, new_text, old_text

TEXTS = st.text(alphabet="abé, .\n\r\t", max_size=80) | st.text(max_size=40)
LONG = 20_000


@given(TEXTS, TEXTS)
def test_applied_to_the_old_text_it_gives_the_new_one(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.change is Change.SAME for piece in difference(text, text))


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_unchanged_runs_are_whole(old: str, new: str) -> None:
    pieces = difference(old, new)
    fates = [piece.change for piece in pieces]
    assert all(piece.text for piece in pieces)
    assert (Change.SAME, Change.SAME) not in pairwise(fates)


def _read(old: str, new: str) -> list[str]:
    marks = {Change.SAME: "{}", Change.REMOVED: "-{}-", Change.ADDED: "+{}+"}
    return [marks[piece.change].format(piece.text) for piece in difference(old, new)]


def test_words_that_changed_are_marked_alone() -> None:
    assert _read("Treat people with respect.", "Treat people with dignity and respect.") == [
        "Treat people with ", "+dignity and +", "respect.",
    ]  # fmt: skip


def test_a_phrase_that_changed_is_one_change() -> None:
    assert _read("we will help early here", "we will act very soon here") == [
        "we will ", "-help early-", "+act very soon+", " here",
    ]  # fmt: skip


def test_a_paragraph_that_came_does_not_disturb_the_others() -> None:
    assert _read("One.\n\nThree.", "One.\n\nTwo.\n\nThree.") == ["One.\n\n", "+Two.\n\n+", "Three."]


def test_a_line_that_was_written_anew_is_out_and_in_as_a_whole() -> None:
    assert _read("Share what others need.\nEnd", "A wholly other thing stands here.\nEnd") == [
        "-Share what others need.\n-", "+A wholly other thing stands here.\n+", "End",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * (LONG // 2), "b " * (LONG // 2)),
        ("a " * (LONG // 2), "a b " * (LONG // 4)),
        ("\n".join("ab" * (LONG // 4)), "\n".join("ba" * (LONG // 4))),
        ("x" * LONG, "y" * LONG),
        ("".join(chr(97 + n % 23) + "." * (n % 3) + " " for n in range(6000)), "".join(chr(97 + n % 19) + " " for n in range(9000))),
    ],
    ids=["other words", "words between", "lines", "no spaces", "many stops"],
)  # fmt: skip
def test_the_longest_texts_are_compared_within_the_time_of_a_test(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)
