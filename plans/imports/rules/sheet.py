"""Read the workbook of a plan back: by its headings, wherever its columns and rows have been moved to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concordat.documents.grid import Document, Row, Table
from plans.imports.rules.matching import Body, match_body
from plans.imports.rules.workbook import (
    AGES,
    COLUMNS,
    CONFIDENCES,
    FIELDS,
    KEY,
    STATES,
    VERSION,
    SheetColumn,
    Vocabulary,
    fold,
    read_version_mark,
    words_of,
)
from plans.planning.rules.actions import NewAction
from plans.planning.rules.states import AgeGroup, Confidence, DeliveryState

#: So many headings of ours make a sheet ours, also where a column was taken out.
_ENOUGH = 9
_LOOKED_AT = 20
_NUMBER = re.compile(r"\s*(\d{1,18})(?:\.0+)?\s*")
_CHOICES = {STATES: words_of(DeliveryState), CONFIDENCES: words_of(Confidence), AGES: words_of(AgeGroup)}
#: For each list what may be written, folded, and the value it means: "green", "on track", "green – on track".
_WRITTEN = {
    name: {fold(written): value for value, words in choices.items() for written in (value, words, *words.split(" – "))}
    for name, choices in _CHOICES.items()
}


@dataclass(frozen=True)
class SheetRow:
    """A row of the workbook as it came back.

    ``values`` holds the fields the file speaks of, ``texts`` the words in their cells. ``action_id`` is None
    where the row names no action; ``version`` where it does not say what was taken away.
    """

    row: str
    action_id: int | None
    version: int | None
    marks: Mapping[str, str]
    values: Mapping[str, Any]
    texts: Mapping[str, str]
    warnings: tuple[str, ...] = ()

    @property
    def action(self) -> NewAction:
        """The row as an action of its own."""
        return NewAction(**{"text": "", **self.values})


@dataclass(frozen=True)
class SheetReading:
    """The whole workbook: its rows in order, and what to look at."""

    rows: tuple[SheetRow, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Known:
    """The words of the vocabulary, folded."""

    organisations: Mapping[str, int]
    standards: Mapping[str, int]
    bodies: Sequence[Body] = field(default_factory=tuple)


def read_sheet(document: Document, vocabulary: Vocabulary, bodies: Sequence[Body]) -> SheetReading | None:
    """Read the sheet of actions; None where the file is no workbook of ours."""
    known = _Known(
        {fold(label): pk for pk, label in vocabulary.organisations.items()},
        {fold(label): pk for pk, label in vocabulary.standards.items()},
        bodies,
    )
    for table in document.tables:
        for place, row in enumerate(table.rows[:_LOOKED_AT]):
            heads = _heads(row)
            if len(heads) >= _ENOUGH and "Action" in heads.values():
                rows = [one for one in table.rows[place + 1 :] if not one.is_blank and one.texts != row.texts]
                return SheetReading(tuple(_read(table, one, heads, known) for one in rows), _about(heads))
    return None


def _heads(row: Row) -> dict[int, str]:
    """Return our headings by column; of two columns with one heading the first counts."""
    ours = {fold(one.heading): one.heading for one in COLUMNS}
    found: dict[int, str] = {}
    for column, text in enumerate(row.texts):
        heading = ours.get(fold(text))
        if heading and heading not in found.values():
            found[column] = heading
    return found


def _about(heads: Mapping[int, str]) -> tuple[str, ...]:
    there = set(heads.values())
    missing = [one.heading for one in COLUMNS if one.name and one.heading not in there]
    told = []
    if missing:
        told.append(f"Not in the file, so it stays as it is: {', '.join(missing)}.")
    if KEY not in there:
        told.append(f"The column “{KEY}” is missing, so we looked for each action by its number and its words.")
    return tuple(told)


def _read(table: Table, row: Row, heads: Mapping[int, str], known: _Known) -> SheetRow:
    cells = {heads[column]: text.strip() for column, text in enumerate(row.texts) if column in heads}
    warnings: list[str] = []
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for name, column in FIELDS.items():
        if column.heading not in cells:
            continue
        texts[name] = cells[column.heading]
        _take(column, texts[name], values, known, warnings)
    version, marks = read_version_mark(cells.get(VERSION, ""))
    return SheetRow(
        f"sheet {table.name}, row {row.number}",
        _id_in(cells.get(KEY, ""), warnings),
        version, marks, values, texts, tuple(warnings),
    )  # fmt: skip


def _id_in(text: str, warnings: list[str]) -> int | None:
    match = _NUMBER.fullmatch(text)
    if text.strip() and not match:
        warnings.append(f"“{text[:40]}” is no action id, so we looked for the action by its number and its words.")
    return int(match[1]) if match else None


def _take(column: SheetColumn, text: str, values: dict[str, Any], known: _Known, warnings: list[str]) -> None:
    """Keep what a cell says; what it says in words we do not know is warned about and changes nothing."""
    if column.name == "progress" and not text:
        return
    if column.choices in _CHOICES:
        _take_choice(column, text, values, warnings)
    elif column.name == "lead_id":
        _take_lead(text, values, known, warnings)
    elif column.name == "partner_ids":
        _take_many(column, text, values, lambda word: _organisation(word, known), warnings)
    elif column.name == "standard_ids":
        _take_many(column, text, values, lambda word: known.standards.get(fold(word)), warnings)
    else:
        values[column.name] = text


def _take_choice(column: SheetColumn, text: str, values: dict[str, Any], warnings: list[str]) -> None:
    if not text:
        if column.name != "delivery_state":
            values[column.name] = ""
        return
    value = _WRITTEN[column.choices].get(fold(text))
    if value is not None:
        values[column.name] = value
        return
    offered = ", ".join(_CHOICES[column.choices].values())
    warnings.append(f"{column.heading}: “{text[:80]}” is not in the list, so it stays as it is. Use one of: {offered}.")


def _take_lead(text: str, values: dict[str, Any], known: _Known, warnings: list[str]) -> None:
    found = _organisation(text, known) if text else None
    if text and found is None:
        warnings.append(
            f"{FIELDS['lead_id'].heading}: we do not know “{text[:120]}” in your partnership, so the lead stays as it is. "
            "Use a name from the list."
        )
        return
    values["lead_id"] = found


def _take_many(column: SheetColumn, text: str, values: dict[str, Any], find: Any, warnings: list[str]) -> None:
    words = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    found = {word: find(word) for word in words}
    unknown = [word for word, pk in found.items() if pk is None]
    if unknown:
        named = ", ".join(f"“{word[:120]}”" for word in unknown)
        warnings.append(
            f"{column.heading}: we do not know {named}, so the column stays as it is. Use names from the list."
        )
        return
    values[column.name] = tuple(sorted({pk for pk in found.values() if pk is not None}))


def _organisation(word: str, known: _Known) -> int | None:
    found = known.organisations.get(fold(word))
    return found if found is not None else match_body(word, known.bodies)
