"""A small picture of figures over time, with a table twin. A period without a figure leaves a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 80, 60, 18, 40
MOST_LINES = 3
SMALLEST = 1e-9  # below this a figure is drawn as nothing


@dataclass(frozen=True)
class Line:
    """A row of figures, one for each period; None where nothing was measured."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Point:
    """A figure at its place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class DrawnLine:
    """A line as runs of points; the runs are parted where a figure is missing."""

    line: Line
    number: int
    runs: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Tick:
    """A word beside the picture, at ``at`` pixels; a minor one is left out on a narrow screen."""

    at: float
    words: str
    minor: bool = False


@dataclass(frozen=True)
class Trend:
    """A picture ready to be drawn. ``rows`` is the table twin: period, then a figure for each line."""

    title: str
    unit: str
    lines: tuple[DrawnLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM

    @property
    def words(self) -> str:
        """Return in words where each line began and where it is now."""
        told = []
        for drawn in self.lines:
            known = [(p, v) for (p, _), v in zip(self.rows, drawn.line.values, strict=True) if v is not None]
            if known:
                (p0, v0), (p1, v1) = known[0], known[-1]
                told.append(f"{drawn.line.label}: {number_words(v0)} in {p0}, {number_words(v1)} in {p1}")
        return "; ".join(told) or "Nothing was measured yet"


def make_trend(title: str, periods: Sequence[str], lines: Sequence[Line], *, unit: str = "") -> Trend:
    """Return the picture; raises ``ValueError`` for more than three lines or figures that do not fit the periods."""
    if len(lines) > MOST_LINES:
        raise ValueError(f"more than {MOST_LINES} lines cannot be told apart")
    if any(len(line.values) != len(periods) for line in lines):
        raise ValueError("every line needs a figure, or None, for each period")
    known = [value for line in lines for value in line.values if value is not None]
    top = nice_top(max(known, default=0))
    drawn = tuple(_draw(line, number, periods, top) for number, line in enumerate(lines))
    rows = tuple((period, tuple(number_words(line.values[i]) for line in lines)) for i, period in enumerate(periods))
    up = tuple(Tick(_y(part * top / 2, top), number_words(part * top / 2)) for part in range(3))
    return Trend(title, unit, drawn, _across(periods), up, rows)


def nice_top(highest: float) -> float:
    """Return a round number not below ``highest`` (1, 2 or 5 times a power of ten); 1 for nothing."""
    if highest < SMALLEST:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in (1, 2, 5, 10) if highest <= step * power * (1 + 1e-9))


def number_words(value: float | None) -> str:
    """Return a figure as read: "1,200", "12.5", "–" for none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _x(index: int, count: int) -> float:
    span = WIDTH - LEFT - RIGHT
    return round(LEFT + (span * index / (count - 1) if count > 1 else span / 2), 1)


def _y(value: float, top: float) -> float:
    span = HEIGHT - TOP - BOTTOM
    return round(HEIGHT - BOTTOM - span * value / top, 1)


def _across(periods: Sequence[str]) -> tuple[Tick, ...]:
    every = max(1, ceil(len(periods) / 6))
    shown = [i for i in range(len(periods)) if i % every == 0]
    return tuple(Tick(_x(i, len(periods)), periods[i], minor=n % 2 == 1) for n, i in enumerate(shown))


def _draw(line: Line, number: int, periods: Sequence[str], top: float) -> DrawnLine:
    points: list[Point] = []
    runs: list[list[str]] = [[]]
    for i, value in enumerate(line.values):
        if value is None:
            runs.append([])
            continue
        x, y = _x(i, len(periods)), _y(max(value, 0), top)
        points.append(Point(x, y, f"{periods[i]}: {number_words(value)}"))
        runs[-1].append(f"{x:g},{y:g}")
    return DrawnLine(line, number, tuple(" ".join(run) for run in runs if len(run) > 1), tuple(points))
