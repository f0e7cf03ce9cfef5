"""Write a table as CSV: UTF-8, one header row, ISO dates, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import IO, Any

from concordat.documents.table import Column, Kind, Row, Table

CONTENT_TYPE = "text/csv; charset=utf-8"
#: A text that begins like this would run as a formula in a spreadsheet.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_FIRST = frozenset(DANGEROUS)
_AT_ONCE = 500


def csv_chunks(table: Table[Row]) -> Generator[bytes]:
    """Yield the file piece by piece; memory does not grow with the number of rows."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([safe_text(heading) for heading in table.headings])
    line = _line_maker(table.columns)
    with table.open_rows() as rows:
        while some := list(islice(rows, _AT_ONCE)):
            writer.writerows(map(line, some))
            yield _emptied(buffer)
    if buffer.tell():
        yield _emptied(buffer)


def _line_maker(columns: Sequence[Column[Row]]) -> Callable[[Row], list[Any]]:
    """Return what makes a line of cells; it looks only at cells that need more than ``str``."""
    values = [column.value for column in columns]
    texts = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    others = [(at, _WRITTEN[column.kind]) for at, column in enumerate(columns) if column.kind in _WRITTEN]

    def line(row: Row) -> list[Any]:
        cells = [value(row) for value in values]
        for at in texts:
            cell = cells[at]
            if cell and (cell.__class__ is not str or cell[0] in _FIRST):
                cells[at] = safe_text(cell)
        for at, written in others:
            cells[at] = written(cells[at])
        return cells

    return line


def write_csv(table: Table[Row], stream: IO[bytes]) -> None:
    """Write the whole file to a binary stream."""
    for chunk in csv_chunks(table):
        stream.write(chunk)


def safe_text(value: Any) -> str:
    """Return a text that no spreadsheet takes for a formula: a dangerous one gets an apostrophe first."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _emptied(buffer: io.StringIO) -> bytes:
    chunk = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return chunk


def _moment(value: datetime | None) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""


def _yes_no(value: Any) -> str:
    return "" if value is None else ("yes" if value else "no")


#: Kinds whose values are not written as ``str`` writes them.
_WRITTEN: dict[Kind, Callable[[Any], str]] = {Kind.MOMENT: _moment, Kind.YES_NO: _yes_no}
