"""The map of areas, by a measure that the address chooses: ``?map=overdue``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from concordat.charts.hexmap import VIEW_BOX, Hex, Kind, make_hexmap
from concordat.web.components import with_query
from plans.dashboards.rules import Measure, band_of, measure_called, said_of
from plans.rollups.rules import AreaRow, Stage

STAGE_KINDS = [Kind(stage.value, stage.label, mark=str(stage.step), tone=stage.step - 1) for stage in Stage]
_NOBODY = Kind("none", "No live actions", mark="–", tone=0)
KINDS: dict[Measure, list[Kind]] = {
    Measure.STAGE: STAGE_KINDS,
    Measure.ON_TRACK: [
        _NOBODY,
        Kind("0", "Under a quarter on track", mark="0+", tone=1),
        Kind("25", "A quarter or more", mark="25+", tone=3),
        Kind("50", "Half or more", mark="50+", tone=5),
        Kind("75", "Three quarters or more", mark="75+", tone=6),
        Kind("100", "All on track", mark="100", tone=8),
    ],
    Measure.OVERDUE: [
        _NOBODY,
        Kind("0", "None overdue", mark="0", tone=1),
        Kind("1", "1 to 4 overdue", mark="1+", tone=3),
        Kind("5", "5 to 9 overdue", mark="5+", tone=6),
        Kind("10", "10 or more overdue", mark="10+", tone=8),
    ],
    Measure.HEARD: [
        _NOBODY,
        Kind("0", "Within 4 weeks", mark="0+", tone=1),
        Kind("4", "4 to 8 weeks ago", mark="4+", tone=3),
        Kind("8", "8 to 13 weeks ago", mark="8+", tone=5),
        Kind("13", "13 weeks ago or longer", mark="13+", tone=7),
        Kind("never", "Not heard from yet", mark="?", tone=8),
    ],
}
#: A region's picture is never drawn larger than if it were this wide, in hexagons.
_NARROWEST = 8.0


@dataclass(frozen=True)
class Choice:
    """A measure to choose, and whether the map shows it now."""

    words: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class ChosenMap:
    """The map by the chosen measure, and the links to the others."""

    picture: SafeString
    choices: list[Choice]
    meaning: str


def chosen_map(place: str, rows: Sequence[AreaRow], query: QueryDict, today: date, *, crop: bool = False) -> ChosenMap:
    """Draw the areas of ``place`` by the measure that the address chooses; one it does not know is the stage."""
    measure = measure_called(query.get("map", ""))
    hexes = tuple(_hex(row, measure, today, quiet=True) for row in rows if _has_place(row))
    title = f"{place}: {measure.label.lower()}"
    picture = _drawn(title, hexes, measure, _box(hexes) if crop else VIEW_BOX, table=True)
    urls = {one: with_query(query, map=one.value, page=None) + "#map-heading" for one in Measure}
    choices = [Choice(one.label, urls[one], one is measure) for one in Measure]
    return ChosenMap(picture, choices, measure.meaning)


def stage_map(
    title: str, rows: Sequence[AreaRow], *, table: bool, crop: bool = False, quiet: bool = False
) -> SafeString:
    """Draw areas by stage; ``table`` adds the table twin, ``crop`` shows only where the areas are.

    ``quiet`` marks the areas that have gone silent. Areas without a hexagon stand in tables only.
    """
    hexes = tuple(_hex(row, Measure.STAGE, None, quiet=quiet) for row in rows if _has_place(row))
    return _drawn(title, hexes, Measure.STAGE, _box(hexes) if crop else VIEW_BOX, table=table)


def _has_place(row: AreaRow) -> bool:
    return row.hex_x is not None and row.hex_y is not None


def _hex(row: AreaRow, measure: Measure, today: date | None, *, quiet: bool) -> Hex:
    dashed = quiet and row.is_stale
    said = said_of(row, measure)
    return Hex(
        x=row.hex_x or 0.0,
        y=row.hex_y or 0.0,
        label=row.hex_label,
        name=row.name,
        kind=band_of(row, measure, today),
        href=f"/areas/{row.slug}/",
        note=", ".join(part for part in (said, "gone quiet" if dashed else "") if part),
        dashed=dashed,
    )


@lru_cache(maxsize=64)
def _drawn(title: str, hexes: tuple[Hex, ...], measure: Measure, view_box: str, *, table: bool) -> SafeString:
    """Draw a map; the same hexagons are drawn once and kept, since a picture follows from them alone."""
    words = "Stage" if measure is Measure.STAGE else measure.label
    drawn = make_hexmap(title, hexes, KINDS[measure], view_box=view_box, kind_word=words)
    return render_to_string("components/_hexmap.html", {"map": drawn, "table": table})


def _box(hexes: Iterable[Hex]) -> str:
    """Return the view box around some hexagons, wide enough that they are not drawn as giants."""
    places = [(one.x, one.y) for one in hexes] or [(0.0, 0.0)]
    left, right = min(x for x, _ in places) - 0.6, max(x for x, _ in places) + 0.6
    top, bottom = min(y for _, y in places) - 0.7, max(y for _, y in places) + 0.7
    spare = max(0.0, _NARROWEST - (right - left))
    return f"{left - spare / 2:g} {top:g} {right - left + spare:g} {bottom - top:g}"
