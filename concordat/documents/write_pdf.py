"""Write a paper as a tagged PDF that keeps to PDF/UA-1; the same paper is the same file, byte for byte.

typst checks the rules of PDF/UA-1 itself and refuses a document that breaks one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from concordat.documents.docx_marks import LOOKS, clean
from concordat.documents.paper import (
    BadPaper,
    Block,
    Heading,
    Items,
    Landscape,
    Line,
    Marked,
    Pairs,
    Paper,
    Picture,
    Piece,
    Rows,
    Shares,
    Strong,
    Text,
    check_headings,
    check_rows,
    is_safe_link,
    pieces_of,
)

CONTENT_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).parent / "pdf" / "paper.typ"
#: Letters that may be in none of the fonts: all but those of western Europe, its punctuation and our own marks.
_NOT_SURE = re.compile(
    f"[^\\x20-\\x7e\\xa1-\\xac\\xae-\\u017f\\u2010-\\u2027\\u20ac{''.join(sign for sign, _ in LOOKS.values())}]"
)


def write_pdf(path: Path, paper: Paper) -> None:
    """Write the paper to ``path``. Raises ``BadPaper`` before anything is written."""
    path.write_bytes(pdf_bytes(paper))


def pdf_bytes(paper: Paper) -> bytes:
    """Return the paper as a PDF.

    Raises:
        BadPaper: it has no title, a heading skips a level, a row is not as long as its header, or a picture is a PNG
            nobody can read.

    A letter that is in none of the fonts is written as "?".
    """
    if not clean(paper.title).strip():
        raise BadPaper("A paper needs a title")
    check_headings(paper.blocks)
    import typst  # as large as a small process: only who writes a PDF carries it

    told = json.dumps(_as_data(paper), ensure_ascii=False)
    try:
        return _compiled(told)
    except typst.TypstError:
        # PDF/UA-1 wants every letter shown, and a letter may be in none of the fonts.
        try:
            return _compiled(_NOT_SURE.sub("?", told))
        except typst.TypstError as refused:
            raise BadPaper(f"The paper cannot be written as a PDF: {refused}") from refused


def _compiled(told: str) -> bytes:
    import typst

    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"paper": told},
        pdf_standards="ua-1",
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def _as_data(paper: Paper) -> dict[str, Any]:
    day = paper.made_on
    return {
        "title": clean(paper.title),
        "subtitle": clean(paper.subtitle),
        "author": paper.author,
        "day": [day.year, day.month, day.day],
        "landscape": paper.landscape,
        "parts": _parts(paper),
    }


def _parts(paper: Paper) -> list[dict[str, Any]]:
    """Return the blocks in runs of pages that lie the same way."""
    parts: list[dict[str, Any]] = []
    for block in paper.blocks:
        wide = isinstance(block, Landscape) or paper.landscape
        inside: Sequence[Block] = block.blocks if isinstance(block, Landscape) else [block]
        if not parts or parts[-1]["landscape"] != wide:
            parts.append({"landscape": wide, "blocks": []})
        parts[-1]["blocks"] += inside
    return [{**part, "blocks": list(_drawn(part["blocks"]))} for part in parts]


def _drawn(blocks: Iterable[Block]) -> Iterable[dict[str, Any]]:
    heading = ""  # the text of the block before, where that is a heading
    for block in blocks:
        yield _block(block, heading)
        heading = block.text if isinstance(block, Heading) else ""


def _block(block: Block, heading: str) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": clean(text), "level": level}
        case Text(line, note):
            return {"kind": "text", "line": _line(line), "note": note}
        case Items(lines, numbered):
            return {"kind": "items", "lines": [_line(line) for line in lines], "numbered": numbered}
        case Pairs(pairs):
            return {"kind": "pairs", "pairs": [[clean(key), _line(line)] for key, line in pairs]}
        case Rows():
            return _rows(block, caption=None if block.caption == heading else clean(block.caption))
        case Picture(png, words, width):
            data = {"data": list(png), "format": "png", "words": clean(words), "width": width}
            return {"kind": "picture", **data}
        case Shares():
            return _shares(block)
    raise BadPaper(f"{type(block).__name__} cannot be written as a PDF")


def _rows(block: Rows, *, caption: str | None) -> dict[str, Any]:
    check_rows(block)
    heads = [{"text": clean(one.text), "width": one.width, "number": one.number} for one in block.columns]
    rows = [[_line(cell) for cell in row] for row in block.rows]
    told = {"heads": heads, "rows": rows, "strong": block.row_headers, "empty": clean(block.empty)}
    return {"kind": "rows", "caption": caption, **told}


def _shares(block: Shares) -> dict[str, Any]:
    """Return the picture, which is for the eye alone, and the table that says the same."""
    if not block.total:
        return {"kind": "text", "line": _line(block.nothing), "note": False}
    parts = [{"value": value, "colour": LOOKS.get(key, LOOKS["other"])[1]} for key, _, value in block.parts]
    told = {"caption": clean(block.caption), "parts": parts, "rows": _rows(block.table, caption=None)}
    return {"kind": "shares", **told}


def _line(line: Line) -> list[dict[str, str]]:
    return [_piece(one) for one in pieces_of(line)]


def _piece(one: Piece) -> dict[str, str]:
    if isinstance(one, str):
        return {"kind": "text", "text": clean(one)}
    if isinstance(one, Strong):
        return {"kind": "strong", "text": clean(one.text)}
    if isinstance(one, Marked):
        glyph, colour = LOOKS.get(one.key, LOOKS["other"])
        return {"kind": "marked", "text": clean(one.text), "glyph": glyph, "colour": colour}
    if not is_safe_link(one.url):
        return {"kind": "text", "text": clean(one.text)}
    return {"kind": "link", "text": clean(one.text), "url": clean(one.url)}
