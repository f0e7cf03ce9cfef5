"""Workbooks are read as a person sees them."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Color, Font, PatternFill

from concordat.documents.grid import Merged, Row
from concordat.documents.read_xlsx import read_xlsx
from tests.concordat.documents.made import part, replaced, saved, sheet


def rows_of(data: bytes) -> tuple[Row, ...]:
    return read_xlsx(data).tables[0].rows


def test_numbers_days_and_truths_are_read_as_they_are_shown() -> None:
    row = rows_of(sheet([[1.1, 1001, 0.1 + 0.2, date(2014, 12, 31), date(2015, 4, 1), True]]))[0]
    assert row.texts == ["1.1", "1001", "0.3", "2014-12-31", "2015-04-01", "Yes"]


def test_a_number_format_with_decimals_is_kept() -> None:
    book = Workbook()
    book.active["A1"] = 1.1
    book.active["A1"].number_format = "0.00"
    assert rows_of(saved(book))[0].texts == ["1.10"]


def test_a_formula_is_text_and_never_worked_out() -> None:
    assert rows_of(sheet([["=1+1", "@cmd"]]))[0].texts == ["=1+1", "@cmd"]


def test_fills_are_read_from_plain_and_theme_colours() -> None:
    book = Workbook()
    for place, colour in {"A1": Color(rgb="FFFF0000"), "B1": Color(theme=9), "C1": Color(indexed=3)}.items():
        book.active[place] = "x"
        book.active[place].fill = PatternFill("solid", fgColor=colour)
    assert [cell.fill for cell in rows_of(saved(book))[0].cells] == ["FF0000", "F79646", "00FF00"]


def test_a_fill_beside_the_last_text_is_kept() -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.active["B1"].fill = PatternFill("solid", fgColor="00B050")
    assert rows_of(saved(book))[0].cells[1].fill == "00B050"


def test_struck_text_is_seen() -> None:
    book = Workbook()
    book.active["A1"] = "dropped"
    book.active["A1"].font = Font(strike=True)
    assert rows_of(saved(book))[0].cells[0].strike


def test_merged_areas_say_their_text_everywhere() -> None:
    book = Workbook()
    book.active["A1"] = "theme"
    book.active["C1"] = "x"
    book.active["C2"] = "y"
    book.active.merge_cells("A1:B2")
    found = [[cell.merged for cell in row.cells] for row in rows_of(saved(book))]
    assert found == [[Merged.NO, Merged.LEFT, Merged.NO], [Merged.ABOVE, Merged.ABOVE, Merged.NO]]


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    book = Workbook()
    book.active["A1"] = "x"
    data = saved(book)
    xml = part(data, "xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert len(rows_of(replaced(data, "xl/worksheets/sheet1.xml", xml.replace(b"</sheetData>", merged)))) == 1


def test_a_lonely_cell_at_the_edge_of_the_sheet_costs_nothing() -> None:
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A1048576"] = "y"
    assert [row.number for row in rows_of(saved(book))] == [1, 1048576]


def test_hidden_sheets_are_left_out() -> None:
    book = Workbook()
    book.active["A1"] = "shown"
    book.create_sheet("Lists").sheet_state = "hidden"
    assert [table.name for table in read_xlsx(saved(book)).tables] == ["Sheet"]
