"""The workbook in which a plan is taken away, edited and sent back: its columns, and what its cells say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import EnumType
from typing import Any

from concordat.choices import Words
from concordat.documents.write_xlsx import as_it_fits
from plans.planning.rules.actions import NewAction
from plans.planning.rules.states import AgeGroup, Confidence, DeliveryState

SHEET = "Actions"
KEY = "Action id"
VERSION = "Version"
READING = "How we read the timescale"
STATES, CONFIDENCES, AGES = "Delivery state", "Red/Amber/Green (RAG)", "Age group"
ORGANISATIONS, THEMES = "Organisation", "Theme"
#: Between several organisations or standards in one cell.
_BETWEEN = "; "
_COLOURS: dict[str, str] = {Confidence.ON_TRACK: "Green", Confidence.AT_RISK: "Amber", Confidence.OFF_TRACK: "Red"}


@dataclass(frozen=True)
class Vocabulary:
    """What organisations and standards are called in the file; no two of a kind have one name."""

    organisations: Mapping[int, str]
    standards: Mapping[int, str]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoredAction:
    """An action as it stands in the plan. Its ``progress`` is the newest word about it."""

    id: int
    version: int
    action: NewAction
    reading: str = ""
    merged_into_id: int | None = None

    @property
    def is_live(self) -> bool:
        """Whether it is still to be carried out."""
        return self.action.delivery_state in (DeliveryState.NOT_STARTED, DeliveryState.IN_PROGRESS)


@dataclass(frozen=True)
class SheetColumn:
    """A column. ``name`` is the action's field, empty for what is only there to be read."""

    name: str
    heading: str
    description: str
    width: int = 18
    choices: str = ""
    strict: bool = False

    @property
    def read_only(self) -> bool:
        """Whether what is changed in it is passed over."""
        return not self.name


#: The seven columns of the official template first, in its order and words.
COLUMNS = (
    SheetColumn("number", "No.", "The number printed in the plan, a label. It may be empty or change.", 8),
    SheetColumn("text", "Action", "What will be done. Every action needs it.", 60),
    SheetColumn("timescale", "Timescale", "As you would write it: by end of March 2027, Q1 and Q3, ongoing.", 22),
    SheetColumn("lead_id", "Led By", "The one organisation that answers for it, as the list calls it.", 28, ORGANISATIONS),
    SheetColumn("outcome", "Outcomes", "The difference it should make for people in a crisis.", 44),
    SheetColumn(
        "progress", "Summary progress against actions",
        "The newest word about the action. A new sentence here becomes an update in your name; "
        "what was said before stays in the service. An emptied cell changes nothing.", 50,
    ),
    SheetColumn(
        "confidence", CONFIDENCES,
        "Whether it will be done in time, in words from the list. Only for actions still to be done.",
        20, CONFIDENCES, True,
    ),
    SheetColumn("theme", THEMES, "The part of the plan. One that is not in the list becomes a new theme.", 30, THEMES),
    SheetColumn("heading", "Sub-heading", "The heading inside the theme, if the plan has one.", 28),
    SheetColumn("delivery_state", STATES, "How far it has come, in words from the list.", 16, STATES, True),
    SheetColumn("reason", "Why it is at risk or off track", "Needed for amber and red, and what would help.", 36),
    SheetColumn("partner_ids", "Supporting partners", "Organisations as the list calls them, with a semicolon between.", 40),
    SheetColumn("standard_ids", "Standards", "Codes as on the sheet “Standards”, with a semicolon between.", 16),
    SheetColumn("named_post", "Named post", "The post, never a person’s name.", 24),
    SheetColumn("age_group", AGES, "For whom it is, in words from the list.", 24, AGES, True),
    SheetColumn("indicator", "Measure", "How you will know, for example: nobody under 18 in a police cell.", 36),
    SheetColumn("lead_text", "Lead as the plan writes it", "Needed only where the lead is not in the list.", 28),
    SheetColumn("", READING, "Only to be read: made anew from the timescale when you send the file back.", 36),
    SheetColumn(
        "", KEY, "Leave it as it is: it says which action the row is, also after sorting. Leave it empty in a new row.", 11
    ),
    SheetColumn(
        "", VERSION, "Leave it as it is: it says which state of the action you took away. Leave it empty in a new row.", 16
    ),
)  # fmt: skip
FIELDS: dict[str, SheetColumn] = {one.name: one for one in COLUMNS if one.name}
#: Fields that do not lie in the action's own row: what they said is remembered by a mark in the file.
BESIDE = ("partner_ids", "standard_ids", "progress")


def labels_of(names: Iterable[tuple[int, str]], other: Callable[[int], str] = str) -> dict[int, str]:
    """Return unique labels, fit to stand in a list between semicolons; a second of one name gets ``other`` too."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for pk, name in names:
        label = " ".join(name.replace(";", ",").split()) or other(pk)
        if fold(label) in taken:
            label = f"{label} ({other(pk)})"
        taken.add(fold(label))
        found[pk] = label
    return found


def fold(text: str) -> str:
    """Return a text in the form in which two writings of it are one."""
    return " ".join(text.split()).casefold()


def words_of(words: EnumType) -> dict[str, str]:
    """Return value → the words in a cell, in order."""
    members: list[Words] = list(words)
    return {one.value: f"{_COLOURS[one]} – {one.label.lower()}" if one in _COLOURS else one.label for one in members}


def choices_of(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the lists to choose from, by name."""
    return {
        STATES: list(words_of(DeliveryState).values()),
        CONFIDENCES: list(words_of(Confidence).values()),
        AGES: list(words_of(AgeGroup).values()),
        ORGANISATIONS: sorted(vocabulary.organisations.values(), key=str.casefold),
        THEMES: list(vocabulary.themes),
    }


def cells_of(stored: StoredAction, vocabulary: Vocabulary) -> list[str]:
    """Return the texts of an action's row, in the order of ``COLUMNS``."""
    told = {READING: stored.reading, KEY: str(stored.id), VERSION: version_mark(stored, vocabulary)}
    return [
        cell_of(one.name, getattr(stored.action, one.name), vocabulary) if one.name else told[one.heading]
        for one in COLUMNS
    ]


def cell_of(name: str, value: Any, vocabulary: Vocabulary) -> str:
    """Return what a cell says of a field."""
    words = _WORDS.get(name)
    if words is not None:
        return words.get(value, str(value or ""))
    if name == "lead_id":
        return vocabulary.organisations.get(value, "")
    if name == "partner_ids":
        return _BETWEEN.join(sorted(vocabulary.organisations.get(one, str(one)) for one in value))
    if name == "standard_ids":
        return _BETWEEN.join(vocabulary.standards[one] for one in vocabulary.standards if one in value)
    return str(value)


def as_read(text: str) -> str:
    """Return a cell's text as it comes back from a workbook: cut to what fits, without outer blanks."""
    plain = as_it_fits(text).replace("\r\n", "\n").replace("\r", "")
    return "".join(char for char in plain if char not in "\ufffe\uffff").strip()


def version_mark(stored: StoredAction, vocabulary: Vocabulary) -> str:
    """Return the row version, and a mark of each field that the version's row does not hold."""
    marks = [mark_of(cell_of(name, getattr(stored.action, name), vocabulary)) for name in BESIDE]
    return "-".join([str(stored.version), *marks])


def read_version_mark(text: str) -> tuple[int | None, dict[str, str]]:
    """Return the row version and the marks by field; nothing of what is damaged."""
    match = re.fullmatch(r"(\d{1,9})((?:-[0-9a-f]{8})*)", text.strip())
    if not match:
        return None, {}
    marks = match[2].split("-")[1:]
    return int(match[1]), dict(zip(BESIDE, marks, strict=True)) if len(marks) == len(BESIDE) else {}


def mark_of(text: str) -> str:
    """Return a short mark that changes with a cell's text."""
    return hashlib.blake2s(as_read(text).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


_WORDS = {
    "delivery_state": words_of(DeliveryState),
    "confidence": words_of(Confidence),
    "age_group": words_of(AgeGroup),
}
