"""When a step speaks. Each step has a span of days; in it, it is the most urgent one reached.

Spans of one rule never overlap, so days on which no round ran collapse to the highest step:
whoever looks on a day finds one step, and it has been told or it has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from plans.planning.rules.periods import ReportingPeriod, period_of, previous_period
from plans.planning.rules.states import Rhythm
from plans.reminders.rules.kinds import KINDS, ReminderKind


@dataclass(frozen=True)
class Rung:
    """A step of a rule, and the step that takes over from it (None: it is the last)."""

    kind: ReminderKind
    step: int
    next_step: int | None

    @property
    def is_last_before(self) -> bool:
        """Whether it is the last word before the due date: on a day without letters it comes a day early, not late."""
        return self.next_step is None and not KINDS[self.kind].stands

    def span(self, due: date) -> tuple[date, date]:
        """Return the first and the last day on which this step is the one to be told."""
        last = date.max if KINDS[self.kind].stands else due
        if self.next_step is not None:
            last = due - timedelta(days=self.next_step + 1)
        return due - timedelta(days=self.step), last


def rungs_of(kind: ReminderKind, steps: Iterable[int]) -> tuple[Rung, ...]:
    """Return the steps of a rule that counts from a day as a ladder, first reached first."""
    ordered = sorted(set(steps), reverse=True)
    following: list[int | None] = [*ordered[1:], None]
    return tuple(Rung(kind, step, after) for step, after in zip(ordered, following, strict=False))


def step_to_tell(rungs: Iterable[Rung], due: date, today: date, heard_on: date | None = None) -> Rung | None:
    """Return the step to be told on ``today`` about an action due on ``due``, if any.

    Somebody who said something on or after the day a step was reached has answered it.
    """
    for rung in rungs:
        first, last = rung.span(due)
        if first <= today <= last:
            return None if heard_on is not None and heard_on >= first else rung
    return None


@dataclass(frozen=True)
class Quiet:
    """A span of days in which silence since ``began`` is told, for plans of one rhythm."""

    rhythm: Rhythm
    period: ReportingPeriod
    step: int
    begins: date
    ends: date


def quiet_spans(steps: Sequence[int], first: date, last: date) -> tuple[Quiet, ...]:
    """Return the spans that touch the days ``first`` to ``last``, for every rhythm."""
    return tuple(
        quiet
        for rhythm in Rhythm
        for quiet in _spans(rhythm, steps, first, last)
        if quiet.begins <= last and quiet.ends >= first
    )


def _spans(rhythm: Rhythm, steps: Sequence[int], first: date, last: date) -> list[Quiet]:
    """Return the spans of a rhythm in order: each ends the day before the next begins."""
    period = previous_period(previous_period(period_of(rhythm, first)))
    starts: list[tuple[date, date, int, ReportingPeriod]] = []
    while period.began <= last + timedelta(days=366):
        starts += [(period.ended - timedelta(days=step), period.ended, step, period) for step in set(steps)]
        period = period_of(rhythm, period.ended + timedelta(days=1))
    starts.sort(key=lambda start: start[:3])
    return [Quiet(rhythm, here[3], here[2], here[0], after[0] - timedelta(days=1)) for here, after in pairwise(starts)]
