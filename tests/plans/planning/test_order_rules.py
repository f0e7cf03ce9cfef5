"""The order of a plan's actions and the labels that follow from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.planning.rules.order import Placed, Style, mark_of, placed_after, relabelled, stepped

ROWS = [
    Placed(1, 10, "1", number="a"),
    Placed(2, 10, "1", number="b"),
    Placed(3, 20, "2", "Beds", number="c"),
    Placed(4, None, number="d"),
]
plans = st.lists(
    st.builds(
        Placed,
        st.integers(1, 10**6),
        st.sampled_from([None, 1, 2, 3]),
        st.sampled_from(["", "1", "2", "A", "1.", "Part 1"]),
        st.sampled_from(["", "Beds"]),
        st.text(max_size=5),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row.id,
)


def ids(rows: list[Placed] | None) -> list[int] | None:
    return None if rows is None else [row.id for row in rows]


def test_a_step_stays_under_its_heading() -> None:
    assert ids(stepped(ROWS, 2, -1)) == [2, 1, 3, 4]
    assert stepped(ROWS, 2, 1) is None
    assert stepped(ROWS, 1, -1) is None


def test_what_is_put_behind_another_joins_its_theme() -> None:
    after = placed_after(ROWS, 1, 3)
    assert ids(after) == [2, 3, 1, 4]
    assert after[2].group == (20, "Beds")


def test_what_is_put_first_joins_the_first_theme() -> None:
    after = placed_after(ROWS, 4, None)
    assert (ids(after), after[0].group) == ([4, 1, 2, 3], (10, ""))


@pytest.mark.parametrize("after", [1, 99])
def test_nothing_stands_behind_itself_or_a_stranger(after: int) -> None:
    with pytest.raises(KeyError):
        placed_after(ROWS, 1, after)


def test_labels_by_theme_begin_with_the_number_of_the_theme() -> None:
    assert [one.new for one in relabelled(ROWS, Style.BY_THEME)] == ["1.1", "1.2", "2.1", "3.1"]


def test_themes_without_numbers_of_their_own_are_counted() -> None:
    rows = [Placed(1, 10, "Part 1"), Placed(2, 20, "Part 2"), Placed(3, 10, "Part 1")]
    assert [one.new for one in relabelled(rows, Style.BY_THEME)] == ["1.1", "2.1", "1.2"]


def test_labels_through_the_plan_are_whole_numbers() -> None:
    assert [one.new for one in relabelled(ROWS, Style.THROUGH)] == ["1", "2", "3", "4"]


@given(plans, st.sampled_from(Style))
def test_no_two_actions_get_the_same_label(rows: list[Placed], style: Style) -> None:
    labels = [one.new for one in relabelled(rows, style)]
    assert len(set(labels)) == len(rows)
    assert all(0 < len(label) <= 20 for label in labels)


@given(plans, st.data())
def test_moving_loses_nobody(rows: list[Placed], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(rows)).id
    others = [row.id for row in rows if row.id != one]
    after = placed_after(rows, one, data.draw(st.sampled_from([None, *others])))
    assert sorted(ids(after) or []) == sorted(ids(rows) or [])
    assert [pk for pk in ids(after) or [] if pk != one] == others


def test_the_mark_moves_with_anything_that_was_looked_at() -> None:
    turned = [ROWS[1], ROWS[0], *ROWS[2:]]
    saved = [Placed(1, 10, "1", number="a", version=2), *ROWS[1:]]
    assert len({mark_of(ROWS), mark_of(turned), mark_of(saved)}) == 3
