"""Columns side by side, such as how many actions fall due in each month, with a table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 150
SIDE, TOP, BOTTOM = 8, 30, 34
#: Pixels between two columns.
APART = 8


@dataclass(frozen=True)
class Column:
    """A figure with the words under it; ``whole`` says the same in full, for those who hear it."""

    label: str
    value: int
    whole: str = ""


@dataclass(frozen=True)
class DrawnColumn:
    """A column at its place. ``minor`` words are left out on a narrow screen."""

    column: Column
    x: float
    y: float
    wide: float
    tall: float
    minor: bool

    @property
    def middle(self) -> float:
        """Return where its words stand."""
        return round(self.x + self.wide / 2, 1)

    @property
    def above(self) -> float:
        """Return where its figure stands."""
        return round(self.y - 7, 1)


@dataclass(frozen=True)
class Columns:
    """A picture ready to be drawn. ``columns`` is the table twin too."""

    title: str
    noun: str
    columns: tuple[DrawnColumn, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    label_at: int = HEIGHT - BOTTOM + 24

    @property
    def total(self) -> int:
        """Return what the columns add up to."""
        return sum(one.column.value for one in self.columns)

    @property
    def words(self) -> str:
        """Return the picture in words; empty columns are left out."""
        told = [f"{one.column.whole or one.column.label}: {one.column.value:,}" for one in self.columns]
        kept = [words for words, one in zip(told, self.columns, strict=True) if one.column.value]
        return "; ".join(kept) or f"No {self.noun}"


def make_columns(title: str, columns: Sequence[Column], *, noun: str = "actions") -> Columns:
    """Return the picture, the highest column as high as there is room.

    Raises:
        ValueError: a figure is less than nothing.
    """
    if any(one.value < 0 for one in columns):
        raise ValueError("a column cannot be less than nothing")
    highest = max((one.value for one in columns), default=0)
    step = (WIDTH - 2 * SIDE) / max(len(columns), 1)
    drawn = []
    for at, one in enumerate(columns):
        tall = round((HEIGHT - TOP - BOTTOM) * one.value / highest, 1) if highest else 0.0
        x, y = round(SIDE + at * step + APART / 2, 1), round(HEIGHT - BOTTOM - tall, 1)
        drawn.append(DrawnColumn(one, x, y, round(step - APART, 1), tall, minor=at % 2 == 1))
    return Columns(title, noun, tuple(drawn))
