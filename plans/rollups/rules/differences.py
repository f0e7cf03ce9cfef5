"""What changed between two moments: figures, actions and areas. Pure: both sides come in whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from concordat.choices import Words
from plans.planning.rules.since import Mark, moves
from plans.planning.rules.states import is_live
from plans.rollups.rules.figures import COUNTS, Figures, Stage


class Became(Words):
    """What became of an action between two moments; the words are those of a plan's own changes."""

    NEW = "new", "New"
    FINISHED = "finished", "Finished"
    MOVED = "moved", "Moved on"
    SLIPPED = "slipped", "Slipped"
    RETURNED = "returned", "Brought back"
    MERGED = "merged", "Merged"
    WITHDRAWN = "withdrawn", "Withdrawn"
    GONE = "gone", "No longer counted here"


class Step(NamedTuple):
    """So many actions went the same way. An empty state: the action was not there.

    ``later``: it has a last day on both sides, and the second is later.
    """

    before: str
    before_confidence: str
    after: str
    after_confidence: str
    later: bool
    actions: int = 1

    @property
    def became(self) -> tuple[Became, ...]:
        """Return what became of them, as a plan's own page says it of one action; nothing where all is as it was."""
        if not self.after:
            return (Became.GONE,) if is_live(self.before) else ()
        if not self.before:
            ended = moves("in_progress", "", self.after, "", later=False) if not is_live(self.after) else []
            return (Became.NEW, *(_BECAME[mark] for mark in ended))
        marks = moves(self.before, self.before_confidence, self.after, self.after_confidence, later=self.later)
        return tuple(_BECAME[mark] for mark in marks)


_BECAME: dict[Mark, Became] = {mark: Became(mark.value) for mark in Mark if mark is not Mark.CHANGED}


class AreaStood(NamedTuple):
    """An area as it stood."""

    id: int
    slug: str
    name: str
    region_id: int
    stage: Stage
    is_silent: bool


@dataclass(frozen=True)
class Side:
    """One of the two moments: what it is called, its day, its figures (each action once) and its areas."""

    words: str
    day: date
    figures: Figures
    plans: int = 0
    areas: tuple[AreaStood, ...] = ()


class FigureChange(NamedTuple):
    """One figure on both sides."""

    name: str
    before: int
    after: int

    @property
    def by(self) -> int:
        """Return by how much it grew."""
        return self.after - self.before


@dataclass(frozen=True)
class WhatChanged:
    """The difference of two moments; ``steps`` are all ways that actions went, those that stood still too."""

    before: Side
    after: Side
    steps: tuple[Step, ...] = field(default=(), repr=False)

    @cached_property
    def figures(self) -> dict[str, FigureChange]:
        """Return every figure by its name."""
        pairs = zip(COUNTS, self.before.figures, self.after.figures, strict=True)
        return {name: FigureChange(name, was, now) for name, was, now in pairs}

    @cached_property
    def counts(self) -> dict[Became, int]:
        """Return how many actions became what, all words in their order."""
        found: Counter[Became] = Counter()
        for step in self.steps:
            for one in step.became:
                found[one] += step.actions
        return {one: found[one] for one in Became}

    @cached_property
    def between_states(self) -> dict[tuple[str, str], int]:
        """Return how many actions went from one delivery state to another; "" is "not there"."""
        found: Counter[tuple[str, str]] = Counter()
        for step in self.steps:
            found[step.before, step.after] += step.actions
        return {states: count for states, count in sorted(found.items()) if states[0] != states[1]}

    @property
    def gone_silent(self) -> tuple[AreaStood, ...]:
        """Return the areas that had been heard of in time before, and were silent after."""
        return self._areas(lambda was, now: not was.is_silent and now.is_silent)

    @property
    def heard_again(self) -> tuple[AreaStood, ...]:
        """Return the areas that were silent before, and not after."""
        return self._areas(lambda was, now: was.is_silent and not now.is_silent)

    @property
    def further(self) -> tuple[AreaStood, ...]:
        """Return the areas that came to a later stage."""
        return self._areas(lambda was, now: now.stage.step > was.stage.step)

    @property
    def back(self) -> tuple[AreaStood, ...]:
        """Return the areas that went back to an earlier stage."""
        return self._areas(lambda was, now: now.stage.step < was.stage.step)

    @cached_property
    def areas_before(self) -> Mapping[int, AreaStood]:
        """Return the areas of the first moment by id."""
        return {one.id: one for one in self.before.areas}

    def _areas(self, holds: Callable[[AreaStood, AreaStood], bool]) -> tuple[AreaStood, ...]:
        """Return the areas of both sides of which ``holds`` holds, as they stood after; of one side alone, none."""
        was = self.areas_before
        return tuple(one for one in self.after.areas if one.id in was and holds(was[one.id], one))
