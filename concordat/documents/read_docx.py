"""Read a Word document into paragraphs and tables.

One pass over the XML, row by row: ``python-docx`` walks a table's cells in quadratic time, and a whole tree
of a hostile file would not fit in memory.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import IO

from lxml import etree

from concordat.documents.docx_numbers import Numbering, W
from concordat.documents.docx_text import Look, fill_of, inner, on, text_of
from concordat.documents.grid import Cell, Document, Merged, Paragraph, Row, Table
from concordat.documents.package import DAMAGED, TOO_MUCH, Package, UploadRefused, open_package

MOST_ROWS = 20_000
MOST_CELLS = 90_000
MOST_COLUMNS = 63  # Word's own limit
_OFFICE_DOCUMENT = "/officeDocument"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KIND = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"


def read_docx(data: bytes) -> Document:
    """Read a Word document.

    Raises:
        UploadRefused: it is damaged, hostile or far larger than any plan.
    """
    package = open_package(data)
    main = _main_part(package)
    folder = posixpath.dirname(main)
    styles = _styles(package.read(f"{folder}/styles.xml"))
    numbering = Numbering(package.read(f"{folder}/numbering.xml"), package.read(f"{folder}/styles.xml"))
    reader = _Reader(numbering, styles)
    try:
        with package.open(main) as part:
            blocks = tuple(reader.blocks(part))
    except etree.XMLSyntaxError as error:
        raise UploadRefused(DAMAGED) from error
    return Document(blocks, _said(package, _TITLE), _said(package, _KIND))


def parse(xml: bytes) -> etree._Element | None:
    """Parse a small checked part, or return None where there is none."""
    if not xml:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UploadRefused(DAMAGED) from error


def _main_part(package: Package) -> str:
    root = parse(package.read("_rels/.rels"))
    for relation in root if root is not None else ():
        if str(relation.get("Type", "")).endswith(_OFFICE_DOCUMENT):
            return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    return "word/document.xml"


def _styles(xml: bytes) -> dict[str, str]:
    """Return the names of the paragraph styles by their ids."""
    root = parse(xml)
    names: dict[str, str] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return names


def _said(package: Package, name: str) -> str:
    """Return what a document says of itself in its properties."""
    root = parse(package.read("docProps/core.xml"))
    found = root.find(name) if root is not None else None
    return (found.text or "").strip() if found is not None else ""


class _Reader:
    """Reads the blocks of a document's body in one pass, forgetting each part of the tree once read."""

    def __init__(self, numbering: Numbering, styles: dict[str, str]) -> None:
        self.numbering = numbering
        self.styles = styles
        self.rows: list[Row] = []
        self.above: list[Cell] = []
        self.count = 0
        self.cells = 0

    def blocks(self, part: IO[bytes]) -> Iterator[Paragraph | Table]:
        """Yield the paragraphs and tables of the body."""
        tables = paragraphs = 0
        events = etree.iterparse(
            part,
            events=("start", "end"),
            tag=(f"{W}tbl", f"{W}tr", f"{W}p"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for event, element in events:
            step = 1 if event == "start" else -1
            if element.tag == f"{W}tbl" and not paragraphs:
                tables += step
                if tables == 0:
                    yield self._table_read()
                    forget(element)
            elif element.tag == f"{W}p" and not tables:
                paragraphs += step
                if paragraphs == 0:
                    yield self._paragraph(element)
                    forget(element)
            elif element.tag == f"{W}tr" and event == "end" and tables == 1 and not paragraphs:
                self._row(element)
                forget(element)

    def _table_read(self) -> Table:
        width = max((len(row.cells) for row in self.rows), default=0)
        rows = tuple(Row(row.number, row.cells + (Cell(),) * (width - len(row.cells)), row.header) for row in self.rows)
        self.rows, self.above, self.count = [], [], 0
        return Table(rows)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle")
        name = self.styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        return Paragraph(text_of(element, self.numbering).strip(), name)

    def _row(self, element: etree._Element) -> None:
        """Lay one row out on the table's grid."""
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            return
        self.count += 1
        laid: list[Cell] = [Cell()] * _number(properties, "gridBefore", 0)
        for cell in inner(element, f"{W}tc"):
            laid.extend(self._cell(cell, len(laid)))
            if len(laid) > 2 * MOST_COLUMNS:
                raise UploadRefused(TOO_MUCH)
        self.cells += len(laid)
        if self.count > MOST_ROWS or self.cells > MOST_CELLS:
            raise UploadRefused(TOO_MUCH)
        header = properties is not None and on(properties.find(f"{W}tblHeader"))
        self.rows.append(Row(self.count, tuple(laid), header))
        self.above = laid

    def _cell(self, element: etree._Element, column: int) -> list[Cell]:
        """Return the cell in each of the places it covers in this row."""
        width, merge, shading = 1, None, None
        for child in next(element.iterchildren(f"{W}tcPr"), ()):
            if child.tag == f"{W}gridSpan":
                width = _digits(child, 1)
            elif child.tag == f"{W}vMerge":
                merge = child.get(f"{W}val", "continue")
            elif child.tag == f"{W}shd":
                shading = child
        continues = merge == "continue" and column < len(self.above)
        if continues:
            first = self.above[column]
            merged = Merged.ABOVE
        else:
            look = Look()
            text = text_of(element, self.numbering, look).strip()
            spoken = look.spoken
            first = Cell(text, fill_of(shading) or look.fill, spoken and look.strike, spoken and look.bold)
            merged = Merged.NO
        if width == 1 and not continues:
            return [first]
        head = Cell(first.text, first.fill, first.strike, first.bold, merged)
        rest = Cell(first.text, first.fill, first.strike, first.bold, merged if continues else Merged.LEFT)
        return [head, *[rest] * (max(width, 1) - 1)]


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    return _digits(properties.find(f"{W}{name}") if properties is not None else None, default)


def _digits(element: etree._Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 9 else default


def forget(element: etree._Element) -> None:
    """Free an element that has been read, and everything before it under the same parent."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
