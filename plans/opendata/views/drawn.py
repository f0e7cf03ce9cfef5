"""Pictures that stand alone on other people's pages: their colours are in the picture, for our style sheet is not there.

All words are escaped here. A picture tells by shape and word what it tells by colour.
"""

from __future__ import annotations

from html import escape

from concordat.charts.bars import Bar, DrawnSegment
from concordat.charts.draw import drawn_mark
from concordat.charts.hexmap import Drawn, HexMap, LegendItem

_FILLS = {
    "complete": "#16548a",
    "in_progress": "#106165",
    "not_started": "#8f9292",
    "merged": "#7f65b7",
    "withdrawn": "#858686",
}
#: Shapes beside words are darker than the parts they stand for where those are too light for white paper.
_MARKS = {**_FILLS, "not_started": "#484949", "merged": "#484949", "withdrawn": "#484949"}
_TONES = ("#fff", "#e6f0f0", "#cfe3e4", "#b3d3d4", "#8fbfc1", "#67a9ac", "#1d7f84", "#00626a", "#00363a")
_INK, _QUIET, _EDGE = "#0b0c0c", "#484949", "#003c40"
_FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"'
WIDTH, _MARGIN, _LINE = 480, 16, 24


def bar_picture(bar: Bar, *, name: str, href: str, says: str) -> str:
    """Return the bar of an area with its name, its numbers in words and a link to its page; ``says`` is the last line."""
    inner = WIDTH - 2 * _MARGIN
    parts = "".join(_part(part, inner) for part in bar.seen) or (
        f'<rect x="0" y="0" width="{inner}" height="28" fill="#fff" stroke="{_QUIET}" stroke-dasharray="3 3"/>'
    )
    words = [_legend_part(part, number) for number, part in enumerate(bar.seen)]
    if not words:
        words = [f'<text x="0" y="5" font-size="15" fill="{_INK}">No actions are published yet</text>']
    below = 84 + _LINE * ((len(words) + 1) // 2)
    inside = (
        f'<text x="{_MARGIN}" y="32" font-size="18" font-weight="700" fill="{_INK}">{escape(name)}</text>'
        f'<g transform="translate({_MARGIN} 46)">{parts}</g>'
        f'<g transform="translate({_MARGIN} 94)">{"".join(words)}</g>'
        f'<text x="{_MARGIN}" y="{below + 22}" font-size="13" fill="{_QUIET}">{escape(says)}</text>'
    )
    told = f"{bar.title}: {bar.words}"
    return _picture(inside, f"0 0 {WIDTH} {below + 36}", WIDTH, below + 36, name, told, href)


def _part(part: DrawnSegment, inner: int) -> str:
    start, width, key = part.start * inner / 100, part.width * inner / 100, part.segment.key
    drawn = f'<rect x="{start:.2f}" y="0" width="{width:.2f}" height="28" fill="{_FILLS[key]}" stroke="#fff"/>'
    if not part.roomy:
        return drawn
    ink = "#0b0c0c" if key == "not_started" else "#fff"
    return f'{drawn}<g transform="translate({start + width / 2:.2f} 14)" color="{ink}">{drawn_mark(part.mark)}</g>'


def _legend_part(part: DrawnSegment, number: int) -> str:
    x, y = number % 2 * WIDTH // 2, number // 2 * _LINE
    told = escape(f"{part.segment.label}: {part.segment.value:,}")
    return (
        f'<g transform="translate({x} {y})"><g transform="translate(7 0)" color="{_MARKS[part.segment.key]}">'
        f'{drawn_mark(part.mark)}</g><text x="22" y="5" font-size="15" fill="{_INK}">{told}</text></g>'
    )


def map_picture(data: HexMap, *, site: str, says: str) -> str:
    """Return the map of areas with its legend; each hexagon leads to its area's page. ``site`` is our address."""
    left, top, width, height = map(float, data.view_box.split())
    cells = "".join(_hexagon(cell, site) for cell in data.cells)
    legend = "".join(_legend_stage(item, number) for number, item in enumerate(data.legend))
    rows = (len(data.legend) + 1) // 2
    foot = top + height + 0.9 * rows
    inside = (
        f'<defs><polygon id="hex" points="{data.corners}"/></defs>'
        f'{cells}<g transform="translate(0 {top + height + 0.5:g})">{legend}</g>'
        f'<text x="0" y="{foot + 0.7:g}" font-size="0.42" fill="{_QUIET}">{escape(says)}</text>'
    )
    tall = foot + 1.2 - top
    box = f"{left:g} {top:g} {width:g} {tall:g}"
    return _picture(inside, box, WIDTH, round(WIDTH * tall / width), data.title, data.description, f"{site}/")


def _hexagon(cell: Drawn, site: str) -> str:
    title, ink = escape(cell.title), "#fff" if cell.kind.on_dark else _INK
    lines = "".join(
        f'<text y="{line.y}" font-size="{cell.font_size}" text-anchor="middle">{escape(line.text)}</text>'
        for line in cell.lines
    )
    return (
        f'<a href="{escape(site + cell.hex.href)}" target="_top" transform="{cell.place}"><title>{title}</title>'
        f'<use href="#hex" fill="{_TONES[cell.kind.tone]}" stroke="{_EDGE}" stroke-width="0.03"/>'
        f'<g fill="{ink}" aria-hidden="true">{lines}'
        f'<text y="0.39" font-size="0.2" text-anchor="middle">{escape(cell.kind.mark)}</text></g></a>'
    )


def _legend_stage(item: LegendItem, number: int) -> str:
    x, y, ink = number % 2 * 7, number // 2 * 0.9, "#fff" if item.kind.on_dark else _INK
    return (
        f'<g transform="translate({x} {y:g})"><use href="#hex" transform="scale(0.7)"'
        f' fill="{_TONES[item.kind.tone]}" stroke="{_EDGE}" stroke-width="0.04"/>'
        f'<text y="0.11" font-size="0.32" text-anchor="middle" fill="{ink}">{escape(item.kind.mark)}</text>'
        f'<text x="0.6" y="0.16" font-size="0.46" fill="{_INK}">{escape(item.kind.label)}: {item.count}</text></g>'
    )


def _picture(inside: str, box: str, width: int, height: int, title: str, told: str, href: str) -> str:
    left, top, *size = box.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}" height="{height}" {_FONT}'
        f' role="group" aria-labelledby="title told" lang="en-GB"><title id="title">{escape(title)}</title>'
        f'<desc id="told">{escape(told)}</desc>'
        f'<a href="{escape(href)}" target="_top" aria-label="{escape(title)}">'
        f'<rect x="{left}" y="{top}" width="{size[0]}" height="{size[1]}" fill="#fff"/></a>{inside}</svg>\n'
    )
