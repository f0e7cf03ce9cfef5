"""Which areas need a regional lead's word, and why: held against how each stood at the end of the last quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.rollups.rules import AreaRow, Figures, Stage

#: So many areas are named under a reason; the table below has all of them.
MOST_NAMED = 6


@dataclass(frozen=True)
class Needs:
    """The areas that need somebody's word: for what, and with which figure for each; the most pressing first.

    ``more``: how many more there are. ``asks``: whether a word to the area is the next step.
    """

    words: str
    areas: list[tuple[AreaRow, str]]
    more: int = 0
    asks: bool = False


def needs_of(rows: Sequence[AreaRow], before: Mapping[int, Figures], since: str) -> list[Needs]:
    """Return which areas are silent, slipping and stuck; a reason without an area is left out.

    ``before``: the figures of areas as they were kept at the end of the last quarter, by area; ``since``: that day in
    words. An area of which nothing was kept is neither slipping nor stuck: nobody can know.
    """
    found = [
        _named("Gone quiet", ((row, "") for row in rows if row.is_stale), asks=True),
        _named(f"Slipping: more overdue or off track than on {since}", _slipping(rows, before)),
        _named(f"Stuck: heard from, and no action has moved since {since}", _stuck(rows, before), asks=True),
        _named(
            "Not yet at a published plan",
            ((row, row.stage.label.lower()) for row in rows if row.stage.step < Stage.PUBLISHED.step),
        ),
    ]
    return [one for one in found if one.areas]


def _named(words: str, areas: Iterable[tuple[AreaRow, str]], *, asks: bool = False) -> Needs:
    listed = list(areas)
    return Needs(words, listed[:MOST_NAMED], max(len(listed) - MOST_NAMED, 0), asks)


def _slipping(rows: Sequence[AreaRow], before: Mapping[int, Figures]) -> list[tuple[AreaRow, str]]:
    found = []
    for row in rows:
        was, now = before.get(row.id), row.figures
        if was is None:
            continue
        worse = (now.overdue - was.overdue, now.off_track - was.off_track)
        if sum(worse) > 0:
            found.append((sum(worse), row, _worse(*worse, now)))
    return [(row, said) for _, row, said in sorted(found, key=lambda one: (-one[0], one[1].name))]


def _worse(overdue: int, off_track: int, now: Figures) -> str:
    parts = [(overdue, "overdue", now.overdue), (off_track, "off track", now.off_track)]
    told = [f"{abs(by):,} {'more' if by > 0 else 'fewer'} {words} ({count:,} now)" for by, words, count in parts if by]
    return f"{', '.join(told)}, of {now.live:,} live"


def _stuck(rows: Sequence[AreaRow], before: Mapping[int, Figures]) -> list[tuple[AreaRow, str]]:
    """Return the areas heard of since, whose actions are all in the state in which they were."""
    names = ("not_started", "in_progress", "complete", "merged", "withdrawn")
    return [
        (row, f"{row.figures.live:,} live, {row.figures.complete:,} complete")
        for row in rows
        if row.figures.live
        and not row.is_stale
        and row.id in before
        and all(getattr(row.figures, name) == getattr(before[row.id], name) for name in names)
    ]
