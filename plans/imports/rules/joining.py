"""Rows that go on with the action above them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from concordat.documents.grid import Cell
from plans.imports.rules.columns import Meaning
from plans.imports.rules.reading import LeftOut
from plans.imports.rules.rows import Found, Kind

_WORD = re.compile(r"[^\W\d_]{2}")


def joined(found: Sequence[Found], left: list[LeftOut], wanted: Collection[str] = ()) -> list[Found]:
    """Join rows that continue the action above them; leave out those that say no action and are not ``wanted``."""
    rows: list[Found] = []
    for one in found:
        if one.kind is not Kind.ACTION or one.wanted or (_WORD.search(one.text) and not _goes_on(one)):
            rows.append(one)
            continue
        above = next((place for place in range(len(rows) - 1, -1, -1) if rows[place].kind is Kind.ACTION), None)
        if above is not None and not one.number and all(r.kind is Kind.LEFT_OUT for r in rows[above + 1 :]):
            rows[above] = merged_with(rows[above], one)
        else:
            text = " | ".join(cell.own_text for cells in one.cells.values() for cell in cells if cell.own_text)
            if one.row in wanted:
                rows.append(replace(one, text=" ".join(text.split()), wanted=True))
            else:
                left.append(LeftOut(one.row, " ".join(text.split()), "says no action"))
    return rows


def _goes_on(one: Found) -> bool:
    """Answer whether the action's cell began in a row above."""
    cells = one.cells.get(Meaning.ACTION, ())
    return bool(cells) and not any(cell.own_text.strip() for cell in cells) and not one.number


def merged_with(upper: Found, lower: Found) -> Found:
    """Return an action with a row that continues it added to its cells."""
    cells = dict(upper.cells)
    for meaning, found in lower.cells.items():
        said_already = {cell.text for cell in cells.get(meaning, ())}
        more = tuple(
            Cell(cell.own_text, cell.fill, cell.strike, cell.bold)
            for cell in found
            if cell.own_text.strip() and cell.own_text not in said_already
        )
        cells[meaning] = cells.get(meaning, ()) + more
    fills = tuple(a or b for a, b in zip(upper.fills, lower.fills, strict=False))
    return replace(upper, cells=cells, fills=fills, beside=(*upper.beside, *lower.beside))
