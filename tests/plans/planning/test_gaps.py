"""What a plan covers, and what it could still cover."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from plans.planning.rules.gaps import ActionInView, Gaps, StandardInView, gaps_in
from tests.cast import Cast

A1, B1 = (StandardInView(n, code, "Title", "Section", "Framework", "f") for n, code in ((1, "A1"), (2, "B1")))


def action(number: int, words: str = "x", age: str = "", state: str = "in_progress", *standards: int) -> ActionInView:
    return ActionInView(number, str(number), words, words, age, state, frozenset(standards))


def found(gaps: Gaps) -> dict[str, bool]:
    return {advice.title.split()[0]: advice.found for advice in gaps.advice}


def test_a_standard_without_an_action_is_open() -> None:
    gaps = gaps_in([A1, B1], [action(1, "x", "", "complete", 1)])
    assert [cover.standard for cover in gaps.open] == [B1]
    assert (gaps.covered, gaps.covers[0].complete) == (1, 1)


def test_an_action_without_a_standard_is_told_apart() -> None:
    assert [one.id for one in gaps_in([A1], [action(1, "x", "", "complete", 1), action(2)]).unlinked] == [2]


def test_all_ages_covers_children_and_older_people() -> None:
    said = found(gaps_in([], [action(1, age="all_ages")]))
    assert (said["Children"], said["Older"]) == (True, True)


def test_words_about_children_count_too() -> None:
    assert found(gaps_in([], [action(1, "Extend CAMHS crisis cover")]))["Children"]


def test_a_charity_at_work_counts_as_the_voluntary_sector() -> None:
    with_mind = replace(action(1), kinds=frozenset({"voluntary", "police"}))
    said = found(gaps_in([], [with_mind]))
    assert (said["Voluntary"], said["People"], said["Working"]) == (True, False, True)


def test_one_organisation_alone_is_no_working_together() -> None:
    assert not found(gaps_in([], [replace(action(1), kinds=frozenset({"police"}))]))["Working"]


def test_advice_names_the_actions_it_was_found_in() -> None:
    gaps = gaps_in([], [action(1), action(2, "Extend CAMHS crisis cover")])
    assert [[one.id for one in advice.actions] for advice in gaps.advice if advice.found] == [[2]]


def test_for_whom_the_actions_are_is_counted_with_those_that_do_not_say() -> None:
    ages = dict(gaps_in([], [action(1, age="children"), action(2), action(3)]).ages)
    assert (ages["Children and young people"], ages["Older people"], ages["Not said"]) == (1, 0, 2)


def test_a_standard_whose_actions_are_all_complete_asks_what_comes_next() -> None:
    gaps = gaps_in([A1, B1], [action(1, "x", "", "complete", 1), action(2, "x", "", "in_progress", 2)])
    assert [cover.is_done for cover in gaps.covers] == [True, False]


def test_people_with_lived_experience_are_found_in_the_words() -> None:
    assert found(gaps_in([], [action(1, "Co-produce the pathway with carers")]))["People"]


@given(links=st.lists(st.frozensets(st.sampled_from([1, 2])), max_size=8))
def test_every_standard_is_either_covered_or_open(links: list[frozenset[int]]) -> None:
    actions = [action(n, "x", "", "in_progress", *standards) for n, standards in enumerate(links)]
    gaps = gaps_in([A1, B1], actions)
    assert gaps.covered + len(gaps.open) == 2
    assert len(gaps.unlinked) == sum(not standards for standards in links)


def test_the_page_advises_and_does_not_mark(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    text = client.get(f"/plans/{cast.plan.pk}/gaps/").content.decode()
    assert "0 of 1 standard has an action." in text
    assert "To think about." in text
    assert "No action yet" in text


def test_a_withdrawn_action_meets_no_standard(client: Client, cast: Cast) -> None:
    cast.police_action.standards.add(cast.standard)
    cast.police_action.delivery_state = "withdrawn"
    cast.police_action.save()
    client.force_login(cast.olive)
    assert client.get(f"/plans/{cast.plan.pk}/gaps/").context["gaps"].covered == 0
