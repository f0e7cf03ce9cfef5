"""The many small pieces of a picture as SVG and HTML, joined by hand: a map of 153 places must not wait for templates.

The templates in ``templates/components`` draw what is around them. All words are escaped here.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString

from concordat.charts.bars import Bar, DrawnSegment
from concordat.charts.colours import EDGE, INK, PAPER, QUIET, TONES, mark_colour, segment_colour
from concordat.charts.hexmap import Drawn, HexMap
from concordat.charts.marks import Mark


def drawn_hexes(data: HexMap) -> SafeString:
    """Return the hexagons of a map in reading order, each followed by its label."""
    return SafeString("\n".join(_hexagon(cell, data.id) + _label(cell) for cell in data.cells))


def drawn_hex_rows(data: HexMap) -> SafeString:
    """Return the rows of the map's table twin, by name."""
    return SafeString("\n".join(_row(cell) for cell in data.rows))


def drawn_mark(mark: Mark) -> str:
    """Return the path of a shape in the colour of the text around it."""
    if mark.outline:
        pen = f'fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="{mark.dashes}"'
    else:
        pen = 'fill="currentColor"'
    return f'<path d="{mark.path}" {pen}/>'


def drawn_bar(bar: Bar) -> SafeString:
    """Return a bar as one SVG whose title is its name and whose description says it in words."""
    inside = "".join(_segment(part, bar.inner) for part in bar.seen) or (
        f'<rect class="app-bar__segment app-bar__segment--silent" fill="{PAPER}" stroke="{QUIET}"'
        f' stroke-dasharray="3 3" x="1" y="1" width="99.5%" height="{bar.inner}"/>'
    )
    title, told = escape(bar.title), escape(bar.words)
    return SafeString(
        f'<svg class="app-bar" width="100%" height="{bar.height}" role="img"'
        f' focusable="false" xmlns="http://www.w3.org/2000/svg"><title>{title}</title><desc>{told}</desc>{inside}</svg>'
    )


def _hexagon(cell: Drawn, map_id: str) -> str:
    title, place, dark = escape(cell.title), cell.place, _dark(cell)
    edge = "none" if cell.kind.on_dark else EDGE
    colours = f'fill="{TONES[cell.kind.tone]}" stroke="{edge}" stroke-width="0.02"'
    shape = f'<use class="app-hex__face app-tone-{cell.kind.tone}" {colours} href="#{map_id}-hex"/>'
    if cell.hex.dashed:
        shape += f'<use class="app-hex__ring" {_ring(cell)} href="#{map_id}-hex" transform="scale(0.85)"/>'
    inside = f"<title>{title}</title>{shape}"
    if not cell.hex.href:
        return f'<g class="app-hex{dark}" role="img" aria-label="{title}" transform="{place}">{inside}</g>'
    href = escape(cell.hex.href)
    return f'<a class="app-hex{dark}" href="{href}" aria-label="{title}" transform="{place}">{inside}</a>'


def _ring(cell: Drawn) -> str:
    """Return the broken line's colours where there is no style sheet."""
    return f'fill="none" stroke="{_ink(cell)}" stroke-width="0.04" stroke-dasharray="0.09 0.07"'


def _ink(cell: Drawn) -> str:
    return PAPER if cell.kind.on_dark else INK


def _label(cell: Drawn) -> str:
    """Return the words on a hexagon: beside the link, so that its name is not read twice."""
    lines = "".join(
        f'<text class="app-hex__words" y="{line.y}" font-size="{cell.font_size}">{escape(line.text)}</text>'
        for line in cell.lines
    )
    height = 0.34 if cell.hex.dashed else 0.39  # above the broken line, which is inside the edge
    mark = f'<text class="app-hex__mark" y="{height}" font-size="0.2">{escape(cell.kind.mark)}</text>'
    return (
        f'<g class="app-hex__label{_dark(cell)}" fill="{_ink(cell)}" text-anchor="middle" aria-hidden="true"'
        f' transform="{cell.place}">{lines}{mark}</g>'
    )


def _dark(cell: Drawn) -> str:
    return " app-hex--on-dark" if cell.kind.on_dark else ""


def _row(cell: Drawn) -> str:
    name = escape(cell.hex.name)
    if cell.hex.href:
        name = f'<a class="govuk-link" href="{escape(cell.hex.href)}">{name}</a>'
    told = escape(", ".join(part for part in (cell.kind.label, cell.hex.note) if part))
    return (
        f'<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{name}</th>'
        f'<td class="govuk-table__cell">{told}</td></tr>'
    )


def _segment(part: DrawnSegment, height: int) -> str:
    key = escape(part.segment.key)
    told = escape(f"{part.segment.label}: {part.segment.value:,} ({part.share})")
    drawn = (
        f'<rect class="app-bar__segment app-bar__segment--{key}" {_segment_colours(part.segment.key)} x="{part.x}" y="1" width="{part.w}"'
        f' height="{height}"><title>{told}</title></rect>'
    )
    if not part.roomy:
        return drawn
    return (
        f'{drawn}<svg class="app-bar__mark app-bar__mark--{key}" color="{mark_colour(part.segment.key)}" x="{part.middle}" y="50%" overflow="visible"'
        f' aria-hidden="true">{drawn_mark(part.mark)}</svg>'
    )


def _segment_colours(key: str) -> str:
    if key == "silent":
        return f'fill="{PAPER}" stroke="{QUIET}" stroke-width="2" stroke-dasharray="3 3"'
    return f'fill="{segment_colour(key)}" stroke="{PAPER}" stroke-width="2"'
