"""What became of a plan's actions since a day: new, changed, moved, slipped, finished, merged, withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from concordat.choices import Words
from concordat.conflicts import same
from plans.planning.rules.conflicts import ACTION_LABELS
from plans.planning.rules.states import Confidence, DeliveryState, is_live


class Mark(Words):
    """What became of an action; one action may carry several."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    FINISHED = "finished", "Finished"
    MERGED = "merged", "Merged"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RETURNED = "returned", "Brought back"
    MOVED = "moved", "Moved on"
    SLIPPED = "slipped", "Slipped"


#: What an action promises: a difference in one of these makes it "changed". Its number is only a label.
PROMISED = ("text", "outcome", "indicator", "timescale", "lead", "named_post", "age_group")
LABELS = {
    **{name: ACTION_LABELS[name] for name in PROMISED if name != "lead"},
    "lead": ACTION_LABELS["lead_id"],
    "delivery_state": "How far it has come",
    "confidence": "Confidence",
}
_GONE = {
    DeliveryState.COMPLETE.value: Mark.FINISHED,
    DeliveryState.MERGED.value: Mark.MERGED,
    DeliveryState.WITHDRAWN.value: Mark.WITHDRAWN,
}
_HOW_WELL = {Confidence.OFF_TRACK.value: 0, Confidence.AT_RISK.value: 1, Confidence.ON_TRACK.value: 2}
_HOW_FAR = {DeliveryState.NOT_STARTED.value: 0, DeliveryState.IN_PROGRESS.value: 1}


@dataclass(frozen=True)
class Standing:
    """An action as it stood at an hour. ``lead``: the name of the organisation, or the lead as written.

    ``plan_id``: the edition it stands in now; 0 where it tells of the past.
    """

    id: int
    number: str
    text: str
    outcome: str = ""
    indicator: str = ""
    timescale: str = ""
    due: date | None = None
    lead: str = ""
    named_post: str = ""
    age_group: str = ""
    delivery_state: str = DeliveryState.NOT_STARTED
    confidence: str = ""
    reason: str = ""
    merged_into: int | None = None
    last_heard_at: datetime | None = None
    plan_id: int = 0

    @property
    def is_live(self) -> bool:
        """Whether it was still to be carried out."""
        return is_live(self.delivery_state)


@dataclass(frozen=True)
class Changed:
    """One field of an action, in words: what it said and what it says."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ActionChange:
    """What became of an action. ``before`` is None for a new one; ``merged_into``: what goes on in its place."""

    now: Standing
    before: Standing | None
    marks: tuple[Mark, ...]
    fields: tuple[Changed, ...] = ()
    merged_into: Standing | None = None

    @property
    def was_number(self) -> str:
        """Return the number it had, where it has another now."""
        return self.before.number if self.before and self.before.number != self.now.number else ""


@dataclass(frozen=True)
class Changes:
    """What became of a plan since ``since``: the actions of which there is something to say, in the plan's order."""

    since: datetime
    actions: tuple[ActionChange, ...] = ()
    standing: tuple[Standing, ...] = field(default=(), repr=False)

    def of(self, mark: Mark) -> tuple[ActionChange, ...]:
        """Return the actions that carry ``mark``."""
        return tuple(one for one in self.actions if mark in one.marks)

    @cached_property
    def by_id(self) -> dict[int, ActionChange]:
        """Return the same by the id that the action has now."""
        return {one.now.id: one for one in self.actions}

    @cached_property
    def counts(self) -> dict[Mark, int]:
        """Return how many actions carry each mark, those with at least one, in the order of the marks."""
        return count_marks(self.actions)


def count_marks(changes: Iterable[ActionChange]) -> dict[Mark, int]:
    """Return how many of the changes carry each mark, those with at least one, in the order of the marks."""
    found = Counter(mark for one in changes for mark in one.marks)
    return {mark: found[mark] for mark in Mark if found[mark]}


def compare(now: Iterable[Standing], before: Mapping[int, Standing], since: datetime) -> Changes:
    """Lay actions as they stand beside what they were.

    ``now``: in the plan's order; ``before``: by the id that each has **now** (an action carried into a
    new edition stands under its new id); what is missing there is new.
    """
    standing = tuple(now)
    by_id = {one.id: one for one in standing}
    found = (_change(one, before.get(one.id), by_id) for one in standing)
    return Changes(since, tuple(one for one in found if one.marks), standing)


def _change(now: Standing, before: Standing | None, by_id: Mapping[int, Standing]) -> ActionChange:
    target = by_id.get(now.merged_into) if now.merged_into else None
    if before is None:
        gone = [_GONE[now.delivery_state]] if not now.is_live else []
        return ActionChange(now, None, (Mark.NEW, *gone), merged_into=target)
    fields = tuple(_fields(before, now))
    promised = [Mark.CHANGED] if any(one.name in PROMISED for one in fields) else []
    return ActionChange(now, before, (*promised, *_moves(before, now)), fields, target)


def _moves(before: Standing, now: Standing) -> list[Mark]:
    later = bool(before.due and now.due and now.due > before.due)
    return moves(before.delivery_state, before.confidence, now.delivery_state, now.confidence, later=later)


def moves(state: str, confidence: str, now: str, now_confidence: str, *, later: bool) -> list[Mark]:
    """Return where an action went: out of the plan, back into it, forwards or backwards.

    It stood in ``state`` with ``confidence`` and stands in ``now`` with ``now_confidence``; ``later``: its last
    day was put off.
    """
    if not is_live(now):
        return [_GONE[now]] if now != state else []
    if not is_live(state):
        return [Mark.RETURNED]
    far = _HOW_FAR[now] - _HOW_FAR[state]
    well = _HOW_WELL[now_confidence] - _HOW_WELL.get(confidence, 2) if now_confidence else 0
    if later or far < 0 or well < 0:
        return [Mark.SLIPPED]
    return [Mark.MOVED] if far > 0 or well > 0 else []


def _fields(before: Standing, now: Standing) -> Iterable[Changed]:
    for name, label in LABELS.items():
        was, is_now = getattr(before, name), getattr(now, name)
        if not same(was, is_now):
            yield Changed(name, label, _words(name, was), _words(name, is_now))


def _words(name: str, value: Any) -> str:
    kinds = {"delivery_state": DeliveryState, "confidence": Confidence}
    return kinds[name](value).label if name in kinds and value else str(value)
