"""CSV files say exactly what was recorded, and no spreadsheet can be made to run it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.table import Column, Kind, Table
from concordat.documents.write_csv import DANGEROUS, csv_chunks, safe_text, write_csv

texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40)
tricks = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'=", '"=', ","]), texts)


def _table(*rows: Any, kind: Kind = Kind.TEXT) -> Table[Any]:
    return Table("t", "T", [Column("Value", lambda row: row, kind)], rows)


def _read(table: Table[Any]) -> list[str]:
    text = b"".join(csv_chunks(table)).decode("utf-8")
    return [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]


def _opened(text: str) -> str:
    """Take away the apostrophe that the writer may have put first."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


@given(st.lists(texts | tricks, max_size=20))
def test_every_text_comes_back_and_none_begins_like_a_formula(values: list[str]) -> None:
    read = _read(Table("t", "T", [Column("A", lambda row: row), Column("B", lambda row: "end")], values))
    assert read == [safe_text(value) for value in values]
    assert [_opened(one) for one in read] == [_opened(one) for one in values]
    assert not any(one.startswith(DANGEROUS) for one in read)


def test_a_heading_cannot_be_a_formula_either() -> None:
    table = Table("t", "T", [Column("=1+1", lambda row: row)], [])
    assert b"".join(csv_chunks(table)) == b"'=1+1\r\n"


def test_numbers_dates_and_answers_have_one_way_of_being_written() -> None:
    summer = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert _read(_table(-5, 0, None, kind=Kind.COUNT)) == ["-5", "0", ""]
    assert _read(_table(date(2027, 3, 31), None, kind=Kind.DATE)) == ["2027-03-31", ""]
    assert _read(_table(summer, None, kind=Kind.MOMENT)) == ["2026-06-30T23:30:00Z", ""]
    assert _read(_table(True, False, None, kind=Kind.YES_NO)) == ["yes", "no", ""]


def test_rows_are_written_while_they_are_read() -> None:
    read = 0

    def rows() -> Iterator[str]:
        nonlocal read
        for _ in range(5000):
            read += 1
            yield "x"

    chunks = csv_chunks(Table("t", "T", [Column("A", lambda row: row)], rows()))
    next(chunks)
    assert read == 500


def test_the_file_is_utf_8_with_one_header_row() -> None:
    stream = io.BytesIO()
    write_csv(_table("crisis café", datetime(2026, 1, 1, tzinfo=UTC).year), stream)
    assert stream.getvalue() == "Value\r\ncrisis café\r\n2026\r\n".encode()
