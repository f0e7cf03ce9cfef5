"""What a reader finds in a document: paragraphs and tables, in order, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Merged(Enum):
    """Whether a place in a table is part of a merged cell, and where that cell began."""

    NO = "no"
    LEFT = "left"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in a table's grid.

    A merged cell has its text and fill in every place it covers; ``merged`` is not ``NO`` where
    the cell began further left or above. ``fill`` is six hexadecimal digits; white counts as none.
    ``strike`` means that all of the text is struck through.
    """

    text: str = ""
    fill: str | None = None
    strike: bool = False
    bold: bool = False
    merged: Merged = Merged.NO

    @property
    def own_text(self) -> str:
        """The text where the cell begins, nothing where it only continues."""
        return self.text if self.merged is Merged.NO else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``number`` counts from 1, as a reader would count (in a sheet: its row number).

    ``hidden`` means that a reader of the workbook does not see it.
    """

    number: int
    cells: tuple[Cell, ...]
    header: bool = False
    hidden: bool = False

    @property
    def texts(self) -> list[str]:
        """The texts of the cells that begin in this row."""
        return [cell.own_text for cell in self.cells]

    @property
    def filled(self) -> list[int]:
        """The columns in which a cell with text begins."""
        return [index for index, cell in enumerate(self.cells) if cell.own_text.strip()]

    @property
    def is_blank(self) -> bool:
        """Whether no cell that begins here has text."""
        return not self.filled


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet of a workbook. ``name`` is the sheet's, ``hidden`` its columns that are not shown."""

    rows: tuple[Row, ...]
    name: str = ""
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables. ``style`` is its style's name, for example "Heading 1"."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its paragraphs and tables in the order in which they stand.

    ``kind`` is what the document says of itself in its properties ("category"); ``notes`` say what was not read.
    """

    blocks: tuple[Paragraph | Table, ...]
    title: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> list[Table]:
        """The tables in order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]
