"""Read a workbook into one table for each visible sheet.

Sheets are read row by row and only where something stands; a merged area or a last cell at the edge of the
sheet costs nothing. Formulas are never worked out: their last result is shown, or else their own text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, NamedTuple

from lxml import etree

from concordat.documents.grid import Cell, Document, Merged, Row, Table
from concordat.documents.package import DAMAGED, TOO_MUCH, Package, UploadRefused, open_package
from concordat.documents.read_docx import forget, parse
from concordat.documents.xlsx_styles import Look, S, Styles, switched_on

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_SHEETS = 100
MOST_CELLS = 150_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$")

Cells = dict[tuple[int, int], Cell]
Area = tuple[int, int, int, int]


def read_xlsx(data: bytes) -> Document:
    """Read a workbook.

    Raises:
        UploadRefused: it is damaged, hostile or far larger than any plan.
    """
    package = open_package(data)
    try:
        texts = _shared_texts(package)
        styles = Styles(parse(package.read("xl/styles.xml")), parse(package.read("xl/theme/theme1.xml")))
        sheets = list(_sheets(package, styles))
        tables = tuple(_sheet(package, one.name, one.part, texts, styles) for one in sheets if one.visible)
    except etree.XMLSyntaxError as error:
        raise UploadRefused(DAMAGED) from error
    hidden = (f"The sheet “{one.name}” is hidden and was not read" for one in sheets if not one.visible)
    return Document(tables, notes=tuple(hidden))


class _Sheet(NamedTuple):
    """A worksheet: its name, the part that holds it, and whether a reader sees it."""

    name: str
    part: str
    visible: bool


def _sheets(package: Package, styles: Styles) -> Iterator[_Sheet]:
    """Yield the worksheets."""
    book, relations = parse(package.read("xl/workbook.xml")), parse(package.read("xl/_rels/workbook.xml.rels"))
    if book is None or relations is None:
        raise UploadRefused(DAMAGED)
    properties = book.find(f"{S}workbookPr")
    styles.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    parts = {
        relation.get("Id"): str(relation.get("Target", ""))
        for relation in relations
        if str(relation.get("Type", "")).endswith("/worksheet")
    }
    for sheet in list(book.iter(f"{S}sheet"))[:MOST_SHEETS]:
        target = parts.get(sheet.get(f"{_R}id"))
        if target:
            absolute = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            visible = sheet.get("state", "visible") == "visible"
            yield _Sheet(sheet.get("name", ""), posixpath.normpath(absolute), visible)


def _shared_texts(package: Package) -> list[tuple[str, bool]]:
    """Return the workbook's shared texts, each with whether it is all struck through."""
    if "xl/sharedStrings.xml" not in package.names:
        return []
    found: list[tuple[str, bool]] = []
    with package.open("xl/sharedStrings.xml") as part:
        for _, element in _events(part, f"{S}si"):
            found.append(_rich_text(element))
            forget(element)
            if len(found) > MOST_CELLS:
                raise UploadRefused(TOO_MUCH)
    return found


def _events(part: IO[bytes], *tags: str) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(part, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
    )


def _rich_text(element: etree._Element) -> tuple[str, bool]:
    plain = element.find(f"{S}t")
    if plain is not None:
        return plain.text or "", False
    pieces: list[str] = []
    struck: list[bool] = []
    for run in element.iter(f"{S}r"):
        text = run.findtext(f"{S}t") or ""
        pieces.append(text)
        if text.strip():
            struck.append(switched_on(run.find(f"{S}rPr"), "strike"))
    return "".join(pieces), bool(struck) and all(struck)


def _sheet(package: Package, name: str, part_name: str, texts: list[tuple[str, bool]], styles: Styles) -> Table:
    cells: Cells = {}
    areas: list[Area] = []
    unseen: set[int] = set()
    columns: set[int] = set()
    row = 0
    with package.open(part_name) as part:
        for _, element in _events(part, f"{S}row", f"{S}mergeCell", f"{S}col"):
            if element.tag == f"{S}row":
                row = _place(element.get("r", ""), row + 1)
                _read_row(element, row, texts, styles, cells)
                if element.get("hidden") in _TRUE:
                    unseen.add(row)
            elif element.tag == f"{S}col":
                columns.update(_unseen_columns(element))
            else:
                areas.extend(_area(element.get("ref", "")))
            forget(element)
            if len(cells) > MOST_CELLS or len(areas) > MOST_ROWS * 5:
                raise UploadRefused(TOO_MUCH)
    rows = (replace(one, hidden=one.number in unseen) if unseen else one for one in _laid_out(cells, areas))
    return Table(tuple(rows), name, frozenset(columns))


def _unseen_columns(element: etree._Element) -> range:
    """Return the columns that an element of the sheet's head hides."""
    if element.get("hidden") not in _TRUE:
        return range(0)
    first, last = _place(element.get("min", ""), 1), _place(element.get("max", ""), 0)
    return range(first - 1, min(last, MOST_COLUMNS))


def _place(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def _read_row(element: etree._Element, row: int, texts: list[tuple[str, bool]], styles: Styles, cells: Cells) -> None:
    """Read the cells of one row that say something or are filled; a row that says nothing costs nothing."""
    if not any(map(len, element)):
        return
    column = -1
    for cell in element.iter(f"{S}c"):
        match = _REFERENCE.match(cell.get("r", ""))
        column = _column(match[1]) if match else column + 1
        if column >= MOST_COLUMNS:
            break
        look = styles.look(_place(cell.get("s", ""), 0))
        text, struck = _value(cell, look, texts, styles)
        text = _unescaped(text).replace("\r\n", "\n").replace("\r", "").strip()
        if text or look.fill:
            cells[row, column] = Cell(text, look.fill, bool(text) and (struck or look.strike), look.bold)


def _unescaped(text: str) -> str:
    """Return a text with what Excel writes as _x000D_ as the character it stands for."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _value(cell: etree._Element, look: Look, texts: list[tuple[str, bool]], styles: Styles) -> tuple[str, bool]:
    """Return a cell's text as a reader sees it, and whether it is struck through."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return _rich_text(inline) if inline is not None else ("", False)
    value = cell.findtext(f"{S}v") or ""
    if not value:
        formula = cell.findtext(f"{S}f") or ""
        return (f"={formula}" if formula else ""), False
    if kind == "s":
        index = _place(value, -1)
        return texts[index] if 0 <= index < len(texts) else ("", False)
    if kind == "b":
        return ("Yes" if value == "1" else "No"), False
    return (styles.number(value, look) if kind == "n" else value), False


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Iterator[Area]:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.match(first), _REFERENCE.match(last)
    if begin and end:
        yield int(begin[2]), _column(begin[1]), int(end[2]), _column(end[1])


def _laid_out(cells: Cells, areas: list[Area]) -> Iterator[Row]:
    """Yield the rows up to the last that says something, merged areas spread over their places."""
    spoken = [place for place, cell in cells.items() if cell.text]
    if not spoken:
        return
    width = max(column for _, column in spoken) + 1
    width = max([width, *(column + 1 for _, column in cells if cells[_, column].fill and column < width + 3)])
    rows = sorted({row for row, _ in spoken})
    covered = _covered(cells, areas, set(rows), width)
    if len(rows) > MOST_ROWS or len(rows) * width > MOST_CELLS:
        raise UploadRefused(TOO_MUCH)
    for row in rows:
        places = ((row, column) for column in range(width))
        yield Row(row, tuple(covered.get(place) or cells.get(place) or Cell() for place in places))


def _covered(cells: Cells, areas: list[Area], rows: set[int], width: int) -> Cells:
    """Return what merged areas show in the places after their first."""
    covered: Cells = {}
    for top, left, bottom, right in areas:
        first = cells.get((top, left))
        if first is None:
            continue
        lines = range(top, bottom + 1) if bottom - top < MOST_ROWS else range(0)
        for row in (row for row in lines if row in rows):
            for column in range(left, min(right + 1, width)):
                if (row, column) != (top, left):
                    merged = Merged.LEFT if row == top else Merged.ABOVE
                    covered[row, column] = Cell(first.text, first.fill, first.strike, first.bold, merged)
        if len(covered) > MOST_CELLS:
            raise UploadRefused(TOO_MUCH)
    return covered
