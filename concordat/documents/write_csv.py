"""Write a table as CSV: UTF-8, one header row, ISO dates, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

from concordat.documents.table import Kind, Row, Table

CONTENT_TYPE = "text/csv; charset=utf-8"
#: A text that begins like this would run as a formula in a spreadsheet.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 500


def csv_chunks(table: Table[Row]) -> Iterator[bytes]:
    """Yield the file piece by piece; memory does not grow with the number of rows."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([safe_text(heading) for heading in table.headings])
    makers = [(column.value, _WRITTEN[column.kind]) for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        writer.writerow([written(value(row)) for value, written in makers])
        if number % _AT_ONCE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


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


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _date(value: Any) -> str:
    return value.isoformat() if value else ""


def _moment(value: datetime | None) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""


def _yes_no(value: Any) -> str:
    return "" if value is None else ("yes" if value else "no")


_WRITTEN: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: safe_text,
    Kind.COUNT: _plain,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
}
