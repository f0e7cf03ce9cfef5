"""Which declarations may be recorded, and whose signature is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import (
    MOVES,
    CoreKind,
    DeclarationStatus,
    missing_core_kinds,
    names_a_person,
    problems,
    with_successors,
)
from tests.areas.declarations.helpers import TODAY, agreed

CODES = st.sampled_from([f"kind-{n}" for n in range(8)])


@given(core=st.lists(CODES, unique=True), signed=st.lists(CODES))
def test_a_core_kind_is_missing_exactly_when_nobody_of_it_signed(core: list[str], signed: list[str]) -> None:
    kinds = [CoreKind(code, code.title(), True) for code in core]
    missing = [kind.code for kind in missing_core_kinds(kinds, signed)]
    assert missing == [code for code in core if code not in signed]


@given(signed=st.lists(CODES), took_over=st.dictionaries(CODES, CODES))
def test_who_took_the_place_of_a_kind_counts_whatever_the_chain(signed: list[str], took_over: dict[str, str]) -> None:
    counted = with_successors(signed, took_over)
    assert set(signed) <= counted
    assert {took_over[code] for code in counted if code in took_over} <= counted
    assert counted <= set(signed) | set(took_over.values())


def test_every_status_has_its_moves() -> None:
    assert set(MOVES) == {None, *DeclarationStatus}
    assert all(moves for moves in MOVES.values())


def test_a_signed_declaration_needs_text_and_date() -> None:
    assert set(problems(agreed(text=" ", signed_on=None), None, TODAY)) == {"text", "signed_on"}


def test_a_draft_needs_nothing() -> None:
    assert problems(agreed(text="", status="draft", signed_on=None), None, TODAY) == {}


def test_only_what_was_signed_can_be_withdrawn() -> None:
    assert "status" in problems(agreed(status="withdrawn"), DeclarationStatus.DRAFT, TODAY)
    assert problems(agreed(status="withdrawn"), DeclarationStatus.SIGNED, TODAY) == {}


@pytest.mark.parametrize("post", ["Dr Jane Jones", "mr. Smith, director", "jane@nhs.example", "Dame Ann"])
def test_a_persons_name_is_noticed(post: str) -> None:
    assert names_a_person(post)


@pytest.mark.parametrize(
    "post", ["Chief executive", "Deputy chief constable", "Medical director", "Missing persons lead", ""]
)
def test_a_post_is_a_post(post: str) -> None:
    assert not names_a_person(post)
