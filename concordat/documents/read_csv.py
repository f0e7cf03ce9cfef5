"""Read a CSV table into a document of one table."""

from __future__ import annotations

import csv
import re

from concordat.documents.grid import Cell, Document, Row, Table
from concordat.documents.package import TOO_MUCH, UploadRefused

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 200_000
#: A line with its end, taken one by one: a copy of the whole would cost four times its size.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: Excel's own first line that names the separator.
_TOLD = re.compile(r"sep=([,;|\t])\r?\n")


def read_csv(data: bytes) -> Document:
    """Read comma-, semicolon- or tab-separated text.

    Raises:
        UploadRefused: it has more rows than any plan, or a cell without end.
    """
    text = decode(data)
    told = _TOLD.match(text)
    delimiter = told[1] if told else _delimiter(text)
    text = text[told.end() :] if told else text
    if text.count(delimiter) > MOST_ROWS * MOST_COLUMNS:
        raise UploadRefused(TOO_MUCH)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[Row] = []
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=delimiter)
    try:
        for number, values in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise UploadRefused(TOO_MUCH)
            rows.append(Row(number, tuple(Cell(_clean(value)) for value in values[:MOST_COLUMNS])))
    except csv.Error as error:
        raise UploadRefused("The table cannot be read. Save it again from Excel as CSV and send that") from error
    width = max((len(row.cells) for row in rows), default=0)
    padded = (Row(row.number, row.cells + (Cell(),) * (width - len(row.cells))) for row in rows)
    return Document((Table(tuple(padded)),))


def decode(data: bytes) -> str:
    """Return the text of bytes written by Excel or an editor: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Return the delimiter that parts the first lines into most columns."""
    head = "\n".join(text[:20_000].splitlines()[:50])
    return max((",", ";", "\t", "|"), key=head.count)


def _clean(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
