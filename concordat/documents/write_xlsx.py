"""Write tables as a workbook, row by row in constant memory. A text is always a text, never a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from concordat.documents.table import Column, Kind, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT = "About this file"
#: What a cell and a sheet of a workbook can hold.
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
CUT = " […]"
_LONDON = ZoneInfo("Europe/London")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Chart:
    """A picture of a table, drawn by the reader's own program: bars by row, parts of a bar by column.

    ``columns``: places of the columns that are drawn; ``rows``: how many rows from the first; ``words`` say what is seen.
    """

    table: str
    title: str
    columns: tuple[int, ...]
    rows: int
    words: str


class TooManyRows(ValueError):
    """A sheet cannot hold so many rows; CSV can."""


def write_xlsx(
    path: Path,
    tables: Sequence[Table[Any]],
    about: Sequence[tuple[str, str]],
    *,
    made_at: datetime | None = None,
    charts: Sequence[Chart] = (),
) -> dict[str, int]:
    """Write a sheet for each table and one about the file; returns the number of rows by table.

    ``about``: lines of words and what they say; ``charts`` stand on a sheet of their own; ``made_at``: what the file says of itself, now unless told. Raises ``TooManyRows``; the file is then worthless.
    """
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        book.set_properties({"title": dict(about).get("Title", ""), "language": "en-GB", **_made(made_at)})
        look = _Look(book)
        counts = {table.name: _write_sheet(book.add_worksheet(table.title[:31]), table, look) for table in tables}
        if charts:
            _draw(book, charts, {table.name: table for table in tables}, look)
        _write_about(book.add_worksheet(ABOUT), tables, counts, about, look)
    return counts


_CHART_ROWS, _PART_COLOURS = 22, ("#00555A", "#A35A00", "#8F9292", "#16548A")


def _draw(book: Workbook, charts: Sequence[Chart], tables: Mapping[str, Table[Any]], look: _Look) -> None:
    """Draw the charts below one another, each with its title and words for those who do not see it."""
    sheet = book.add_worksheet("Charts")
    for number, chart in enumerate(charts):
        drawn = book.add_chart({"type": "bar", "subtype": "stacked"})
        table, last = tables[chart.table], chart.rows
        name = table.title[:31]
        for at, (column, colour) in enumerate(zip(chart.columns, _PART_COLOURS, strict=False)):
            drawn.add_series(
                {
                    "name": [name, 0, column],
                    "categories": [name, 1, 0, last, 0],
                    "values": [name, 1, column, last, column],
                    "fill": {"color": colour},
                    "border": {"color": "#FFFFFF"},
                    "pattern": {"pattern": _PATTERNS[at], "fg_color": colour, "bg_color": "#FFFFFF"} if at else {},
                }
            )
        drawn.set_title({"name": chart.title})
        drawn.set_y_axis({"reverse": True})
        legend: dict[str, Any] = {"none": True} if len(chart.columns) == 1 else {"position": "bottom"}
        drawn.set_legend(legend)
        drawn.set_size({"width": 860, "height": 20 * (_CHART_ROWS - 2)})
        row = number * _CHART_ROWS
        sheet.write_string(row, 0, chart.words, look.bold)
        sheet.insert_chart(row + 1, 0, drawn, {"description": chart.words})


_PATTERNS = ("", "wide_upward_diagonal", "percent_50", "narrow_horizontal")


def _made(at: datetime | None) -> dict[str, Any]:
    return {"created": at.astimezone(UTC).replace(tzinfo=None)} if at else {}


class _Look:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#00555A", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        top: dict[str, Any] = {"valign": "top"}
        self.cell: dict[Kind, Format] = {
            Kind.TEXT: book.add_format(top),
            Kind.YES_NO: book.add_format(top),
            Kind.COUNT: book.add_format({**top, "num_format": "#,##0"}),
            Kind.DATE: book.add_format({**top, "num_format": "d mmmm yyyy"}),
            Kind.MOMENT: book.add_format({**top, "num_format": "d mmmm yyyy hh:mm"}),
        }


def _write_sheet(sheet: Worksheet, table: Table[Any], look: _Look) -> int:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, look.heading)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    makers = [_maker(sheet, at, column, look) for at, column in enumerate(table.columns)]
    number = 0
    with table.open_rows() as rows:
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise TooManyRows(f"“{table.title}” has more rows than a sheet can hold. Take it as CSV.")
            for make in makers:
                make(number, row)
    sheet.autofilter(0, 0, number, len(table.columns) - 1)
    return number


def _maker(sheet: Worksheet, at: int, column: Column[Any], look: _Look) -> Callable[[int, Any], None]:
    """Return what writes one column's cell of a row; nothing is written where there is no value."""
    write, form, find = _WRITE[column.kind], look.cell[column.kind], column.value

    def make(number: int, row: Any) -> None:
        value = find(row)
        if value is not None and value != "":
            write(sheet, number, at, value, form)

    return make


def as_it_fits(text: str) -> str:
    """Return a text as a cell holds it: one that is too long is cut, and says so at its end."""
    if _units(text) <= LONGEST_TEXT:
        return text
    room = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST_TEXT - len(CUT))]
    return room.decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    """Return how long a text is as Excel counts it: letters beyond the first plane count twice."""
    return len(text) + sum(char > "\uffff" for char in text) if len(text) > LONGEST_TEXT // 2 else len(text)


def _text(sheet: Worksheet, row: int, at: int, value: Any, form: Format) -> None:
    sheet.write_string(row, at, as_it_fits(str(value)), form)


def _count(sheet: Worksheet, row: int, at: int, value: Any, form: Format) -> None:
    sheet.write_number(row, at, value, form)


def _date(sheet: Worksheet, row: int, at: int, value: Any, form: Format) -> None:
    sheet.write_datetime(row, at, value, form)


def _moment(sheet: Worksheet, row: int, at: int, value: Any, form: Format) -> None:
    sheet.write_datetime(row, at, value.astimezone(_LONDON).replace(tzinfo=None), form)


def _yes_no(sheet: Worksheet, row: int, at: int, value: Any, form: Format) -> None:
    sheet.write_string(row, at, "yes" if value else "no", form)


_WRITE: dict[Kind, Callable[[Worksheet, int, int, Any, Format], None]] = {
    Kind.TEXT: _text,
    Kind.COUNT: _count,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
}


def _write_about(
    sheet: Worksheet,
    tables: Sequence[Table[Any]],
    counts: dict[str, int],
    about: Sequence[tuple[str, str]],
    look: _Look,
) -> None:
    """Say what the file is, how many rows each sheet has, and what each column means."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 80)
    lines = [(words, said, "") for words, said in about]
    lines += [(f"Rows in “{table.title}”", f"{counts[table.name]:,}", "") for table in tables]
    number = 0
    for number, (words, said, _) in enumerate(lines):
        sheet.write_string(number, 0, words, look.bold)
        sheet.write_string(number, 1, said, look.cell[Kind.TEXT])
    number += 2
    for at, heading in enumerate(("Column", "Sheet", "What it means")):
        sheet.write_string(number, at, heading, look.heading)
    for table in tables:
        for column in table.columns:
            number += 1
            sheet.write_string(number, 0, column.heading, look.bold)
            sheet.write_string(number, 1, table.title, look.cell[Kind.TEXT])
            sheet.write_string(number, 2, column.description or column.kind.label, look.wrapped)
