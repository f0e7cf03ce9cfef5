"""Kinds of reminder: what each looks for, and at which steps it speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.choices import Words


class ReminderKind(Words):
    """Why somebody hears from us."""

    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    SILENT = "silent", "No update this period"


@dataclass(frozen=True)
class Kind:
    """A kind of reminder. A step is a number of days before (+) or after (−) ``anchor``."""

    name: ReminderKind
    meaning: str
    anchor: str
    steps: tuple[int, ...]
    lowest: int
    highest: int

    @property
    def side(self) -> str:
        """Return "before", "after", or "" for a kind that speaks on both sides of its day."""
        if self.lowest >= 0:
            return "before"
        return "after" if self.highest < 0 else ""


KINDS: dict[ReminderKind, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            ReminderKind.OVERDUE,
            "The due date has passed and the action is neither complete, merged nor withdrawn.",
            "the due date",
            (-1, -14, -28, -56),
            lowest=-365,
            highest=-1,
        ),
        Kind(
            ReminderKind.DUE_SOON,
            "The due date is near and nothing was said since the step was reached.",
            "the due date",
            (30, 7, 1),
            lowest=0,
            highest=365,
        ),
        # A week before a period ends there is still time to say something. Two weeks after its
        # end is the grace that ``SILENT_AFTER_DAYS`` gives: from then on the pages say "silent".
        Kind(
            ReminderKind.SILENT,
            "Nothing was said about a live action since the plan’s reporting period began.",
            "the end of the reporting period",
            (7, -14),
            lowest=-28,
            highest=28,
        ),
    )
}
#: Most urgent first: the order of a digest.
URGENCY = (ReminderKind.OVERDUE, ReminderKind.DUE_SOON, ReminderKind.SILENT)
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
