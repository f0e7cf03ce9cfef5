"""A small picture of figures over time, with a table twin. A period without a figure leaves a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.charts.colours import DASHES, LINES
from concordat.charts.scales import number_words, round_steps, shares

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 80, 60, 18, 40
MOST_LINES = 3
APART = 84  # pixels between two words below the picture, at least


@dataclass(frozen=True)
class Line:
    """A row of figures, one for each period; None where nothing was measured."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Target:
    """What the figures should come to: drawn as a line from side to side."""

    value: float
    label: str = "Target"

    @property
    def words(self) -> str:
        """Return it as read."""
        return f"{self.label}: {number_words(self.value)}"


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

    @property
    def colour(self) -> str:
        """Return its colour where there is no style sheet."""
        return LINES[self.number]

    @property
    def dashes(self) -> str:
        """Return its pattern."""
        return DASHES[self.number]


@dataclass(frozen=True)
class Tick:
    """A word beside the picture, at ``at`` pixels; a minor one is left out on a narrow screen."""

    at: float
    words: str
    minor: bool = False


@dataclass(frozen=True)
class Trend:
    """A picture ready to be drawn. ``rows`` is the table twin: period, then a figure for each line.

    ``zero`` is where nothing is drawn, ``aim`` where the target is.
    """

    title: str
    unit: str
    lines: tuple[DrawnLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    zero: float
    target: Target | None = None
    aim: float = 0
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM

    @property
    def words(self) -> str:
        """Return in words where each line began and where it is now, and what it should come to."""
        told = []
        for drawn in self.lines:
            known = [(p, v) for (p, _), v in zip(self.rows, drawn.line.values, strict=True) if v is not None]
            if known:
                (p0, v0), (p1, v1) = known[0], known[-1]
                told.append(f"{drawn.line.label}: {number_words(v0)} in {p0}, {number_words(v1)} in {p1}")
        aims = [self.target.words] if self.target else []
        return "; ".join([*(told or ["Nothing was measured yet"]), *aims])


@dataclass(frozen=True)
class _Scale:
    """From figures to heights."""

    bottom: float
    top: float

    def y(self, value: float) -> float:
        """Return the height of a figure, in pixels from the top."""
        span = HEIGHT - TOP - BOTTOM
        return round(HEIGHT - BOTTOM - span * (value - self.bottom) / (self.top - self.bottom), 1)


def make_trend(
    title: str,
    periods: Sequence[str],
    lines: Sequence[Line],
    *,
    unit: str = "",
    days: Sequence[date] | None = None,
    target: Target | None = None,
) -> Trend:
    """Return the picture. ``days``: when each period was measured; points then stand as far apart as the days do.

    Raises:
        ValueError: more than three lines, figures or days that do not fit the periods, or days that go back.
    """
    if len(lines) > MOST_LINES:
        raise ValueError(f"more than {MOST_LINES} lines cannot be told apart")
    if any(len(line.values) != len(periods) for line in lines):
        raise ValueError("every line needs a figure, or None, for each period")
    if days is not None and len(days) != len(periods):
        raise ValueError("every period needs its day")
    known = [value for line in lines for value in line.values if value is not None]
    known += [target.value] if target else []
    steps = round_steps(min(known, default=0), max(known, default=0))
    scale = _Scale(steps[0], steps[-1])
    places = [_x(share) for share in shares(len(periods) if days is None else days)]
    drawn = tuple(_draw(line, number, periods, places, scale) for number, line in enumerate(lines))
    rows = tuple((period, tuple(number_words(line.values[i]) for line in lines)) for i, period in enumerate(periods))
    up = tuple(Tick(scale.y(step), number_words(step)) for step in steps)
    aim = scale.y(target.value) if target else 0
    return Trend(title, unit, drawn, _across(periods, places), up, rows, scale.y(0), target, aim)


def _x(share: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * share, 1)


def _across(periods: Sequence[str], places: Sequence[float]) -> tuple[Tick, ...]:
    """Return the words below the picture, as many as have room; the newest always."""
    shown: list[int] = []
    for at, x in enumerate(places):
        near_end = at < len(places) - 1 and places[-1] - x < APART
        if not near_end and (not shown or x - places[shown[-1]] >= APART):
            shown.append(at)
    return tuple(Tick(places[at], periods[at], minor=number % 2 == 1) for number, at in enumerate(shown))


def _draw(line: Line, number: int, periods: Sequence[str], places: Sequence[float], scale: _Scale) -> DrawnLine:
    points: list[Point] = []
    runs: list[list[str]] = [[]]
    for i, value in enumerate(line.values):
        if value is None:
            runs.append([])
            continue
        x, y = places[i], scale.y(value)
        points.append(Point(x, y, f"{periods[i]}: {number_words(value)}"))
        runs[-1].append(f"{x:g},{y:g}")
    return DrawnLine(line, number, tuple(" ".join(run) for run in runs if len(run) > 1), tuple(points))
