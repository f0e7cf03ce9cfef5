"""A paper as a page: the blocks that a document is written from, drawn with the parts of pages.

``templates/components/_paper.html`` draws what this gives; a document of the same paper says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from concordat.charts.bars import Segment, make_bar
from concordat.documents.paper import (
    Block,
    Heading,
    Items,
    Landscape,
    Line,
    Link,
    Marked,
    Pairs,
    Piece,
    Rows,
    Shares,
    Strong,
    Text,
    pieces_of,
)
from concordat.web.components import Column, Row, Table
from concordat.web.statuses import status_of

#: A table of more columns scrolls on its own.
MOST_STACKED = 8


def drawn(blocks: Iterable[Block | Landscape]) -> Iterator[dict[str, Any]]:
    """Yield what the template draws of each block; ``kind`` says how. A picture stands in documents only."""
    above = ""  # the heading right above
    for block in blocks:
        match block:
            case Landscape():
                yield from drawn(block.blocks)
            case Heading(text, level):
                yield {"kind": "heading", "text": text, "level": level}
            case Text(line, note):
                yield {"kind": "text", "line": html_of(line), "note": note}
            case Items(lines, numbered):
                yield {"kind": "items", "lines": [html_of(line) for line in lines], "numbered": numbered}
            case Pairs(pairs):
                yield {"kind": "pairs", "rows": [Row(key, html_of(line)) for key, line in pairs]}
            case Shares():
                segments = [Segment(key, label, value) for key, label, value in block.parts]
                yield {"kind": "shares", "bar": make_bar(block.caption, segments, noun=block.noun)}
            case Rows():
                yield _rows(block, above)
        above = block.text if isinstance(block, Heading) else ""


def _rows(block: Rows, above: str) -> dict[str, Any]:
    rows = [[html_of(line) for line in row] for row in block.rows]
    told = block.caption == above
    if not rows:
        return {"kind": "empty", "caption": "" if told else block.caption, "words": block.empty}
    columns = [
        Column(head.text, number=head.number, long=at > 0 and not head.number) for at, head in enumerate(block.columns)
    ]
    wide = len(columns) > MOST_STACKED
    return {"kind": "rows", "table": Table(block.caption, columns, rows, hide_caption=told, scroll=wide)}


def html_of(line: Line) -> SafeString:
    """Return the pieces of a line as HTML; what was typed is escaped, and its line ends stay."""
    return mark_safe("".join(_piece(piece) for piece in pieces_of(line)))  # noqa: S308 – every piece is escaped


def _piece(piece: Piece) -> str:
    if isinstance(piece, Strong):
        return format_html("<strong>{}</strong>", _lines(piece.text))
    if isinstance(piece, Link):
        return format_html('<a class="govuk-link" href="{}">{}</a>', piece.url, piece.text)
    if isinstance(piece, Marked):
        return render_to_string("components/_status.html", {"status": status_of(piece.key, piece.text)}).strip()
    return _lines(piece)


def _lines(text: str) -> SafeString:
    return mark_safe(conditional_escape(text).replace("\n", "<br>"))  # noqa: S308 – escaped
