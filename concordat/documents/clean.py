"""Text as its writer meant it: no invisible characters, no letters broken by a wrong encoding."""

from __future__ import annotations

import re
from dataclasses import replace

from concordat.documents.grid import Cell, Document, Paragraph, Row, Table

#: Characters that take no room: soft hyphens, joiners, marks of order and of a file's beginning.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: UTF-8 read as Windows-1252: a letter that begins a sequence, and one to three that go on with it.
_BROKEN = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}")


#: What such a sequence may have meant: western letters, punctuation, money, bullets, ticks.
_MEANT = re.compile(
    "[\u00a0-\u024f\u2010-\u2044\u20a0-\u20bf\u2122\u2190-\u21ff\u2212\u2264\u2265\u25a0-\u25ff\u2705-\u2718]$"
)


def clean(text: str) -> str:
    """Return ``text`` without invisible characters, its spaces plain and its broken letters mended."""
    if text.isascii():
        return text
    text = _BROKEN.sub(_mended, text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def _mended(match: re.Match[str]) -> str:
    """Return the letter that was meant; what is no broken letter stays as it is."""
    written = match[0]
    for end in range(len(written), 1, -1):
        try:
            meant = b"".join(map(_byte, written[:end])).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
        if _MEANT.match(meant):
            return meant + written[end:]
    return written


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252")


def cleaned(document: Document) -> Document:
    """Return a document with all of its text clean."""
    return replace(document, title=clean(document.title), blocks=tuple(map(_block, document.blocks)))


def _block(block: Paragraph | Table) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return replace(block, text=clean(block.text).strip())
    return replace(block, name=clean(block.name).strip(), rows=tuple(map(_row, block.rows)))


def _row(row: Row) -> Row:
    if all(cell.text.isascii() for cell in row.cells):
        return row
    return replace(row, cells=tuple(cell if cell.text.isascii() else _cell(cell) for cell in row.cells))


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=clean(cell.text).strip())
