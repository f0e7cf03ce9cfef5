"""How rows of areas are counted, kept and ordered. Figures about areas count areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from concordat.choices import Words
from plans.rollups.rules import AreaRow, Stage


@dataclass(frozen=True)
class Coverage:
    """How many areas are how far. ``declared`` and ``published`` are facts, whatever the stage."""

    areas: int
    stages: Counter[Stage]
    declared: int
    published: int
    silent: int
    joint: int

    def at(self, stage: Stage) -> int:
        """Return how many areas are at a stage."""
        return self.stages[stage]

    def at_least(self, stage: Stage) -> int:
        """Return how many areas have come to a stage or further."""
        return sum(count for reached, count in self.stages.items() if reached.step >= stage.step)


def coverage(rows: Sequence[AreaRow]) -> Coverage:
    """Count areas; each row is one area."""
    return Coverage(
        areas=len(rows),
        stages=Counter(row.stage for row in rows),
        declared=sum(row.declared_on is not None for row in rows),
        published=sum(row.published_on is not None for row in rows),
        silent=sum(row.is_stale for row in rows),
        joint=sum(row.is_joint for row in rows),
    )


def by_region(rows: Iterable[AreaRow]) -> dict[int, list[AreaRow]]:
    """Return the areas of each region (by id), in the order given."""
    regions: dict[int, list[AreaRow]] = {}
    for row in rows:
        regions.setdefault(row.region_id, []).append(row)
    return regions


@dataclass(frozen=True)
class AreaFilter:
    """What a reader wants to see. Empty: every area."""

    q: str = ""
    region: str = ""
    stage: str = ""
    only: str = ""


#: What "only" keeps, beside the words for it.
ONLY = {"silent": "Gone quiet", "overdue": "With overdue actions", "off_track": "With actions off track"}
_ONLY: dict[str, Callable[[AreaRow], bool]] = {
    "silent": lambda row: row.is_stale,
    "overdue": lambda row: row.figures.overdue > 0,
    "off_track": lambda row: row.figures.off_track > 0,
}


def keep(rows: Iterable[AreaRow], wanted: AreaFilter) -> list[AreaRow]:
    """Return the areas that ``wanted`` keeps, in the order given."""
    words = _plain(wanted.q).split()
    only = _ONLY.get(wanted.only)
    return [
        row
        for row in rows
        if (not wanted.region or row.region_slug == wanted.region)
        and (not wanted.stage or row.stage == wanted.stage)
        and (only is None or only(row))
        and all(word in _plain(f"{row.name} {row.partnerships} {row.gss_code}") for word in words)
    ]


def _plain(text: str) -> str:
    return text.casefold().replace("’", "").replace("'", "").replace("&", "and")


_LONG_AGO = date(1900, 1, 1)
#: The words that may stand in ``?sort=``, and what each orders by.
SORTS: dict[str, Callable[[AreaRow], Any]] = {
    "name": lambda row: _plain(row.name),
    "region": lambda row: (row.region_name, _plain(row.name)),
    "stage": lambda row: row.stage.step,
    "actions": lambda row: row.figures.total,
    "complete": lambda row: row.figures.complete,
    "off_track": lambda row: (row.figures.off_track, row.figures.at_risk),
    "overdue": lambda row: row.figures.overdue,
    "heard": lambda row: _day(row.last_heard_at),
}


def _day(then: datetime | None) -> date:
    return then.date() if then else _LONG_AGO


def in_order(rows: Iterable[AreaRow], sort: str, default: str = "name") -> list[AreaRow]:
    """Return the areas ordered by ``sort`` ("-overdue": the most first); names settle what is equal."""
    wanted = sort if sort.removeprefix("-") in SORTS else default
    named = sorted(rows, key=SORTS["name"])
    return sorted(named, key=SORTS[wanted.removeprefix("-")], reverse=wanted.startswith("-"))


class Measure(Words):
    """By what a map shows areas."""

    STAGE = "stage", "Stage"
    ON_TRACK = "on-track", "Share on track"
    OVERDUE = "overdue", "Overdue actions"
    HEARD = "heard", "Last heard"

    @property
    def meaning(self) -> str:
        """Return in a sentence what light and dark say."""
        return _MEASURES[self]


_MEASURES = {
    Measure.STAGE: "The darker a hexagon, the further the area has come.",
    Measure.ON_TRACK: "The darker a hexagon, the more of the live actions are on track. Actions without a rating are not.",
    Measure.OVERDUE: "The darker a hexagon, the more live actions are past their last day.",
    Measure.HEARD: "The darker a hexagon, the longer ago anything was heard of the area’s actions.",
}
_WEEK = 7


def measure_called(word: str) -> Measure:
    """Return the measure of that word; the stage where it is none."""
    return next((one for one in Measure if one.value == word), Measure.STAGE)


def band_of(row: AreaRow, measure: Measure, today: date | None) -> str:
    """Return the key of the band in which an area stands; ``today`` is needed for "last heard" alone."""
    if measure is Measure.STAGE:
        return row.stage.value
    if not row.figures.live:
        return "none"
    if measure is Measure.ON_TRACK:
        return _highest((100, 75, 50, 25, 0), 100 * row.figures.on_track // row.figures.live)
    if measure is Measure.OVERDUE:
        return _highest((10, 5, 1, 0), row.figures.overdue)
    if row.last_heard_at is None or today is None:
        return "never"
    return _highest((13, 8, 4, 0), max((today - row.last_heard_at.date()).days, 0) // _WEEK)


def _highest(steps: Sequence[int], value: int) -> str:
    return str(next(step for step in steps if value >= step))


def said_of(row: AreaRow, measure: Measure) -> str:
    """Return the figure behind the band with its denominator; nothing where the band says it all."""
    if not row.figures.live:
        return ""
    told = {Measure.ON_TRACK: row.figures.on_track, Measure.OVERDUE: row.figures.overdue}.get(measure)
    return "" if told is None else f"{told:,} of {row.figures.live:,} live actions"


class Heat(Words):
    """How a standard stands in an area, the most telling word first."""

    NONE = "none", "No action"
    BELOW = "below", "Something is below on track or overdue"
    DONE = "done", "All complete"
    ON_TRACK = "on_track", "On track, or partly complete"
    BEGUN = "begun", "There, and not rated"


def heat_of(*, actions: int, complete: int, on_track: int, below: int, overdue: int) -> Heat:
    """Return how a standard stands in an area, from counts of its actions there."""
    if not actions:
        return Heat.NONE
    if below or overdue:
        return Heat.BELOW
    if complete == actions:
        return Heat.DONE
    return Heat.ON_TRACK if on_track or complete else Heat.BEGUN
