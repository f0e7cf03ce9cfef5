"""Which action a row means: by number and by likeness of words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.imports.rules import likeness as rules
from plans.imports.rules.likeness import How, Named, likeness, match_rows

WORDS = [
    "training",
    "for",
    "officers",
    "about",
    "mental",
    "health",
    "crisis",
    "line",
    "review",
    "of",
    "rotas",
    "street",
    "triage",
    "place",
    "of",
    "safety",
    "ambulance",
    "conveyance",
    "children",
    "young",
    "people",
    "liaison",
    "psychiatry",
    "carers",
    "leaflet",
    "café",
    "evening",
    "beds",
    "protocol",
    "section",
    "data",
    "sharing",
    "agreement",
    "board",
    "commission",
    "pathway",
    "veterans",
    "students",
    "housing",
    "alcohol",
    "substance",
    "suicide",
    "prevention",
    "bridge",
    "rail",
]


@st.composite
def plans(draw: st.DrawFn) -> list[Named]:
    """Draw a plan: each action has words of its own among those that all plans use."""
    count = draw(st.integers(1, 25))
    texts = [
        " ".join(
            [*draw(st.lists(st.sampled_from(WORDS), min_size=6, max_size=14)), f"own{n}", f"mine{n}", f"solely{n}"]
        )
        for n in range(count)
    ]
    return [Named(n, str(n + 1), text) for n, text in enumerate(texts)]


def _reworded(text: str, draw: random.Random) -> str:
    words = text.split()
    at = draw.randrange(len(words))
    words[at : at + 1] = draw.choice([[], ["otherwise"], [words[at], "now"]])
    return " ".join(words)


@given(plans(), st.randoms(use_true_random=False))
def test_a_plan_shuffled_renumbered_and_reworded_is_matched_right(plan: list[Named], draw: random.Random) -> None:
    kept = [one for one in plan if draw.random() > 0.2]
    rows = [replace(one, number=str(draw.randrange(99)), text=_reworded(one.text, draw)) for one in kept]
    rows += [Named(1000 + n, str(n + 1), f"Something wholly different {n} altogether unheard") for n in range(3)]
    draw.shuffle(rows)
    found = match_rows(rows, plan)
    sure = {key: match.action for key, match in found.items() if not match.unsure}
    assert all(key == action for key, action in sure.items())
    assert {one.key for one in kept} <= set(found)
    assert not [key for key in sure if key >= 1000]


@given(st.lists(st.text(max_size=20), max_size=12), st.lists(st.text(max_size=20), max_size=12))
def test_no_two_rows_ever_mean_one_action(rows: list[str], actions: list[str]) -> None:
    found = match_rows(
        [Named(n, text[:2], text) for n, text in enumerate(rows)],
        [Named(n, "", text) for n, text in enumerate(actions)],
    )
    meant = [match.action for match in found.values()]
    assert len(meant) == len(set(meant))
    assert all(match.row == key for key, match in found.items())


@given(plans())
def test_a_plan_is_itself(plan: list[Named]) -> None:
    assert {key: match.action for key, match in match_rows(plan, plan).items()} == {one.key: one.key for one in plan}


def test_of_two_with_the_same_words_the_number_tells() -> None:
    actions = [Named(1, "1.1", "Train staff."), Named(2, "2.1", "Train staff.")]
    rows = [Named(10, "2.1", "Train staff."), Named(11, "1.1", "Train staff.")]
    found = match_rows(rows, actions)
    assert {key: (match.action, match.how) for key, match in found.items()} == {10: (2, How.SAME), 11: (1, How.SAME)}


def test_two_that_are_nearly_alike_are_asked_about() -> None:
    actions = [
        Named(1, "", "Open a crisis café in the evening for adults who need company"),
        Named(2, "", "Open a crisis café in the evening for children who need company"),
    ]
    row = Named(10, "", "Open a crisis café in the evening for veterans who need company")
    assert match_rows([row], actions)[10].unsure


def test_a_number_alone_makes_no_match() -> None:
    assert not match_rows([Named(10, "3", "Write a leaflet for carers")], [Named(1, "3", "Review rotas of doctors")])


def test_the_same_number_and_half_of_the_words_are_enough() -> None:
    action = Named(1, "3.2", "Review rotas of approved mental health professionals")
    match = match_rows([Named(10, "3.2", "Review the rotas of all mental health professionals in 2026")], [action])[10]
    assert (match.how, match.unsure) == (How.NUMBER, False)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("Train staff.", "train STAFF", 1, 1), ("", "", 0, 0), ("Train staff", "Open beds", 0, 0), ("a b c d", "d c b a", 0.6, 0.8)],
)  # fmt: skip
def test_likeness_goes_from_nothing_to_the_same(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


def test_a_thousand_by_a_thousand_takes_few_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    draw, made = random.Random(1), []
    alike = rules._alike
    monkeypatch.setattr(rules, "_alike", lambda one, other: made.append(1) or alike(one, other))
    plan = [Named(n, "", " ".join(draw.choices(WORDS, k=16))) for n in range(1000)]
    rows = [replace(one, text=_reworded(one.text, draw)) for one in plan]
    found = match_rows(rows, plan)
    assert sum(match.action == key for key, match in found.items()) > 980
    assert len(made) < 8 * len(plan)
