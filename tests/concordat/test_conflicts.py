"""Two people change the same thing: what one rule makes of it, whatever the fields."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.conflicts import Clash, differences, merge, same

NAMES = ("text", "outcome", "lead", "partners")
values = st.none() | st.integers(0, 3) | st.sampled_from(["", "a", "b", "a\r\nb", "a\nb", " a "]) | st.just((1, 2))
things = st.fixed_dictionaries(dict.fromkeys(NAMES, values))


@given(things, things, things)
def test_every_field_is_settled_or_clashes_and_never_both(base: dict, theirs: dict, mine: dict) -> None:
    merged = merge(base, theirs, mine)
    assert sorted([*merged.values, *(clash.name for clash in merged.clashes)]) == sorted(NAMES)


@given(things, things, things)
def test_nothing_that_either_changed_is_lost(base: dict, theirs: dict, mine: dict) -> None:
    merged = merge(base, theirs, mine)
    clashes = {clash.name: clash for clash in merged.clashes}
    for name in NAMES:
        for changed in (theirs[name], mine[name]):
            kept = [merged.values[name]] if name in merged.values else [clashes[name].theirs, clashes[name].mine]
            assert same(changed, base[name]) or any(same(changed, one) for one in kept)


@given(things, things, things)
def test_it_does_not_matter_who_came_first(base: dict, theirs: dict, mine: dict) -> None:
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert all(same(one.values[name], other.values[name]) for name in one.values)
    assert one.clashes == tuple(Clash(it.name, it.base, it.mine, it.theirs) for it in other.clashes)
    assert (one.from_theirs, one.from_mine) == (other.from_mine, other.from_theirs)


@given(things, things)
def test_the_same_change_by_both_is_no_conflict(base: dict, both: dict) -> None:
    merged = merge(base, both, both)
    assert (merged.values, merged.clashes, merged.from_theirs, merged.from_mine) == (both, (), (), ())


@given(things, things)
def test_who_changes_alone_has_their_way(base: dict, mine: dict) -> None:
    for merged in (merge(base, base, mine), merge(base, {}, mine)):
        assert not merged.clashes
        assert all(same(merged.values[name], mine[name]) for name in NAMES)
        assert set(merged.from_mine) == {name for name in NAMES if not same(base[name], mine[name])}


@given(things, things, things)
def test_what_was_merged_merges_again_without_a_change(base: dict, theirs: dict, mine: dict) -> None:
    once = merge(base, theirs, mine)
    if not once.clashes:
        assert merge(base, once.values, mine).values == once.values


def test_different_fields_are_both_kept_and_named() -> None:
    base = {"text": "Open a café", "outcome": "", "lead": 1}
    merged = merge(base, base | {"lead": 2}, base | {"outcome": "Fewer detentions"})
    assert merged.values == {"text": "Open a café", "outcome": "Fewer detentions", "lead": 2}
    assert (merged.from_theirs, merged.from_mine) == (("lead",), ("outcome",))


def test_the_same_field_clashes_with_what_it_was() -> None:
    merged = merge({"text": "Café"}, {"text": "Crisis café"}, {"text": "Café at night"})
    assert merged.clashes == (Clash("text", "Café", "Crisis café", "Café at night"),)
    assert merged.values == {}


def test_a_field_that_nobody_had_seen_is_refused() -> None:
    with pytest.raises(KeyError, match="Not in base: lead"):
        merge({"text": "Café"}, {}, {"lead": 1})


@pytest.mark.parametrize(("one", "other"), [("a\r\nb ", "a\nb"), ((1, 2), [1, 2]), (None, None), ("", "  ")])
def test_writing_the_same_in_another_way_is_no_change(one: Any, other: Any) -> None:
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), (None, ""), ((1, 2), (2,)), (1, "1")])
def test_saying_something_else_is_a_change(one: Any, other: Any) -> None:
    assert not same(one, other)


def test_differences_tell_what_it_was_where_that_is_known() -> None:
    labels = {"text": "Action", "lead": "Lead"}
    (found,) = differences({"text": "b", "lead": "x"}, {"text": "c", "lead": "x"}, labels, {"text": "a", "lead": "y"})
    assert (found.label, found.base, found.theirs, found.mine) == ("Action", "a", "b", "c")
