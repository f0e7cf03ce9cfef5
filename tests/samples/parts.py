"""Pieces of which the samples are made."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from openpyxl.worksheet.worksheet import Worksheet


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def shade(cell: _Cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def grid(document: object, rows: Sequence[Sequence[str]]) -> Table:
    """Add a table; a row of one text spans all columns."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)  # type: ignore[attr-defined]
    for row, texts in zip(table.rows, rows, strict=True):
        cells = row.cells
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
            continue
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    return table


def tidy(cell: _Cell) -> None:
    """Drop the empty paragraph that merging leaves behind."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)


def fill(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
