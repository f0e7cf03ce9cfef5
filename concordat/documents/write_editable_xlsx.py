"""Write a workbook that people edit and send back: lists to choose from, notes at the cells, quiet columns.

A text is always a text, never a formula. The header row is a named table's, so that it can be filtered and
sorted and is read aloud with each cell; nothing is merged, and grey only repeats what the heading says.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from concordat.documents.write_xlsx import ABOUT, CONTENT_TYPE, LONGEST_TEXT, MOST_ROWS, TooManyRows, as_it_fits

__all__ = ["CONTENT_TYPE", "LONGEST_TEXT", "EditableColumn", "EditableSheet", "TooManyRows", "write_editable_xlsx"]

#: Rows below the last one in which the lists can be chosen from too.
SPARE_ROWS = 500
CHOICES = "Choices"
_LANGUAGE = "en-GB"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CORE = "docProps/core.xml"
_HELD = re.compile(rb'(<row [^>]*?) customHeight="1"')
#: Heights in points, and how much of a text is looked at for them.
_LINE, _HIGHEST, _SEEN = 15, 400, 4000


@dataclass(frozen=True)
class EditableColumn:
    """A column: its heading, what it means, and the list its values come from.

    ``choices`` names a list; a ``strict`` one lets nothing else be typed. ``read_only`` columns are grey
    and say at each cell that they are to be left as they are. ``width`` is in characters.
    """

    heading: str
    description: str
    width: int = 18
    choices: str = ""
    strict: bool = False
    read_only: bool = False


@dataclass(frozen=True)
class EditableSheet:
    """A sheet of texts, with the lists that its columns name."""

    title: str
    columns: Sequence[EditableColumn]
    rows: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_editable_xlsx(
    path: Path, sheet: EditableSheet, helps: Sequence[EditableSheet], about: Sequence[tuple[str, str]]
) -> None:
    """Write the sheet, its lists, the sheets that help to fill it, and one about the file.

    ``about``: lines of words and what they say; the one called "Title" is the document's title.

    Raises:
        TooManyRows: the sheet cannot hold so many rows.
    """
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        title = dict(about).get("Title", sheet.title)
        book.set_properties({"title": title, "subject": sheet.title})
        look = _Look(book)
        places = _places(sheet.choices)
        _write(book.add_worksheet(sheet.title), sheet, look, places)
        for one in (*helps, _lists(sheet.choices), _about(about), _meanings(sheet)):
            if one.columns:
                _write(book.add_worksheet(one.title), one, look, {})
    _finish(path)


class _Look:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        base = {"text_wrap": True, "valign": "top"}
        self.heading: Format = book.add_format(
            {**base, "bold": True, "bg_color": "#00555A", "font_color": "#FFFFFF", "border": 1}
        )
        self.text: Format = book.add_format({**base, "num_format": "@"})
        self.quiet: Format = book.add_format(
            {**base, "num_format": "@", "font_color": "#505A5F", "bg_color": "#F3F2F1"}
        )


def _write(page: Worksheet, sheet: EditableSheet, look: _Look, places: Mapping[str, str]) -> None:
    last = max(len(sheet.rows), 1)
    if last > MOST_ROWS:
        raise TooManyRows(f"“{sheet.title}” has more rows than a sheet can hold")
    formats = [look.quiet if column.read_only else look.text for column in sheet.columns]
    for at, (column, form) in enumerate(zip(sheet.columns, formats, strict=True)):
        page.set_column(at, at, column.width, form)
        _guide(page, at, last + SPARE_ROWS, column, places)
    page.add_table(
        0, 0, last, len(sheet.columns) - 1,
        {
            "name": "".join(word.capitalize() for word in sheet.title.split()),
            "style": None,
            "banded_rows": False,
            "columns": [{"header": one.heading, "header_format": look.heading} for one in sheet.columns],
        },
    )  # fmt: skip
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height(row, sheet.columns))
        for at, text in enumerate(row):
            page.write_string(number, at, as_it_fits(text), formats[at]) if text else page.write_blank(
                number, at, None, formats[at]
            )
    page.set_row(0, 2 * _LINE + 2)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _height(row: Sequence[str], columns: Sequence[EditableColumn]) -> int:
    """Return the height, in points, in which the longest text of a row is seen whole, as far as a row can be high."""
    lines = max(
        sum(math.ceil(max(len(part), 1) / column.width) for part in text[:_SEEN].split("\n"))
        for text, column in zip(row, columns, strict=True)
    )
    return min(_LINE * lines, _HIGHEST)


def _guide(page: Worksheet, at: int, last: int, column: EditableColumn, places: Mapping[str, str]) -> None:
    """Offer the column's list, or say that it is to be left as it is."""
    if column.choices in places:
        page.data_validation(
            1, at, last, at,
            {
                "validate": "list",
                "source": places[column.choices],
                "error_type": "stop" if column.strict else "warning",
                "error_title": column.heading[:32],
                "error_message": "Choose from the list." if column.strict else "It is not in the list. Keep it?",
            },
        )  # fmt: skip
    elif column.read_only:
        page.data_validation(
            1, at, last, at,
            {"validate": "any", "input_title": "Leave as it is", "input_message": column.description[:255]},
        )  # fmt: skip


def _places(choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return where each list will stand on the sheet of lists."""
    columns = {name: xlsxwriter.utility.xl_col_to_name(at, col_abs=True) for at, name in enumerate(choices)}
    return {
        name: f"={CHOICES}!{columns[name]}$2:{columns[name]}${len(values) + 1}"
        for name, values in choices.items()
        if values
    }


def _lists(choices: Mapping[str, Sequence[str]]) -> EditableSheet:
    longest = max((len(values) for values in choices.values()), default=0)
    rows = [[values[row] if row < len(values) else "" for values in choices.values()] for row in range(longest)]
    columns = [EditableColumn(name, "What can be chosen", 32, read_only=True) for name in choices]
    return EditableSheet(CHOICES, columns, rows)


def _about(about: Sequence[tuple[str, str]]) -> EditableSheet:
    return EditableSheet(ABOUT, [EditableColumn("What", "", 26), EditableColumn("In words", "", 100)], about)


def _meanings(sheet: EditableSheet) -> EditableSheet:
    rows = [
        (one.heading, "No, leave it as it is" if one.read_only else "Yes", one.description) for one in sheet.columns
    ]
    heads = [
        EditableColumn("Column", "", 30),
        EditableColumn("May I change it?", "", 22),
        EditableColumn("What it means", "", 90),
    ]
    return EditableSheet("The columns", heads, rows)


def _finish(path: Path) -> None:
    """Name the language among the document's properties, and let rows grow with what is typed into them.

    The library has no word for either: a height it writes is held for good.
    """
    with zipfile.ZipFile(path) as book:
        parts = [(one, book.read(one)) for one in book.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for part, data in parts:
            if part.filename == _CORE:
                said = f"<dc:language>{_LANGUAGE}</dc:language></cp:coreProperties>"
                data = data.replace(b"</cp:coreProperties>", said.encode())
            elif part.filename.startswith("xl/worksheets/sheet"):
                data = _HELD.sub(rb"\1", data)
            book.writestr(part, data)
