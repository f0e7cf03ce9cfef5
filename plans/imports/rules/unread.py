"""Tables in which no plan was found: why, and what an officer may say of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.documents.grid import Row, Table
from plans.imports.rules.columns import Meaning, head_of
from plans.imports.rules.legend import key_pairs
from plans.imports.rules.reading import Column

_NO_HEADING = "stands in a table without a heading row such as Action, Timescale, Led by"
_MEASURES = re.compile(r"\b(?:indicators?|kpis?|measures?|metrics?|baseline|targets?|numerator)\b", re.IGNORECASE)


def why_unread(table: Table) -> str:
    """Return why the rows of a table without a plan's heading row are left out."""
    if len(dict(key_pairs(table))) > 1:
        return "the key to the colours"
    first = first_row(table)
    if first and sum(bool(_MEASURES.search(text)) and len(text) < 60 for text in first.texts) > 1:
        return "stands in a table of measures"
    return _NO_HEADING


def first_row(table: Table) -> Row | None:
    """Return the first row of a table with more than one cell filled: its head, if it has one."""
    return next((row for row in table.rows if len(row.filled) > 1 and not row.hidden), None)


def columns_of_unread(table: Table, label: str) -> Iterator[Column]:
    """Yield the columns of a table that may be a plan's; none are read, so that somebody may say what they hold."""
    first = first_row(table)
    if first is None or len(table.rows) < 2 or len(dict(key_pairs(table))) > 1:
        return
    for column in first.filled:
        text = " ".join(first.cells[column].text.split())[:80]
        head = head_of(text)
        likely = head.meaning if head else Meaning.OTHER
        yield Column(f"{label}, row {first.number}", column + 1, text, likely.value, Meaning.OTHER.label, is_read=False)
