"""The legend a file gives by itself: in a sentence, or in a small table of colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from concordat.documents.grid import Document, Table
from plans.imports.rules.status import colour_of, legend_in, mark_of

_KEY_ROWS = 12


def is_key(text: str) -> bool:
    """Answer whether a text says what colours mean."""
    return len(legend_in([text])) > 1


def own_legend(document: Document) -> dict[str, str]:
    """Return the legend the file gives in words or in a small table of colours."""
    return legend_in([paragraph.text for paragraph in document.paragraphs]) or _key_in(document.tables)


def _key_in(tables: Sequence[Table]) -> dict[str, str]:
    """Read a key: rows of a colour, written or as a background, and what it means."""
    for table in tables:
        pairs = dict(key_pairs(table))
        if len(pairs) >= 2:
            return pairs
        told = legend_in(text for row in table.rows if len(row.filled) == 1 for text in row.texts)
        if told:
            return told
    return {}


def key_pairs(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the colours of a small table of colours and meanings."""
    if len(table.rows) > _KEY_ROWS or not table.rows or len(table.rows[0].cells) > 4:
        return
    for row in table.rows:
        texts = [cell.own_text.strip() for cell in row.cells]
        meaning = max(texts, key=len, default="")
        mark = next((mark_of(text) for text in texts if text and text != meaning and mark_of(text)), None)
        mark = mark or next((colour for cell in row.cells if (colour := colour_of(cell.fill))), None)
        if mark and re.search(r"[a-z]{3}", meaning, re.IGNORECASE) and mark_of(meaning) is None:
            yield mark, meaning
