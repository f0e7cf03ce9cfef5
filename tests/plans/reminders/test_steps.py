"""Which step speaks on which day. Pure: dates in, a step out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.planning.rules.periods import period_of, previous_period
from plans.planning.rules.states import Rhythm
from plans.reminders.rules import KINDS, ReminderKind, check_steps
from plans.reminders.rules.steps import quiet_spans, rungs_of, step_to_tell

DUE = date(2026, 11, 30)
LADDER = [
    *rungs_of(ReminderKind.DUE_SOON, KINDS[ReminderKind.DUE_SOON].steps),
    *rungs_of(ReminderKind.OVERDUE, KINDS[ReminderKind.OVERDUE].steps),
]
days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
ladders = st.builds(
    lambda before, after: [
        *rungs_of(ReminderKind.DUE_SOON, before),
        *rungs_of(ReminderKind.OVERDUE, [-step for step in after]),
    ],
    st.sets(st.integers(0, 365), min_size=1, max_size=6),
    st.sets(st.integers(1, 365), min_size=1, max_size=6),
)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("2026-10-30", None),
        ("2026-10-31", 30),
        ("2026-11-22", 30),
        ("2026-11-23", 7),
        ("2026-11-29", 1),
        ("2026-11-30", 1),
        ("2026-12-01", -1),
        ("2026-12-14", -14),
        ("2026-12-28", -28),
        ("2029-01-01", -56),
    ],
)
def test_the_most_urgent_step_reached_is_told(today: str, step: int | None) -> None:
    rung = step_to_tell(LADDER, DUE, date.fromisoformat(today))
    assert (rung.step if rung else None) == step


def test_a_word_since_the_step_was_reached_answers_it() -> None:
    reached = date(2026, 11, 23)
    assert step_to_tell(LADDER, DUE, reached, heard_on=reached) is None
    assert step_to_tell(LADDER, DUE, reached, heard_on=reached - timedelta(days=1)) is not None


@given(rungs=ladders, due=days, today=days)
def test_spans_never_overlap(rungs: list, due: date, today: date) -> None:
    speaking = [rung for rung in rungs if rung.span(due)[0] <= today <= rung.span(due)[1]]
    assert len(speaking) <= 1


@given(rungs=ladders, due=days, gaps=st.lists(st.integers(1, 60), max_size=40))
def test_however_rounds_are_missed_each_step_is_told_once_and_only_upwards(
    rungs: list, due: date, gaps: list[int]
) -> None:
    today = due - timedelta(days=400)
    told: list[int] = []
    for gap in gaps:
        today += timedelta(days=gap)
        rung = step_to_tell(rungs, due, today)
        if rung and rung.step not in told:
            told.append(rung.step)
    assert told == sorted(set(told), reverse=True)


@given(rungs=ladders, due=days)
def test_when_a_round_runs_every_day_no_step_is_left_out(rungs: list, due: date) -> None:
    told = {rung.step for n in range(-366, 367) if (rung := step_to_tell(rungs, due, due + timedelta(days=n)))}
    assert told == {rung.step for rung in rungs}


@given(due=days, since=days, today=days)
def test_days_missed_collapse_to_one_step(due: date, since: date, today: date) -> None:
    first, last = sorted([since, today])
    rung = step_to_tell(LADDER, due, last)
    reached = [r for r in LADDER if first < due - timedelta(days=r.step) <= last]
    if reached:
        assert rung == min(reached, key=lambda r: r.step)


@pytest.mark.parametrize(
    ("rhythm", "name", "began", "ended"),
    [
        (Rhythm.MONTHLY, "2026-12", "2026-12-01", "2026-12-31"),
        (Rhythm.QUARTERLY, "2026-27-Q3", "2026-10-01", "2026-12-31"),
        (Rhythm.HALF_YEARLY, "2026-27-H2", "2026-10-01", "2027-03-31"),
    ],
)
def test_a_rhythm_has_its_periods(rhythm: Rhythm, name: str, began: str, ended: str) -> None:
    period = period_of(rhythm, date(2026, 12, 24))
    assert (period.name, str(period.began), str(period.ended)) == (name, began, ended)


@given(day=days, rhythm=st.sampled_from(list(Rhythm)))
def test_periods_follow_each_other_without_a_gap(day: date, rhythm: Rhythm) -> None:
    period = period_of(rhythm, day)
    assert period.began <= day <= period.ended
    assert previous_period(period).ended == period.began - timedelta(days=1)
    assert period_of(rhythm, previous_period(period).began) == previous_period(period)


@given(day=days, rhythm=st.sampled_from(list(Rhythm)), steps=st.sets(st.integers(-28, 28), min_size=1, max_size=6))
def test_on_each_day_one_span_of_silence_speaks(day: date, rhythm: Rhythm, steps: set[int]) -> None:
    spans = [span for span in quiet_spans(sorted(steps), day, day) if span.rhythm == rhythm]
    assert len(spans) == 1
    assert spans[0].begins <= day <= spans[0].ends


def test_silence_is_told_a_week_before_a_period_ends_and_two_weeks_after() -> None:
    spans = quiet_spans((7, -14), date(2026, 10, 1), date(2026, 12, 31))
    told = [(s.period.name, s.step, str(s.begins)) for s in spans if s.rhythm == Rhythm.QUARTERLY]
    assert told == [
        ("2026-27-Q2", 7, "2026-09-23"),
        ("2026-27-Q2", -14, "2026-10-14"),
        ("2026-27-Q3", 7, "2026-12-24"),
    ]


@pytest.mark.parametrize(
    ("kind", "steps", "says"),
    [
        (ReminderKind.DUE_SOON, [], "at least one number"),
        (ReminderKind.DUE_SOON, [400], "from 0 to 365 days before the due date"),
        (ReminderKind.OVERDUE, [5], "from 1 to 365 days after the due date"),
        (ReminderKind.SILENT, [40], "28 days before the end of the reporting period"),
        (ReminderKind.DUE_SOON, range(1, 9), "6 steps at the most"),
    ],
)
def test_steps_out_of_bounds_are_refused_with_what_to_enter(kind: ReminderKind, steps: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_steps(kind, steps)


def test_steps_come_back_in_order_and_once() -> None:
    assert check_steps(ReminderKind.DUE_SOON, [1, 30, 7, 7]) == (30, 7, 1)
