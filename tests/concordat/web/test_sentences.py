"""Errors say what to do, in the words of the label."""

from __future__ import annotations

import pytest
from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.words import lower_first, with_the
from tests.concordat.web.examples import AllKinds

EMPTY = {
    "title": "Enter the title",
    "email": "Enter the email address",
    "signed_on": "Enter the date signed",
    "state": "Select the confidence",
    "standards": "Select the standards",
    "region": "Select the region",
    "copy": "Choose a file",
    "agreed": "Tick the box: All partners agree",
}
WRONG = {
    "title": ("a" * 21, "Shorten the title to 20 characters or fewer. It has 21"),
    "email": ("olive", "Enter an email address in the correct format, like name@example.com"),
    "people": ("some", "Number of people must be a whole number, like 12"),
    "share": ("some", "Share must be a number, like 12.5"),
    "region": ("nowhere", "Select the region from the list"),
    "text": ("nul\x00", "Remove the characters that cannot be shown"),
}


@pytest.mark.parametrize(("name", "sentence"), EMPTY.items())
def test_an_empty_answer_is_asked_for(name: str, sentence: str) -> None:
    assert AllKinds({}, {}).errors[name] == [sentence]


@pytest.mark.parametrize(("name", "answer", "sentence"), [(n, a, s) for n, (a, s) in WRONG.items()])
def test_a_wrong_answer_is_told_what_is_right(name: str, answer: str, sentence: str) -> None:
    assert AllKinds({name: answer}, {}).errors[name] == [sentence]


def test_a_number_below_the_least_says_the_least() -> None:
    assert AllKinds({"people": "0"}, {}).errors["people"] == ["Number of people must be 1 or more"]


class Own(ConcordatForm):
    post = forms.CharField(error_messages={"required": "Say what post they hold"})


def test_a_form_may_word_its_own_errors() -> None:
    assert Own({}).errors["post"] == ["Say what post they hold"]


@pytest.mark.parametrize(
    ("label", "inside"), [("Title", "title"), ("NHS code", "NHS code"), ("I agree", "I agree"), ("A1", "A1"), ("", "")]
)
def test_a_label_inside_a_sentence_keeps_the_capitals_it_needs(label: str, inside: str) -> None:
    assert lower_first(label) == inside


@pytest.mark.parametrize(
    ("label", "words"),
    [("Your name", "your name"), ("Post", "the post"), ("What changed?", "an answer to “What changed?”")],
)
def test_a_label_follows_a_verb_in_good_english(label: str, words: str) -> None:
    assert with_the(label) == words
