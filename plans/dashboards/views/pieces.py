"""What several dashboards show: the map, bars of actions, words for stages and areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from concordat.charts.bars import Bar, Segment, make_bar
from concordat.charts.hexmap import VIEW_BOX, Hex, Kind, make_hexmap
from concordat.charts.marks import mark_for
from plans.planning.rules.states import Confidence, DeliveryState
from plans.rollups.rules import AreaRow, Figures, Stage

STAGE_KINDS = [Kind(stage.value, stage.label, mark=str(stage.step), tone=stage.step - 1) for stage in Stage]
#: A region's picture is never drawn larger than if it were this wide, in hexagons.
_NARROWEST = 8.0


def stage_map(
    title: str, rows: Sequence[AreaRow], *, table: bool, crop: bool = False, quiet: bool = False
) -> SafeString:
    """Draw areas by stage; ``table`` adds the table twin, ``crop`` shows only where the areas are.

    ``quiet`` marks the areas that have gone silent. Areas without a hexagon stand in tables only.
    """
    hexes = tuple(_hex(row, quiet=quiet) for row in rows if row.hex_x is not None and row.hex_y is not None)
    return _drawn(title, hexes, _box(hexes) if crop else VIEW_BOX, table)


def _hex(row: AreaRow, *, quiet: bool) -> Hex:
    dashed = quiet and row.is_stale
    return Hex(
        x=row.hex_x or 0.0,
        y=row.hex_y or 0.0,
        label=row.hex_label,
        name=row.name,
        kind=row.stage.value,
        href=f"/areas/{row.slug}/",
        note="gone quiet" if dashed else "",
        dashed=dashed,
    )


@lru_cache(maxsize=32)
def _drawn(title: str, hexes: tuple[Hex, ...], view_box: str, table: bool) -> SafeString:
    """Draw a map; the same hexagons are drawn once and kept, since a picture follows from them alone."""
    drawn = make_hexmap(title, hexes, STAGE_KINDS, view_box=view_box)
    return render_to_string("components/_hexmap.html", {"map": drawn, "table": table})


def _box(hexes: Iterable[Hex]) -> str:
    """Return the view box around some hexagons, wide enough that they are not drawn as giants."""
    places = [(one.x, one.y) for one in hexes] or [(0.0, 0.0)]
    left, right = min(x for x, _ in places) - 0.6, max(x for x, _ in places) + 0.6
    top, bottom = min(y for _, y in places) - 0.7, max(y for _, y in places) + 0.7
    spare = max(0.0, _NARROWEST - (right - left))
    return f"{left - spare / 2:g} {top:g} {right - left + spare:g} {bottom - top:g}"


def state_bar(figures: Figures, title: str = "Actions by delivery state", *, height: int = 28) -> Bar:
    """Return the actions by delivery state."""
    order = (
        DeliveryState.COMPLETE,
        DeliveryState.IN_PROGRESS,
        DeliveryState.NOT_STARTED,
        DeliveryState.MERGED,
        DeliveryState.WITHDRAWN,
    )
    segments = [Segment(state.value, state.label, getattr(figures, state.value)) for state in order]
    return make_bar(title, segments, height=height)


def confidence_bar(figures: Figures, title: str = "Live actions by confidence") -> Bar:
    """Return the live actions by confidence."""
    segments = [Segment(one.value, one.label, getattr(figures, one.value)) for one in Confidence]
    return make_bar(title, [*segments, Segment("silent", "Not rated", figures.unrated)], noun="live actions")


_BAR = '<svg class="app-bar app-bar--row" width="100%" height="14" aria-hidden="true" focusable="false">{}</svg>'
_PART = '<rect class="app-bar__segment app-bar__segment--{}" x="{:.2f}%" width="{:.2f}%" y="1" height="12"/>'


def row_bar(figures: Figures) -> SafeString:
    """Draw a table row's actions by state: a small bar, and under it the numbers in words.

    Merged and withdrawn actions are left out: they are not waited for.
    """
    parts = [(state, getattr(figures, state)) for state in ("complete", "in_progress", "not_started")]
    total = sum(count for _, count in parts)
    if not total:
        return SafeString("No actions yet")
    drawn, start = "", 0.0
    for state, count in parts:
        width = 100 * count / total
        drawn += _PART.format(state, start, width) if count else ""
        start += width
    others = [f", {count:,} {state.replace('_', ' ')}" for state, count in parts[1:] if count]
    words = f"{figures.complete:,} of {total:,} complete{''.join(others)}"
    return SafeString(f'{_BAR.format(drawn)}<span class="app-bar__words">{words}</span>')


_MARKED = '<span class="app-count"><svg class="app-status__mark app-mark--{0}" width="12" height="12" viewBox="-6.5 -6.5 13 13" aria-hidden="true" focusable="false"><path d="{1}" fill="currentColor"/></svg>{2}</span>'


def below_on_track(figures: Figures) -> SafeString:
    """Return "3 off track, 5 at risk" with the shapes of both, or a dash's worth of nothing."""
    parts = [("off_track", "off track", figures.off_track), ("at_risk", "at risk", figures.at_risk)]
    words = [_MARKED.format(key, mark_for(key).path, f"{n} {label}") for key, label, n in parts if n]
    return SafeString(" ".join(words))


@lru_cache(maxsize=len(Stage))
def stage_cell(stage: Stage) -> SafeString:
    """Draw a stage for a row: its hexagon and its word."""
    return SafeString(
        f'<span class="app-step"><svg class="app-step__mark" width="20" height="20" viewBox="-0.6 -0.6 1.2 1.2"'
        f' aria-hidden="true" focusable="false"><path class="app-tone-{stage.step - 1}"'
        f' d="M0-.55.476-.275v.55L0 .55-.476.275v-.55z"/></svg><span>{stage.label}</span></span>'
    )
