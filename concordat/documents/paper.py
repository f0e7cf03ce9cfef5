"""A document as a writer sees it: blocks of plain values, one after the other.

The writers know no domain; a room describes its paper once::

    Paper("Action plan", [Heading("What was promised"), Text("By whom."), Rows("Actions", heads, rows)], today)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from concordat.web.words import of_words, percent_words

_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s<>\"]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: ``url`` begins with https:, http: or mailto:, else only the words are written."""

    text: str
    url: str


@dataclass(frozen=True)
class Strong:
    """Words that matter."""

    text: str


@dataclass(frozen=True)
class Marked:
    """A status: the word says it, the shape and colour of its ``key`` ("on_track") stand beside it."""

    text: str
    key: str


Piece: TypeAlias = str | Link | Strong | Marked
#: What stands in a paragraph or a cell: one piece or several, one after the other. A newline breaks the line.
Line: TypeAlias = Piece | Sequence[Piece]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3. The first is of level 1, and none skips a level."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; ``note`` sets it smaller."""

    line: Line
    note: bool = False


@dataclass(frozen=True)
class Items:
    """A list, with bullets or numbered from 1."""

    lines: Sequence[Line]
    numbered: bool = False


@dataclass(frozen=True)
class Pairs:
    """Keys with their values, a line for each."""

    pairs: Sequence[tuple[str, Line]]


@dataclass(frozen=True)
class Head:
    """The heading of a column; ``width`` is its share of the page's width. ``number``: figures, set to the right."""

    text: str
    width: int = 10
    number: bool = False


@dataclass(frozen=True)
class Rows:
    """A table: a caption, one header row, and rows as long as it. No cell is ever merged.

    A caption that only repeats the heading right above it is not shown twice. With ``row_headers`` the first cell of
    each row is its header. ``empty`` is written where there are no rows.
    """

    caption: str
    columns: Sequence[Head]
    rows: Sequence[Sequence[Line]]
    row_headers: bool = True
    empty: str = "None."


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) with the words for those who do not see it."""

    png: bytes
    words: str
    width_cm: float = 15.5


@dataclass(frozen=True)
class Shares:
    """Parts of a whole, as a picture and as a table that says the same: key of a status, word, how many."""

    caption: str
    noun: str
    parts: Sequence[tuple[str, str, int]]

    @property
    def total(self) -> int:
        """The whole."""
        return sum(value for _, _, value in self.parts)

    @property
    def table(self) -> Rows:
        """The table that says the same as the picture."""
        lines: list[list[Line]] = [
            [Marked(label, key), of_words(value, self.total), percent_words(value, self.total)]
            for key, label, value in self.parts
        ]
        heads = [Head("State", 24), Head(f"Number of {self.noun}", 12), Head("Share", 8)]
        return Rows(self.caption, heads, lines)

    @property
    def nothing(self) -> str:
        """What is said where the whole is nothing."""
        return f"{self.caption}: no {self.noun} yet."


Block: TypeAlias = Heading | Text | Items | Pairs | Rows | Picture | Shares


@dataclass(frozen=True)
class Landscape:
    """Blocks on pages turned sideways, for wide tables."""

    blocks: Sequence[Block]


@dataclass(frozen=True)
class Paper:
    """A document with its title and the day it is of: the same paper is the same file.

    ``landscape`` turns the whole paper; ``kind`` is written into its properties, for programs that read it.
    """

    title: str
    blocks: Sequence[Block | Landscape]
    made_on: date
    subtitle: str = ""
    landscape: bool = False
    kind: str = ""
    author: str = "Concordat"
    language: str = "en-GB"


class BadPaper(ValueError):
    """A paper that nobody could find their way in: a heading skips a level, or a row is too short or too long."""


def pieces_of(line: Line) -> Sequence[Piece]:
    """Return the pieces of a line, one after the other."""
    return [line] if isinstance(line, str | Link | Strong | Marked) else line


def is_safe_link(url: str) -> bool:
    """Answer whether an address may be led to from a document."""
    return _SAFE_LINK.match(url) is not None


def check_rows(rows: Rows) -> None:
    """Let through a table whose rows are as long as its header. Raises ``BadPaper``."""
    if any(len(row) != len(rows.columns) for row in rows.rows):
        raise BadPaper(f"A row of “{rows.caption}” does not have the {len(rows.columns)} cells of its header")


def check_headings(blocks: Iterable[Block | Landscape]) -> None:
    """Let through headings in order.

    Raises:
        BadPaper: the first heading is not of level 1, one skips a level, or one has no words.
    """
    before = 0
    for block in _flat(blocks):
        if isinstance(block, Heading):
            if not 1 <= block.level <= min(before + 1, 3) or not block.text.strip():
                raise BadPaper(f"“{block.text}” cannot be a heading of level {block.level} after level {before}")
            before = block.level


def _flat(blocks: Iterable[Block | Landscape]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block
