"""What a national summary says: its tables in order, each under one of the eight parts, and the words about it. Pure.

The parts are those that the people who made the summaries of 2014 to 2016 looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from concordat.choices import Words
from concordat.documents.table import Kind
from plans.rollups.rules import Figures, Stage, add_up


class Part(Words):
    """A part of the summary, in order."""

    COVERAGE = "coverage", "Coverage"
    ACTIONS = "actions", "Actions"
    CHANGE = "change", "Change since the last quarter"
    GAPS = "gaps", "Standards without an action"
    INDICATORS = "indicators", "Indicators"
    THEMES = "themes", "Where it is hard"
    SIGNATORIES = "signatories", "Signatories"
    METHOD = "method", "How this was made"


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a table: what stands above it, what kind of value, and its width in characters."""

    heading: str
    kind: Kind = Kind.COUNT
    width: int = 12


@dataclass(frozen=True)
class SummaryTable:
    """A table: ``name`` for programs and sheets, ``title`` for readers, ``note`` on how it is counted.

    ``chart``: the columns that a picture shows beside the first, which names the rows.
    ``long`` tables stand in an appendix of what is printed.
    """

    part: Part
    name: str
    title: str
    columns: tuple[SummaryColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: str = ""
    chart: tuple[int, ...] = ()
    long: bool = False


class AreaLine(NamedTuple):
    """An area as it stood: a joint plan's figures are in each of its areas, so lines are never added up."""

    name: str
    gss_code: str
    kind: str
    region: str
    stage: Stage
    is_silent: bool
    declared_on: date | None
    published_on: date | None
    last_heard_at: datetime | None
    figures: Figures


class SectionLine(NamedTuple):
    """What plans have in one section; an action may be in two of them."""

    code: str
    title: str
    figures: Figures


@dataclass(frozen=True)
class Facts:
    """Everything that is counted: at the end of a day, provisional or frozen and published.

    ``regions``: sums of plans by region name, each action in one region. ``changes``: pairs of a figure's words and its
    value before, now; ``became``: what became of actions. ``frozen``: lines about the frozen quarter.
    """

    day: date
    quarter: str
    quarter_words: str
    revision: int
    is_published: bool
    areas: Sequence[AreaLine]
    regions: Sequence[tuple[str, Figures]]
    sections: Sequence[SectionLine]
    before_words: str = ""
    changes: Sequence[tuple[str, int, int]] = ()
    became: Sequence[tuple[str, int]] = ()
    frozen: Sequence[tuple[str, str]] = ()
    tables: Sequence[SummaryTable] = ()

    @property
    def nation(self) -> Figures:
        """England: the sum over regions."""
        return add_up(figures for _, figures in self.regions) if self.regions else Figures()
