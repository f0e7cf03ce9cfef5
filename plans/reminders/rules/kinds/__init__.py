"""Kinds of reminder: what each looks for, at which steps it speaks, whom it asks, what it says."""

from __future__ import annotations

from collections.abc import Iterable

from plans.reminders.rules.kinds.actions import DueSoon, EvidenceBroken, MilestoneDue, OffTrack, Overdue, Silent
from plans.reminders.rules.kinds.base import AUDIENCE, Kind, Line
from plans.reminders.rules.kinds.indicators import ReadingDue
from plans.reminders.rules.kinds.names import ReminderKind
from plans.reminders.rules.kinds.people import Unreached
from plans.reminders.rules.kinds.plans import DeclarationLacks, PlanReviewDue, SubmissionWaits

__all__ = ["AUDIENCE", "KINDS", "URGENCY", "Kind", "Line", "ReminderKind", "check_steps"]

#: Most urgent first: the order of a digest.
KINDS: dict[ReminderKind, Kind] = {
    kind.name: kind
    for kind in (
        Overdue(),
        OffTrack(),
        DueSoon(),
        MilestoneDue(),
        ReadingDue(),
        SubmissionWaits(),
        Silent(),
        EvidenceBroken(),
        PlanReviewDue(),
        DeclarationLacks(),
        Unreached(),
    )
}
URGENCY = tuple(KINDS)
MOST_STEPS = 6


def check_steps(kind: ReminderKind, steps: Iterable[int]) -> tuple[int, ...]:
    """Return the steps in the order in which they are reached, each once.

    Raises:
        ValueError: there are none, too many, or one lies outside the kind's bounds; the text
            says what to enter.
    """
    wanted = tuple(sorted(set(steps), reverse=True))
    about = KINDS[kind]
    if not wanted:
        raise ValueError("Enter at least one number of days, or switch the rule off")
    if len(wanted) > MOST_STEPS:
        raise ValueError(f"Enter {MOST_STEPS} steps at the most, so that nobody is chased without end")
    if wanted[0] > about.highest or wanted[-1] < about.lowest:
        raise ValueError(_bounds(about))
    return wanted


def _bounds(kind: Kind) -> str:
    if kind.side == "before":
        return f"Each number must be from {kind.lowest} to {kind.highest} days before {kind.anchor}"
    if kind.side == "after":
        return f"Each number must be from {-kind.highest} to {-kind.lowest} days after {kind.anchor}"
    return f"Each number must be from {-kind.lowest} days after (−) to {kind.highest} days before {kind.anchor}"
