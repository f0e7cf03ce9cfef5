"""Small Word and Excel files, good and bad, made for the tests of this folder."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from openpyxl import Workbook


def word(rows: list[list[str]], *paragraphs: str) -> bytes:
    """Return a Word file of paragraphs and one table."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(document)


def saved(document: object) -> bytes:
    """Return what ``document.save`` writes."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def shade(cell: _Cell, fill: str) -> None:
    """Give a cell of a Word table a background."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def sheet(rows: list[list[object]]) -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    """Return a package in which one part was replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part of a package."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name)
