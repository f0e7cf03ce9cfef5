"""What reads rows for a table is closed, however far it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.documents.download import stream
from concordat.documents.table import Column, Table
from concordat.documents.write_csv import csv_chunks
from concordat.documents.write_xlsx import write_xlsx
from tests.harness.answers import without_closing_the_line


class Reader:
    def __init__(self) -> None:
        self.closed = False

    def rows(self) -> Iterator[tuple[str]]:
        try:
            for number in range(2000):
                yield (str(number),)
        finally:
            self.closed = True


def _table(rows: Iterator[tuple[str]]) -> Table[tuple[str]]:
    return Table("numbers", "Numbers", [Column("Number", lambda row: row[0])], rows)


def test_a_download_that_is_given_up_ends_the_reading() -> None:
    reader = Reader()
    answer = stream(csv_chunks(_table(reader.rows())), "numbers.csv", "text/csv")
    assert not reader.closed
    without_closing_the_line(answer.close)
    assert reader.closed


def test_a_column_that_fails_ends_the_reading_of_a_workbook(tmp_path: Path) -> None:
    reader = Reader()
    table = Table("numbers", "Numbers", [Column("Number", lambda row: int("x"))], reader.rows())
    with pytest.raises(ValueError, match="invalid literal") as kept:
        write_xlsx(tmp_path / "numbers.xlsx", [table], [])
    assert kept.tb is not None
    assert reader.closed
