"""A map of hexagons, one for each place, as SVG data with a table twin.

The caller gives centres in a grid of width 1, y downwards, hexagons with a point on top (radius 0.5774).
Each hexagon says three things at once: a tone (light to dark), a letter or number, and words for its link::

    kinds = [Kind("declared", "Declared", mark="3", tone=2), …]
    hexes = [Hex(x=7.0, y=1.7321, label="H’pool", name="Hartlepool", kind="declared", href="/areas/hartlepool/")]
    {% hexmap make_hexmap("England by stage", hexes, kinds, place_word="Area", kind_word="Stage") %}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

HALF_WIDTH, RADIUS = 0.5, 0.5774
VIEW_BOX = "-0.6 -0.7 14.7 18.7"
FIRST_DARK_TONE = 6
TONES = 9
LETTER_WIDTH = 0.6  # of the font size, on average
DRAWN = 0.955  # of its cell: neighbours of one tone are told apart by the gap
LINE_LETTERS = 7  # a longer label breaks where it has a space
CORNERS = " ".join(
    f"{DRAWN * x:.4g},{DRAWN * y:.4g}"
    for x, y in [
        (0, -RADIUS),
        (HALF_WIDTH, -RADIUS / 2),
        (HALF_WIDTH, RADIUS / 2),
        (0, RADIUS),
        (-HALF_WIDTH, RADIUS / 2),
        (-HALF_WIDTH, -RADIUS / 2),
    ]
)


@dataclass(frozen=True)
class Kind:
    """What a hexagon can be: its words, its short mark and its tone, 0 (lightest) to 8 (darkest)."""

    key: str
    label: str
    mark: str
    tone: int

    @property
    def on_dark(self) -> bool:
        """Say whether words on it must be white."""
        return self.tone >= FIRST_DARK_TONE


@dataclass(frozen=True)
class Hex:
    """One place. ``note`` adds to its words ("no update for 20 weeks"); ``dashed`` draws a broken line inside its edge."""

    x: float
    y: float
    label: str
    name: str
    kind: str
    href: str = ""
    note: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a label inside a hexagon, at ``y`` from its centre."""

    text: str
    y: float


@dataclass(frozen=True)
class Drawn:
    """A hexagon ready to be drawn."""

    hex: Hex
    kind: Kind
    title: str
    lines: tuple[Line, ...]
    font_size: str

    @property
    def place(self) -> str:
        """Return the move to its centre."""
        return f"translate({self.hex.x:g} {self.hex.y:g})"


@dataclass(frozen=True)
class LegendItem:
    """A kind with the number of places that are of it."""

    kind: Kind
    count: int


@dataclass(frozen=True)
class HexMap:
    """A map ready to be drawn, in reading order: top to bottom, left to right."""

    id: str
    title: str
    description: str
    cells: tuple[Drawn, ...]
    legend: tuple[LegendItem, ...]
    rows: tuple[Drawn, ...]
    place_word: str
    kind_word: str
    dashed_words: str
    view_box: str = VIEW_BOX
    corners: str = CORNERS

    @property
    def any_dashed(self) -> bool:
        """Say whether the legend has to explain the broken line."""
        return any(cell.hex.dashed for cell in self.cells)


def make_hexmap(
    title: str,
    hexes: Sequence[Hex],
    kinds: Sequence[Kind],
    *,
    map_id: str = "map",
    place_word: str = "Area",
    kind_word: str = "Stage",
    dashed_words: str = "Gone quiet",
    view_box: str = VIEW_BOX,
) -> HexMap:
    """Return the map and, in ``rows``, its table twin by name.

    Raises ``KeyError`` for a hexagon whose kind is not among ``kinds``.
    """
    by_key = {kind.key: kind for kind in kinds}
    drawn = [_draw(one, by_key[one.kind]) for one in hexes]
    cells = tuple(sorted(drawn, key=lambda cell: (cell.hex.y, cell.hex.x)))
    legend = tuple(LegendItem(kind, sum(1 for one in hexes if one.kind == kind.key)) for kind in kinds)
    told = [f"{item.kind.label}: {item.count}" for item in legend if item.count]
    description = f"{len(hexes)} hexagons. {'; '.join(told)}." if told else "There is nothing on the map yet."
    rows = tuple(sorted(drawn, key=lambda cell: cell.hex.name))
    return HexMap(map_id, title, description, cells, legend, rows, place_word, kind_word, dashed_words, view_box)


def _draw(one: Hex, kind: Kind) -> Drawn:
    rows = wrap(one.label, LINE_LETTERS, break_long_words=False)[:3] or [""]
    size = _font_size(max(len(row) for row in rows), len(rows), 0.74 if one.dashed else 0.86)
    top = -0.1 - size * (len(rows) - 1) / 2
    lines = tuple(Line(row, round(top + size * i + size * 0.35, 3)) for i, row in enumerate(rows))
    title = ": ".join(part for part in (one.name, kind.label) if part)
    return Drawn(one, kind, f"{title}, {one.note}" if one.note else title, lines, f"{size:g}")


def _font_size(longest: int, lines: int, room: float) -> float:
    fits = room / max(longest, 1) / LETTER_WIDTH
    return round(min(fits, 0.21 if lines < 3 else 0.17), 3)
