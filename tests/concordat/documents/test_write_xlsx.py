"""A workbook read back by another program says what was recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from concordat.documents import write_xlsx as writer
from concordat.documents.table import Column, Kind, Table
from concordat.documents.write_xlsx import LONGEST_TEXT, TooManyRows, write_xlsx

ROW = ("=1+1", 1200, date(2027, 3, 31), datetime(2026, 7, 1, 8, 30, tzinfo=UTC), True)
KINDS = (Kind.TEXT, Kind.COUNT, Kind.DATE, Kind.MOMENT, Kind.YES_NO)


def _table(*rows: Any) -> Table[Any]:
    columns = [
        Column(f"Heading {at}", lambda row, at=at: row[at], kind, "What it means", 20)
        for at, kind in enumerate(KINDS[: len(rows[0])] if rows else KINDS)
    ]
    return Table("t", "Actions", columns, rows)


def _book(tmp_path: Path, *rows: Any) -> Any:
    path = tmp_path / "book.xlsx"
    write_xlsx(path, [_table(*rows)], [("Title", "All actions"), ("Period", "Today")])
    return load_workbook(path)


def test_values_keep_their_kind(tmp_path: Path) -> None:
    cells = next(_book(tmp_path, ROW)["Actions"].iter_rows(min_row=2))
    assert [cell.value for cell in cells] == [
        "=1+1", 1200, datetime.fromisoformat("2027-03-31"), datetime.fromisoformat("2026-07-01T09:30"), "yes",
    ]  # fmt: skip
    assert cells[0].data_type == "s"
    assert cells[2].number_format == "d mmmm yyyy"


@given(
    st.lists(
        st.sampled_from("=+-@\t'{h").flatmap(lambda first: st.builds(first.__add__, st.text("SUM(1)=|!", max_size=9)))
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path, values: list[str]) -> None:
    cells = [row[0] for row in _book(tmp_path, *[(one,) for one in values])["Actions"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == values
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


def test_nothing_recorded_is_an_empty_cell(tmp_path: Path) -> None:
    sheet = _book(tmp_path, ("", None, None, None, None), ROW)["Actions"]
    assert [cell.value for cell in sheet[2]] == [None] * 5


def test_the_header_row_stays_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    sheet = _book(tmp_path, ROW, ROW)["Actions"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:E3")
    assert sheet.column_dimensions["A"].width == pytest.approx(20, abs=1)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    rows = [[cell.value for cell in row] for row in _book(tmp_path, ROW, ROW)["About this file"].iter_rows()]
    assert ["Period", "Today", None] in rows
    assert ["Rows in “Actions”", "2", None] in rows
    assert ["Heading 0", "Actions", "What it means"] in rows


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    value = _book(tmp_path, ("x" * 40_000,))["Actions"]["A2"].value
    assert len(value) == LONGEST_TEXT
    assert value.endswith(" […]")


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_ROWS", 1)
    with pytest.raises(TooManyRows, match="Take it as CSV"):
        _book(tmp_path, ROW, ROW)
