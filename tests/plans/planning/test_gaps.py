"""What a plan covers, and what it could still cover."""

from __future__ import annotations

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
    gaps = gaps_in([A1, B1], [action(1, "x", "", "complete", 1)], [])
    assert [cover.standard for cover in gaps.open] == [B1]
    assert (gaps.covered, gaps.covers[0].complete) == (1, 1)


def test_an_action_without_a_standard_is_told_apart() -> None:
    assert [one.id for one in gaps_in([A1], [action(1, "x", "", "complete", 1), action(2)], []).unlinked] == [2]


def test_all_ages_covers_children_and_older_people() -> None:
    said = found(gaps_in([], [action(1, age="all_ages")], []))
    assert (said["Children"], said["Older"]) == (True, True)


def test_words_about_children_count_too() -> None:
    assert found(gaps_in([], [action(1, "Extend CAMHS crisis cover")], []))["Children"]


def test_a_charity_at_work_counts_as_the_voluntary_sector() -> None:
    said = found(gaps_in([], [action(1)], ["voluntary"]))
    assert (said["Voluntary"], said["People"]) == (True, False)


def test_people_with_lived_experience_are_found_in_the_words() -> None:
    assert found(gaps_in([], [action(1, "Co-produce the pathway with carers")], []))["People"]


@given(links=st.lists(st.frozensets(st.sampled_from([1, 2])), max_size=8))
def test_every_standard_is_either_covered_or_open(links: list[frozenset[int]]) -> None:
    actions = [action(n, "x", "", "in_progress", *standards) for n, standards in enumerate(links)]
    gaps = gaps_in([A1, B1], actions, [])
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
