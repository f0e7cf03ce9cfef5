"""The dated steps inside an action: what one says, in which order they stand, which follow from a timescale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.planning.rules.timescale import Milestone as Step
from plans.planning.rules.timescale import Timescale

LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """A milestone as somebody wants it. ``place`` counts from 1; None leaves it where it is, or puts it last."""

    text: str
    due: date | None = None
    done_on: date | None = None
    place: int | None = None


def moved(ids: Sequence[int], one: int, place: int) -> list[int]:
    """Return ``ids`` with ``one`` at ``place``, counted from 1; a place too high is the last, too low the first."""
    rest = [pk for pk in ids if pk != one]
    at = min(max(place, 1), len(ids)) - 1
    return [*rest[:at], one, *rest[at:]]


def words_of(step: Step) -> str:
    """Return the words of a step of a timescale as a milestone keeps them."""
    return step.text if len(step.text) <= LONGEST else f"{step.text[: LONGEST - 1]}…"


def follow_timescale(
    was: Timescale, now: Timescale, kept: Iterable[tuple[str, date | None, bool]]
) -> tuple[set[tuple[str, date | None]], list[tuple[str, date | None]]]:
    """Return which milestones go and which come when a timescale is written anew.

    ``kept``: text, last day, and whether it is done, of the milestones there are. Those that only
    repeat the old timescale go; what somebody wrote, changed or finished stays. Those that the new
    timescale names come, in its order, unless they are there.
    """
    before = {(words_of(step), step.due) for step in was.milestones}
    now_named = [(words_of(step), step.due) for step in now.milestones]
    there = {(text, due) for text, due, _ in kept}
    done = {(text, due) for text, due, is_done in kept if is_done}
    gone = (before & there) - done - set(now_named)
    return gone, [one for one in dict.fromkeys(now_named) if one not in there]


def not_yet_milestones(reading: Timescale, kept: Iterable[tuple[str, date | None]]) -> list[tuple[str, date | None]]:
    """Return the values of a timescale that no milestone stands for yet, by their last day."""
    days = {due for _, due in kept}
    return [(words_of(step), step.due) for step in reading.milestones if step.due not in days]
