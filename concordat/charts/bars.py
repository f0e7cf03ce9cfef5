"""A bar of parts of a whole, such as the actions of a plan by state, with a table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.charts.marks import Mark, mark_for
from concordat.web.words import percent_words


@dataclass(frozen=True)
class Segment:
    """A part: ``key`` chooses colour and shape (a status), ``label`` is read, ``value`` is counted."""

    key: str
    label: str
    value: int
    url: str = ""


@dataclass(frozen=True)
class DrawnSegment:
    """A part with its place on the bar, in per cent of its width."""

    segment: Segment
    start: float
    width: float
    share: str
    mark: Mark

    @property
    def middle(self) -> str:
        """Return where its shape is drawn."""
        return f"{self.start + self.width / 2:.3f}%"

    @property
    def x(self) -> str:
        """Return where it begins."""
        return f"{self.start:.3f}%"

    @property
    def w(self) -> str:
        """Return how wide it is."""
        return f"{self.width:.3f}%"

    @property
    def roomy(self) -> bool:
        """Say whether its shape fits into it."""
        return self.width >= 5


@dataclass(frozen=True)
class Bar:
    """A bar ready to be drawn; ``segments`` has every part, the empty ones too (for the table)."""

    title: str
    noun: str
    total: int
    segments: tuple[DrawnSegment, ...]
    height: int = 28
    table: bool = True

    @property
    def inner(self) -> int:
        """Return the height of the parts, inside a pixel of air."""
        return self.height - 2

    @property
    def seen(self) -> list[DrawnSegment]:
        """Return the parts that are not empty."""
        return [part for part in self.segments if part.segment.value]

    @property
    def words(self) -> str:
        """Return the bar in words, for those who do not see it."""
        told = [f"{part.segment.label} {part.segment.value:,}" for part in self.seen]
        return f"{', '.join(told)}; {self.total:,} in all" if told else f"No {self.noun} yet"


def make_bar(
    title: str, segments: Sequence[Segment], *, noun: str = "actions", table: bool = True, height: int = 28
) -> Bar:
    """Return the bar of ``segments``; raises ``ValueError`` for a negative value.

    ``table=False`` leaves the table twin out where the page has one of its own.
    """
    if any(part.value < 0 for part in segments):
        raise ValueError("a part of a whole cannot be less than nothing")
    total = sum(part.value for part in segments)
    drawn, start = [], 0.0
    for part in segments:
        width = 100 * part.value / total if total else 0.0
        share = percent_words(part.value, total)
        drawn.append(DrawnSegment(part, start, width, share, mark_for(part.key)))
        start += width
    return Bar(title, noun, total, tuple(drawn), height, table)
