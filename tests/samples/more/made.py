"""What a plan is made of: its file, and what a careful person reads in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.table import Table, _Cell

from tests.samples.parts import grid, saved, tidy


@dataclass(frozen=True)
class Made:
    """A plan: ``actions`` in order, each with the keys that are looked at; ``left`` maps texts to a word of the reason."""

    name: str
    build: Callable[[], bytes]
    actions: Sequence[Mapping[str, Any]]
    left: Mapping[str, str] = field(default_factory=dict)
    warned: Sequence[str] = ()
    year: int | None = 2015
    legend: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()


PLANS: dict[str, Made] = {}


def plan(name: str, **read: Any) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Put a file into ``PLANS`` with what is read in it."""

    def keep(build: Callable[[], bytes]) -> Callable[[], bytes]:
        PLANS[name] = Made(name, build, **read)
        return build

    return keep


def word(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """Return a Word file of paragraphs ("# " before a heading) and tables."""
    document = Document()
    for part in parts:
        if isinstance(part, str) and part.startswith("# "):
            document.add_heading(part[2:], 1)
        elif isinstance(part, str):
            document.add_paragraph(part)
        else:
            grid(document, part)
    return saved(document)


def down(table: Table, column: int, first: int, last: int) -> None:
    """Merge cells of a column downwards; the first one's text stays."""
    text = table.cell(first, column).text
    merged = table.cell(first, column).merge(table.cell(last, column))
    merged.text = text
    tidy(merged)


def across(table: Table, row: int, first: int, last: int) -> _Cell:
    """Merge cells of a row; the first one's text stays."""
    text = table.cell(row, first).text
    merged = table.cell(row, first).merge(table.cell(row, last))
    merged.text = text
    tidy(merged)
    return merged


def edited(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """Return a package with words of one part replaced; each must be there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                for before, after in changes:
                    assert before in text, f"{before} is not in {part}"
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(name, content)
    return stream.getvalue()
