"""Write a table as JSON: a list of objects, one on a line, named by the headings; dates as ISO 8601 writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from concordat.documents.table import Row, Table

CONTENT_TYPE = "application/json"
_AT_ONCE = 500


def json_chunks(table: Table[Row]) -> Generator[bytes]:
    """Yield the file piece by piece; memory does not grow with the number of rows."""
    headings, values = table.headings, [column.value for column in table.columns]
    before = "[\n"
    with table.open_rows() as rows:
        while some := list(islice(rows, _AT_ONCE)):
            lines = (as_json(dict(zip(headings, (value(row) for value in values), strict=True))) for row in some)
            yield (before + ",\n".join(lines)).encode()
            before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def as_json(value: Any) -> str:
    """Return a value on one line; days and moments are written out, moments in UTC."""
    return _ENCODE(value)


def plain(value: Any) -> Any:
    """Return a day or a moment as JSON has it. Raises ``TypeError`` for what JSON has not."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


_ENCODE: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, default=plain).encode
