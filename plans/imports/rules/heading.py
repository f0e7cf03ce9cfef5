"""Where the heading row of a table is, over how many lines, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from concordat.documents.grid import Cell, Merged, Row, Table
from plans.imports.rules.columns import Head, Meaning, head_of, heads_of

_CARD_COLUMNS, _CARD_ROWS = 6, 25


def turned_round(table: Table) -> list[Row] | None:
    """Return the rows of a table whose heads stand one below the other, a column for each action; else None."""
    if not 3 <= len(table.rows) <= _CARD_ROWS or not 2 <= len(table.rows[0].cells) <= _CARD_COLUMNS:
        return None
    heads = heads_of([row.cells[0].own_text for row in table.rows])
    if not heads or Meaning.ACTION not in {head.meaning for head in heads.values()} or heads_of(table.rows[0].texts):
        return None
    columns = zip(*(row.cells for row in table.rows), strict=True)
    return [Row(number, tuple(_upright(cell) for cell in cells)) for number, cells in enumerate(columns, 1)]


def _upright(cell: Cell) -> Cell:
    sides = {Merged.LEFT: Merged.ABOVE, Merged.ABOVE: Merged.LEFT}
    return replace(cell, merged=sides.get(cell.merged, cell.merged))


def carries_on(rows: Sequence[Row], heads: Mapping[int, Head]) -> bool:
    """Answer whether a table goes on from the one before it: as many columns, and actions where they were."""
    if not rows or max(heads) + 1 != len(rows[0].cells):
        return False
    column = next((column for column, head in heads.items() if head.meaning is Meaning.ACTION), None)
    texts = [row.cells[column].own_text for row in rows if column is not None and len(row.filled) > 1]
    return bool(texts) and sum(len(text.split()) > 2 for text in texts) >= 0.6 * len(texts)


def joined_texts(rows: Sequence[Row]) -> tuple[object, ...]:
    """Return the heads as printed, those over two lines in one."""
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(" ".join(dict.fromkeys(cell.text for cell in cells if cell.text)) for cells in columns)


def heading_at(rows: Sequence[Row], index: int, heads: Mapping[int, Head] | None) -> tuple[dict[int, Head] | None, int]:
    """Return the heads that begin at a row, over one line or two, and how many rows they take."""
    alone = heads_of(rows[index].texts)
    if index + 1 < len(rows) and heads is None:
        below = rows[index + 1]
        short = all(len(text.split()) <= 3 for text in below.texts)
        if short and not below.is_blank and not any(char.isdigit() for text in below.texts for char in text):
            texts = _over_two(rows[index], below)
            both = heads_of(texts)
            known = _known(both)
            before = max(_known(alone), _known(heads_of(below.texts)))
            if both and known > before:
                return both, 2
    return alone, 1


def _over_two(upper: Row, lower: Row) -> list[str]:
    """Return heads over two lines; where the upper one spans several columns, the lower one says which is which."""
    texts: list[str] = []
    for column, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True)):
        beside = upper.cells[column + 1 : column + 2]
        spans = above.merged is Merged.LEFT or any(cell.merged is Merged.LEFT for cell in beside)
        alone = head_of(below.own_text) if spans and below.own_text else None
        if alone and alone.meaning is not Meaning.OTHER:
            texts.append(below.own_text)
        else:
            texts.append(f"{above.text} {below.own_text}".strip() if below.own_text else above.own_text)
    return texts


def _known(heads: Mapping[int, Head] | None) -> int:
    return sum(head.meaning is not Meaning.OTHER for head in (heads or {}).values())


def settled(heads: Mapping[int, Head], rows: Sequence[Row], hidden: Collection[int] = ()) -> dict[int, Head]:
    """Decide between columns by what stands in them: there is one action column, the most particular one."""
    heads = {
        column: replace(head, meaning=Meaning.OTHER, hidden=True) if column in hidden else head
        for column, head in heads.items()
    }
    for column in {column for row in rows for column in row.filled if len(row.filled) > 1}:
        heads.setdefault(column, Head(Meaning.OTHER))
    settled = dict(heads)
    told = {column: _distinct(rows, column) for column in heads}
    actions = [column for column, head in heads.items() if head.meaning is Meaning.ACTION]
    if not actions:
        spare = (Meaning.HEADING, Meaning.OTHER, Meaning.THEME, Meaning.STANDARD, Meaning.INDICATOR, Meaning.OUTCOME)
        likely = [column for meaning in spare for column, head in heads.items() if head.meaning is meaning]
        actions = likely[:1]
    best = max(actions, key=lambda column: told[column], default=None)
    for column in actions:
        settled[column] = replace(heads[column], meaning=Meaning.ACTION if column == best else Meaning.HEADING)
    for column, head in heads.items():
        if head.meaning is Meaning.PRIORITY and _length(rows, column) > 18:
            settled[column] = replace(head, meaning=Meaning.HEADING)
    return settled


def _distinct(rows: Sequence[Row], column: int) -> int:
    return len({row.cells[column].own_text for row in rows if column < len(row.cells) and row.cells[column].own_text})


def _length(rows: Sequence[Row], column: int) -> float:
    texts = [row.cells[column].own_text for row in rows if column < len(row.cells) and row.cells[column].own_text]
    return sum(map(len, texts)) / len(texts) if texts else 0
