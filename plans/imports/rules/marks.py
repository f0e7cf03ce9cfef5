"""Where a table shows how its actions stand, and what its marks say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concordat.documents.grid import Merged
from plans.imports.rules.columns import Head, Meaning
from plans.imports.rules.rows import Found
from plans.imports.rules.status import (
    Standing,
    colour_of,
    is_colour,
    is_mark,
    mark_of,
    meaning_of,
    said,
    standing_of,
)

_MARK_FIRST = re.compile(
    r"(?i:(?:rag\s*[:–-]?\s*)?(red|amber|yellow|orange|green|blue|gr[ea]y|[ragb]))\s*(?:[–:.,-]\s+|\n\s*)(?=\S)"
)
_BETWEEN = "; "


@dataclass(frozen=True)
class Marks:
    """How a table shows where its actions stand."""

    legend: Mapping[str, str]
    fill_column: int | None = None
    priorities: bool = False
    grey_is_dropped: bool = False


def reports_in(one: Found) -> Iterator[tuple[str, str]]:
    """Yield mark and report of each progress cell; words are marks only where the column's head says so."""
    marked = head_columns(one.heads, Meaning.PROGRESS, marks=True)
    for cell in one.cells.get(Meaning.PROGRESS, ()):
        text = cell.text.strip()
        begun = _begun(text) if marked else None
        if is_colour(text):
            yield text, ""
        elif begun:
            yield begun[1], text[begun.end() :]
        elif marked and is_mark(text):
            yield text, ""
        else:
            yield "", text


def _begun(text: str) -> re.Match[str] | None:
    """Return the mark before a report; "Amber – in hand" is one mark."""
    match = _MARK_FIRST.match(text)
    return match if match and said(text[match.end() :]) == Standing() else None


def is_short(text: str) -> bool:
    """Answer whether a cell of the status column is a mark, or as short as one."""
    return is_mark(text) or (len(text) <= 40 and len(text.split()) <= 4)


def rag_of(one: Found) -> str:
    """Return the mark as printed; of columns for several periods the last one that says something."""
    status = [cell.text for cell in one.cells.get(Meaning.STATUS, ()) if cell.text.strip() and is_short(cell.text)]
    heads = [head for head in one.heads.values() if head.meaning is Meaning.STATUS]
    if len(heads) > 1 and all(head.period for head in heads):
        status = status[-1:]
    marks = [" ".join(mark.split()) for mark in (*status, *(mark for mark, _ in reports_in(one)))]
    return _BETWEEN.join(dict.fromkeys(mark for mark in marks if mark))


def marks_in(rag: str) -> list[str]:
    """Return the single marks of what ``rag_of`` gave."""
    return rag.split(_BETWEEN) if rag else []


def mark_seen(one: Found, rag: str, marks: Marks) -> str | None:
    """Return the colour that stands for an action, written or as a background."""
    written = next((colour for mark in marks_in(rag) if (colour := mark_of(mark))), None)
    if written:
        return written
    column = marks.fill_column
    return colour_of(one.fills[column]) if column is not None and column < len(one.fills) else None


def all_grey(one: Found) -> bool:
    """Answer whether every cell of a row has a grey background."""
    cells = [cell for found in one.cells.values() for cell in found if cell.merged is Merged.NO]
    return len(cells) > 1 and all(colour_of(cell.fill) == "grey" for cell in cells)


def head_columns(heads: Mapping[int, Head], meaning: Meaning, *, marks: bool = False) -> list[int]:
    """Return the columns with a meaning; ``marks`` keeps those in which marks stand beside words."""
    return [column for column, head in heads.items() if head.meaning is meaning and (head.marks or not marks)]


def fill_column(actions: Sequence[Found]) -> int | None:
    """Return the column whose backgrounds show how actions stand: the status column, or the one that varies."""
    heads = actions[0].heads if actions else {}
    for columns in (
        head_columns(heads, Meaning.STATUS),
        head_columns(heads, Meaning.PROGRESS, marks=True),
    ):
        for column in columns:
            if any(colour_of(one.fills[column]) for one in actions if column < len(one.fills)):
                return column
    best, most = None, 1
    for column in range(max((len(one.fills) for one in actions), default=0)):
        colours = {colour_of(one.fills[column]) for one in actions if column < len(one.fills)}
        told = len(colours & {"red", "amber", "green"})
        if told > most:
            best, most = column, told
    return best


def standing_under(one: Found, rag: str, marks: Marks) -> Standing:
    """Return what the marks of an action mean together: plain words first, then colours under the legend."""
    standing = Standing()
    for mark in marks_in(rag):
        told = standing_of(mark.lower(), marks.legend) if mark.lower() in marks.legend else Standing()
        if told == Standing():
            told = said(mark) if mark_of(mark) else meaning_of(mark)
        standing = _filled(standing, told)
    colour = mark_seen(one, rag, marks)
    return _filled(standing, standing_of(colour, marks.legend)) if colour else standing


def _filled(first: Standing, then: Standing) -> Standing:
    return Standing(first.state or then.state, first.confidence or then.confidence)


def in_words(mark: str, legend: Mapping[str, str]) -> str:
    """Return what a mark was read as, for people."""
    standing = standing_of(mark, legend) if mark in legend or mark_of(mark) else meaning_of(mark)
    words = [one.label for one in (standing.state, standing.confidence) if one]
    return ", ".join(words) or legend.get(mark, "not known")
