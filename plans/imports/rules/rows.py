"""From a table to its rows: which are actions, which are titles, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from concordat.documents.grid import Cell, Merged, Row, Table
from plans.imports.rules.columns import Head, Meaning
from plans.imports.rules.heading import carries_on, heading_at, joined_texts, settled, turned_round
from plans.imports.rules.themes import Section, is_numbered, section_of
from plans.imports.rules.told import NOTHING_TOLD, Told


class Kind(Enum):
    """What a row is."""

    ACTION = auto()
    TITLE = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True)
class Found:
    """A row that was understood. ``cells`` are by meaning, for an action; ``why`` says why a row is none.

    ``beside``: heads and texts of cells that have no place in a plan.
    """

    kind: Kind
    row: str
    text: str
    cells: Mapping[Meaning, tuple[Cell, ...]] = field(default_factory=dict)
    heads: Mapping[int, Head] = field(default_factory=dict)
    why: str = ""
    section: Section | None = None
    fills: tuple[str | None, ...] = ()
    look: tuple[object, ...] = ()
    number: str = ""
    wanted: bool = False
    beside: tuple[tuple[str, str], ...] = ()

    def text_in(self, meaning: Meaning) -> str:
        """The text of the cells with that meaning, each once."""
        texts = dict.fromkeys(cell.text.strip() for cell in self.cells.get(meaning, ()) if cell.text.strip())
        return "\n".join(texts)


_STATEMENT = re.compile(
    r"^[“”\"‘’'•\s-]*I(?:['’](?:m|ll|ve|d)\b|\s+(?:am|will|have|know|want|feel|can|need|get|should|see|receive|was|do|don|had|would"
    r"|understand|trust|expect|only|always)\b)"
)
_ABOUT_PLAN = re.compile(
    r"^\W*(?:key outcomes?|outcomes?|objectives?|aims?|note|n\.?b\.?|kpis?|key performance|governance|monitoring|this (?:plan|section"
    r"|document|table)|footnote|source|version|page \d|last updated|updated|review(?:ed)? (?:date|on|by)|author|approved|key\s*[:=]"
    r"|legend|rag (?:key|rating)|total|end of|\*)\s*(?![a-z])",
    re.IGNORECASE,
)
_FOLLOW_UP_MARK = re.compile(
    r"^\W*(?:actions?|updates?|notes?|progress|comments?|agreed|decision|outcome)\W*$", re.IGNORECASE
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:(?:action|update|note)\s*[:–-]\s*)?(?:the )?above (?:action |is |was |has been |to be |now )*(?:set|moved|agreed|action|closed"
    r"|merged|given|rated|put|raised|lowered|changed|complete)",
    re.IGNORECASE,
)
_SET_TO_PRIORITY = re.compile(r"(?:set|moved|changed|raised|lowered) to priority", re.IGNORECASE)
_PRIORITY = re.compile(r"^\W*(?:priority\W*\w{1,6}|p\d|high|medium|low|h|m|l|urgent)\W*$", re.IGNORECASE)
_UNPLACED = (Meaning.OTHER, Meaning.PRIORITY)
_NAMED = (Meaning.NUMBER, Meaning.ACTION)
_DETAILS = (
    Meaning.TIMESCALE,
    Meaning.START,
    Meaning.LEAD,
    Meaning.STATUS,
    Meaning.PROGRESS,
    Meaning.OUTCOME,
    Meaning.PARTNERS,
)


def found_in(
    table: Table, label: str, inherited: Mapping[int, Head] | None, told: Told = NOTHING_TOLD
) -> list[Found] | None:
    """Return the rows of a table that holds actions, or None where it has no heading row and follows none."""
    turned = turned_round(table)
    rows, label = (turned, f"{label} (read downwards)") if turned else (list(table.rows), label)
    heads = inherited if inherited and carries_on(rows, inherited) else None
    found: list[Found] = []
    above: list[Row] = []
    index = seen = 0
    while index < len(rows):
        new, used = heading_at(rows, index, heads if seen else None)
        where = f"{label}, row {rows[index].number}"
        if not new and not seen and told.knows(where):
            new = {column: Head(Meaning.OTHER) for column in rows[index].filled}
        if new:
            again = bool(seen and heads and {h.meaning for h in new.values()} == {h.meaning for h in heads.values()})
            heads = heads if again and heads else settled(new, rows[index + used :], table.hidden)
            if not again or told.knows(where):
                heads = _as_told(heads, where, told)
            heading = _left(rows[index], label, "the heading row again" if again else "the heading row", heads)
            found.extend(part for row in above for part in _above(row, label, heads))
            found.append(replace(heading, look=joined_texts(rows[index : index + used])))
            above, index, seen = [], index + used, seen + 1
            continue
        if heads is None:
            above.append(rows[index])
        else:
            found.extend(_row(rows[index], label, heads))
        index += 1
    return [_brought_in(one) if one.row in told.wanted else one for one in found] if heads is not None else None


def _as_told(heads: Mapping[int, Head], where: str, told: Told) -> dict[int, Head]:
    """Return the heads as an officer said them; what was not said stays."""
    said = {column: told.column(where, column) for column in heads}
    return {
        column: replace(head, meaning=Meaning(said[column]), hidden=False) if said[column] else head
        for column, head in heads.items()
    }


def _brought_in(one: Found) -> Found:
    """Return a row as the action that somebody says it is."""
    if one.kind is Kind.ACTION:
        return one
    action = one.text_in(Meaning.ACTION)
    cells = one.cells if action else {Meaning.ACTION: (Cell(one.text),)}
    return replace(one, kind=Kind.ACTION, text=action or one.text, cells=cells, why="", section=None, wanted=True)


def _above(row: Row, label: str, heads: Mapping[int, Head]) -> Iterator[Found]:
    """Yield a row that stands above the heading row: a section's title, or text."""
    for one in _row(row, label, heads):
        section = one.section
        if one.kind is Kind.TITLE and section and (section.known or is_numbered(one.text)):
            yield one
        else:
            yield _left(row, label, "text above the table", {})


def _left(row: Row, label: str, why: str, heads: Mapping[int, Head]) -> Found:
    return Found(Kind.LEFT_OUT, f"{label}, row {row.number}", _joined_row(row), heads=heads, why=why)


def _joined_row(row: Row) -> str:
    return " | ".join(" ".join(part.split()) for part in row.texts if part.strip())


def _row(row: Row, label: str, heads: Mapping[int, Head]) -> Iterator[Found]:
    """Yield what a row is; a blank one is nothing."""
    filled = row.filled
    if not filled:
        return
    if all(head.meaning is not Meaning.ACTION for head in heads.values()):
        yield _left(row, label, "stands in a table that has no column of actions", heads)
        return
    if row.hidden:
        (one,) = _row(replace(row, hidden=False), label, heads)
        yield replace(one, kind=Kind.LEFT_OUT, text=_joined_row(row), why="the row is hidden in the workbook")
        return
    cells: dict[Meaning, list[Cell]] = {}
    for column, head in heads.items():
        if column < len(row.cells):
            cells.setdefault(head.meaning, []).append(row.cells[column])
    by_meaning = {meaning: tuple(found) for meaning, found in cells.items()}
    fills = tuple(cell.fill if cell.merged is Merged.NO else None for cell in row.cells)
    one = Found(
        Kind.ACTION, f"{label}, row {row.number}", "", by_meaning, heads, fills=fills, beside=_beside(row, heads)
    )
    own = {meaning: tuple(c for c in found if c.merged is not Merged.LEFT) for meaning, found in by_meaning.items()}
    number = _own(own, Meaning.NUMBER)
    action = replace(one, cells=own).text_in(Meaning.ACTION)
    if len(filled) == 1:
        yield _alone(row, replace(one, cells=own), filled[0], heads)
        return
    if (_FOLLOW_UP_MARK.match(number) or _FOLLOW_UP.match(action)) and not _own(own, Meaning.TIMESCALE):
        more = [text for column, text in enumerate(row.texts) if text and _meaning(heads, column) not in _NAMED]
        text = " | ".join([f"{number} {action}".strip(), *more])
        yield replace(one, kind=Kind.LEFT_OUT, text=" ".join(text.split()), why="follows up the row above")
        return
    if not action:
        action = _spread(row, heads)
    yield replace(one, text=action, cells=own, number=" ".join(number.split()))


def _beside(row: Row, heads: Mapping[int, Head]) -> tuple[tuple[str, str], ...]:
    """Return what stands in columns without a place in a plan, each with its head."""
    return tuple(
        (head.text or head.meaning.label, row.cells[column].own_text.strip())
        for column, head in heads.items()
        if head.meaning in _UNPLACED and column < len(row.cells) and row.cells[column].own_text.strip()
    )


def _meaning(heads: Mapping[int, Head], column: int) -> Meaning:
    return heads[column].meaning if column in heads else Meaning.OTHER


def _own(cells: Mapping[Meaning, tuple[Cell, ...]], meaning: Meaning) -> str:
    return "\n".join(cell.own_text for cell in cells.get(meaning, ()) if cell.own_text).strip()


def _spread(row: Row, heads: Mapping[int, Head]) -> str:
    """Return an action that begins in the number's cell and runs over into its own."""
    for column, head in heads.items():
        cell = row.cells[column] if column < len(row.cells) else Cell()
        if head.meaning is Meaning.ACTION and cell.merged is Merged.LEFT:
            return cell.text
    return ""


def _alone(row: Row, one: Found, column: int, heads: Mapping[int, Head]) -> Found:
    """Read a row in which one cell alone says something."""
    cell = row.cells[column]
    text = cell.own_text.strip()
    flat = " ".join(text.split())
    head = heads.get(column)
    spans = sum(other.merged is Merged.LEFT for other in row.cells) >= max(1, len(row.cells) // 2)
    section = section_of(flat)
    titled = section.known or cell.bold or (is_numbered(flat) and not flat.endswith("."))
    look = (cell.fill, cell.bold, flat.isupper(), spans)
    if _STATEMENT.match(flat):
        return replace(one, kind=Kind.LEFT_OUT, text=flat, why="what a person should be able to say (an I-statement)")
    if _FOLLOW_UP.match(flat):
        return replace(one, kind=Kind.LEFT_OUT, text=flat, why="follows up the row above")
    details = head and head.meaning in _DETAILS and not spans
    if details and any(c.merged is Merged.ABOVE for c in one.cells.get(Meaning.ACTION, ())):
        return replace(one, text="")
    if _ABOUT_PLAN.match(flat) and not section.known:
        return replace(one, kind=Kind.LEFT_OUT, text=flat, why="text about the plan or its section")
    in_action = head is not None and head.meaning is Meaning.ACTION and not spans
    sentence = flat.endswith((".", ";")) or len(flat.split()) > 14
    if in_action and not titled and (sentence or (len(flat.split()) > 5 and column > 0)):
        return replace(one, text=text)
    if details and not section.known:
        return replace(one, text="")
    if sentence and not section.known and len(flat.split()) > 7:
        return replace(one, kind=Kind.LEFT_OUT, text=flat, why="text about the plan or its section")
    return replace(one, kind=Kind.TITLE, text=flat, section=section, look=look)


def holds_priorities(found: Sequence[Found]) -> bool:
    """Answer whether the number column holds priorities: one says so, or a follow-up row sets one."""
    said = any(one.kind is Kind.ACTION and re.match(r"^\W*priority\b", one.number, re.IGNORECASE) for one in found)
    return said or any(_SET_TO_PRIORITY.search(one.text) for one in found if one.kind is Kind.LEFT_OUT)


def is_priority(number: str) -> bool:
    """Answer whether a text in the number column is a priority by itself."""
    return bool(_PRIORITY.match(number))
