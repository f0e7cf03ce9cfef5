"""The order of a plan's actions, and the labels that follow from it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from concordat.choices import Words


class Style(Words):
    """How actions are labelled."""

    BY_THEME = "by_theme", "By theme: 1.1, 1.2, 2.1"
    THROUGH = "through", "Through the whole plan: 1, 2, 3"


@dataclass(frozen=True)
class Placed:
    """An action at its place: theme (id and number as the plan writes it), sub-heading, label, row version."""

    id: int
    theme_id: int | None = None
    theme_number: str = ""
    heading: str = ""
    number: str = ""
    version: int = 1
    text: str = ""

    @property
    def group(self) -> tuple[int | None, str]:
        """The theme and sub-heading under which it stands."""
        return self.theme_id, self.heading


@dataclass(frozen=True)
class Relabelled:
    """An action with the label it has and the one it would get."""

    id: int
    old: str
    new: str


def stepped(rows: Sequence[Placed], one: int, by: int) -> list[Placed] | None:
    """Return the rows with ``one`` a place up (-1) or down (1) in its group; None at the end of the group."""
    at = next(place for place, row in enumerate(rows) if row.id == one)
    other = at + by
    if not 0 <= other < len(rows) or rows[other].group != rows[at].group:
        return None
    turned = list(rows)
    turned[at], turned[other] = turned[other], turned[at]
    return turned


def placed_after(rows: Sequence[Placed], one: int, after: int | None) -> list[Placed]:
    """Return the rows with ``one`` behind ``after``, under its theme and sub-heading; None: first of all.

    Raises:
        KeyError: one of the two is not there, or they are the same.
    """
    moving = next((row for row in rows if row.id == one), None)
    rest = [row for row in rows if row.id != one]
    if moving is None:
        raise KeyError(one)
    if after is None:
        group = rest[0] if rest else moving
        return [_joined(moving, group), *rest]
    at = next((place for place, row in enumerate(rest) if row.id == after), None)
    if at is None:
        raise KeyError(after)
    return [*rest[: at + 1], _joined(moving, rest[at]), *rest[at + 1 :]]


def relabelled(rows: Sequence[Placed], style: Style) -> tuple[Relabelled, ...]:
    """Return every action with its label and the one that ``style`` gives it, in the plan's order."""
    if style is Style.THROUGH:
        return tuple(Relabelled(row.id, row.number, str(place)) for place, row in enumerate(rows, start=1))
    prefixes, seen = _prefixes(rows), Counter[int | None]()
    found = []
    for row in rows:
        seen[row.theme_id] += 1
        found.append(Relabelled(row.id, row.number, f"{prefixes[row.theme_id]}.{seen[row.theme_id]}"))
    return tuple(found)


def mark_of(rows: Iterable[Placed]) -> str:
    """Return a short mark of the actions as they stand: another one as soon as one of them changes or moves."""
    told = "|".join(f"{row.id}:{row.version}:{row.number}:{row.theme_id}" for row in rows)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _prefixes(rows: Sequence[Placed]) -> Mapping[int | None, str]:
    """Return what stands before the dot: the themes' own numbers where each has one of its own, else 1, 2, 3."""
    themes: dict[int | None, str] = {
        row.theme_id: row.theme_number.strip().rstrip(".") for row in rows if row.theme_id is not None
    }
    own = list(themes.values())
    if not all(number.isalnum() and len(number) <= 5 for number in own) or len(set(own)) < len(own):
        themes = {theme: str(place) for place, theme in enumerate(themes, start=1)}
    return {**themes, None: str(_highest(themes.values()) + 1)}


def _highest(labels: Iterable[str]) -> int:
    return max((int(label) for label in labels if label.isdecimal()), default=0)


def _joined(row: Placed, beside: Placed) -> Placed:
    return replace(row, theme_id=beside.theme_id, theme_number=beside.theme_number, heading=beside.heading)
