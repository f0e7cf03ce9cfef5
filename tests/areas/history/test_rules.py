"""What was said and what the rows say are laid together: nothing twice, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from areas.history.rules import Step, Version, steps_of, together, told

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_each_version_is_told_by_what_it_changed() -> None:
    track = [
        Version(at(0), {"text": "Old", "due": None, "number": "1"}, made=True),
        Version(at(1), {"text": "New", "due": None, "number": "1"}, by=7),
        Version(at(2), {"text": "New", "due": "", "number": "1"}),
    ]
    made, changed = steps_of(track, ("text",))
    assert (made.made, dict(made.after)) == (True, {"text": "Old"})
    assert (changed.by, dict(changed.before), dict(changed.after)) == (7, {"text": "Old"}, {"text": "New"})


def test_a_record_that_only_begins_tells_nothing_and_is_known_afterwards() -> None:
    track = [Version(at(0), {"partners": [1, 2]}, quiet=True), Version(at(1), {"partners": [1]})]
    (step,) = steps_of(track)
    assert (step.before, step.after) == ({"partners": [1, 2]}, {"partners": [1]})


def test_what_was_done_in_one_transaction_is_one_step() -> None:
    row = Step(at(0), before={"text": "a"}, after={"text": "b"})
    link = Step(at(0), after={"partners": [1]})
    (step,) = together([[row], [link]])
    assert step.after == {"text": "b", "partners": [1]}


def test_what_was_said_is_filled_up_with_what_the_rows_say() -> None:
    row = Step(
        at(0),
        by=None,
        before={"timescale": "May", "due": "2026-05-31"},
        after={"timescale": "June", "due": "2026-06-30"},
    )
    said = Step(
        at(0) + timedelta(seconds=1), 7, "changed action", before={"timescale": "May"}, after={"timescale": "June"}
    )
    (step,) = told([said], [row])
    assert (step.by, step.verb, step.after) == (7, "changed action", {"timescale": "June", "due": "2026-06-30"})


def test_a_change_nobody_spoke_of_stands_by_itself() -> None:
    row = Step(at(0), after={"text": "raw"})
    earlier = Step(at(-5), 7, "changed action", after={"text": "raw"})
    later = Step(at(60), 7, "changed action", after={"text": "raw"})
    other = Step(at(1), 7, "changed action", after={"text": "other"})
    part = Step(at(1), 7, "added evidence", "Register", after={"text": "raw"})
    assert len(told([earlier, later, other, part], [row])) == 5


def test_the_newest_comes_first() -> None:
    found = told([Step(at(3), verb="c"), Step(at(1), verb="a")], [Step(at(2), after={"x": 1})])
    assert [step.at for step in found] == [at(3), at(2), at(1)]


VALUES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1)
SAID = st.lists(st.builds(lambda n, after: Step(at(n), 1, "did", after=after), st.integers(0, 60), VALUES), max_size=6)
ROWS = st.lists(st.builds(lambda n, after: Step(at(n), after=after), st.integers(0, 60), VALUES), max_size=6)


@given(SAID, ROWS)
def test_no_word_and_no_change_is_lost(said: list[Step], rows: list[Step]) -> None:
    found = told(said, rows)
    assert sum(step.verb == "did" for step in found) == len(said)
    for one in (*said, *rows):
        assert any(set(one.after) <= set(step.after) for step in found)


@given(st.lists(VALUES, max_size=8))
def test_the_steps_lead_from_the_first_version_to_the_last(values: list[dict[str, Any]]) -> None:
    track = [Version(at(n), dict.fromkeys("abc") | one) for n, one in enumerate(values)]
    state: dict[str, Any] = dict.fromkeys("abc")
    for step in steps_of(track):
        assert all(state[name] == value for name, value in step.before.items())
        state |= step.after
    assert not track or state == track[-1].values
