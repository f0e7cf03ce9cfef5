"""Pieces of WordprocessingML: clean text, runs, links and tables, built without walking what was built before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from concordat.documents.paper import Line, Marked, Piece, Strong, is_safe_link, pieces_of

#: What no XML of version 1.0 can hold, and halves of letters.
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|\v|\f|\u0085|\u2028|\u2029")
_PIECES = re.compile("(\n|\t)")
_BETWEEN = {"\n": "w:br", "\t": "w:tab"}
#: The shape and colour of each status, as on screen.
LOOKS = {
    "complete": ("■", "16548A"),
    "on_track": ("●", "0F7A52"),
    "at_risk": ("▲", "A35A00"),
    "off_track": ("◆", "CA3535"),
    "in_progress": ("◐", "106165"),
    "not_started": ("○", "484949"),
    "silent": ("◌", "484949"),
    "merged": ("→", "484949"),
    "withdrawn": ("×", "484949"),
    "other": ("–", "484949"),
}
#: Gives the relationship of an address to link to.
Relate = Callable[[str], str]


def clean(text: str) -> str:
    """Return the text without what XML cannot hold; every kind of line end becomes a newline."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def element(name: str, *children: Any, **attributes: object) -> Any:
    """Return ``<w:name w:attribute="value">`` with its children."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def paragraph(line: Line, style: str, relate: Relate, *extra: Any) -> Any:
    """Return a paragraph of a style; ``extra`` are further properties."""
    made = element("p", element("pPr", element("pStyle", val=style), *extra))
    fill(made, line, relate)
    return made


def fill(made: Any, line: Line, relate: Relate) -> None:
    """Add the pieces of a line to a paragraph."""
    for piece in pieces_of(line):
        made.extend(_written(piece, relate))


def _written(piece: Piece, relate: Relate) -> list[Any]:
    if isinstance(piece, str):
        return [run(piece)]
    if isinstance(piece, Strong):
        return [run(piece.text, element("rStyle", val="Strong"))]
    if isinstance(piece, Marked):
        glyph, colour = LOOKS.get(piece.key, LOOKS["other"])
        return [run(glyph, element("color", val=colour)), run(f" {piece.text}")]
    linked = run(piece.text, element("rStyle", val="Hyperlink"))
    if not is_safe_link(piece.url):
        return [run(piece.text)]
    link = element("hyperlink", linked)
    link.set(qn("r:id"), relate(clean(piece.url)))
    return [link]


def run(text: str, *properties: Any) -> Any:
    """Return a run; newlines and tabs inside it are kept as such."""
    made = element("r", element("rPr", *properties)) if properties else element("r")
    for part in _PIECES.split(clean(text)):
        if part in _BETWEEN:
            made.append(element(_BETWEEN[part].removeprefix("w:")))
        elif part:
            words = element("t")
            words.text = part
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def field(code: str, shown: str) -> Any:
    """Return a field that Word works out, such as PAGE."""
    return element("fldSimple", run(shown), instr=code)


def table(
    caption: str, widths: Sequence[int], rows: Sequence[Sequence[Line]], *, row_headers: bool, relate: Relate
) -> Any:
    """Return a table whose first row is its header, on every page; ``widths`` are in twentieths of a point."""
    look = element(
        "tblLook", val="04A0" if row_headers else "0420", firstRow=1, lastRow=0,
        firstColumn=int(row_headers), lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    properties = element(
        "tblPr",
        element("tblStyle", val="ConcordatTable"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
        element("tblCaption", val=clean(caption)),
    )
    made = element("tbl", properties, element("tblGrid", *[element("gridCol", w=width) for width in widths]))
    for number, cells in enumerate(rows):
        header = [element("tblHeader")] if number == 0 else []
        row = element("tr", element("trPr", element("cantSplit"), *header))
        for width, line in zip(widths, cells, strict=True):
            cell = element("tc", element("tcPr", element("tcW", w=width, type="dxa")))
            cell.append(paragraph(line, "TableText", relate))
            row.append(cell)
        made.append(row)
    return made
