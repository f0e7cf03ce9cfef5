"""CSV tables of every habit are read."""

from __future__ import annotations

import pytest

from concordat.documents.read_csv import read_csv


@pytest.mark.parametrize(
    "data",
    [
        "No.,Action\n1,Café\n".encode(),
        "No.;Action\r\n1;Café\r\n".encode("cp1252"),
        "\ufeffNo.\tAction\n1\tCafé\n".encode(),
        "No.,Action\n1,Café\n".encode("utf-16"),
    ],
)
def test_delimiters_and_encodings_are_recognised(data: bytes) -> None:
    assert [row.texts for row in read_csv(data).tables[0].rows] == [["No.", "Action"], ["1", "Café"]]


def test_a_quoted_cell_keeps_its_lines() -> None:
    assert read_csv(b'a,"one\r\ntwo"\n').tables[0].rows[0].texts == ["a", "one\ntwo"]


def test_short_rows_are_filled_up() -> None:
    assert [len(row.cells) for row in read_csv(b"a,b,c\nd\n").tables[0].rows] == [3, 3]
