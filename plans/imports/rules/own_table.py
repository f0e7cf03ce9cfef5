"""The official seven-column table as this service writes it, and how it is read back, word for word.

Writing and reading stand side by side so that a plan taken out and brought in again is the same plan. What somebody
changed in Word in between is read; a table with other columns is left to the reader of all other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concordat.documents.grid import Document, Paragraph, Table
from plans.imports.rules.columns import Meaning
from plans.imports.rules.leads import read_lead
from plans.imports.rules.reading import ActionReading, Column, LeftOut, PlanReading
from plans.imports.rules.status import Standing, mark_of, meaning_of, standing_of
from plans.imports.rules.year import guess_year
from plans.planning.rules.privacy import personal_data_warnings
from plans.planning.rules.states import Confidence, DeliveryState, is_live
from plans.planning.rules.timescale import read_timescale

#: The kind that a document of this service says it is, in its properties.
KIND = "Concordat action plan"
HEADS = ("No.", "Action", "Timescale", "Led By", "Outcomes", "Summary progress against actions", "RAG")
_MEANINGS = (
    Meaning.NUMBER, Meaning.ACTION, Meaning.TIMESCALE, Meaning.LEAD, Meaning.OUTCOME, Meaning.PROGRESS, Meaning.STATUS
)  # fmt: skip
NO_THEME = "Without a theme"
NOT_RATED = "not rated"
STANDARDS, MEASURE, REASON, PARTNERS = "Standards: ", "Measure: ", "Why: ", "With: "
_NEW = " (new)"
_SECTION_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?|[A-Za-z]|[ivxIVX]{1,4})\. (?P<title>.+)", re.DOTALL)


@dataclass(frozen=True)
class Cells:
    """What the seven columns say of an action; empty where it says nothing."""

    number: str
    text: str
    timescale: str
    lead: str
    outcome: str
    progress: str
    delivery_state: str
    confidence: str = ""
    partners: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    indicator: str = ""
    reason: str = ""
    merged_into: str = ""
    is_new: bool = False


def written(one: Cells) -> list[str]:
    """Return the seven cells of a row."""
    return [
        f"{one.number}{_NEW}".strip() if one.is_new else one.number,
        _with(one.text, STANDARDS, ", ".join(one.standards)),
        one.timescale,
        _with(one.lead, PARTNERS, "; ".join(one.partners)),
        _with(one.outcome, MEASURE, one.indicator),
        _with(one.progress, REASON, one.reason),
        standing_words(one.delivery_state, one.confidence, one.merged_into),
    ]


def section_words(number: str, title: str) -> str:
    """Return the heading of a part: "1. Access to support"."""
    words = f"{number}. {title}" if number else title
    found = _SECTION_NUMBER.fullmatch(words)
    return words if (found["number"] if found else "") == number else f"{number} {title}"


def standing_words(state: str, confidence: str, merged_into: str = "") -> str:
    """Return how an action stands in words: "In progress, on track"."""
    label = DeliveryState(state).label
    if state == DeliveryState.MERGED and merged_into:
        return f"{label} into {merged_into}"
    if not is_live(state):
        return label
    return f"{label}, {Confidence(confidence).label.lower() if confidence else NOT_RATED}"


def read_own(document: Document, plan_year: int | None) -> PlanReading | None:
    """Read a plan that this service wrote; None where it wrote none or its columns were changed."""
    tables = [table for table in document.tables if table.rows]
    if document.kind != KIND or not tables or any(_heads(table) != HEADS for table in tables):
        return None
    left: list[LeftOut] = []
    rows = list(_rows(document, left))
    if plan_year is None:
        plan_year = guess_year(document, [texts[2] for _, texts, _, _ in rows])
    actions = tuple(_action(position, *row, plan_year) for position, row in enumerate(rows, start=1))
    notes = tuple(dict.fromkeys(note for action in actions for note in action.timescale.warnings))
    columns = [
        Column("table 1", place, head, meaning.value, meaning.label)
        for place, (head, meaning) in enumerate(zip(HEADS, _MEANINGS, strict=True), start=1)
    ]
    return PlanReading(tuple(columns), actions, tuple(left), notes, (), plan_year)


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in table.rows[0].texts)


def _rows(document: Document, left: list[LeftOut]) -> Iterator[tuple[str, list[str], str, str]]:
    """Yield place, texts, theme and sub-heading of each action."""
    theme = heading = ""
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            theme, heading = _entered(block, theme, heading)
            if block.text.strip():
                left.append(LeftOut("outside the tables", " ".join(block.text.split()), "text outside the tables"))
            continue
        number += 1
        for row in block.rows[1:]:
            place = f"table {number}, row {row.number}"
            texts = [text.strip() for text in row.texts]
            if texts[1]:
                yield place, texts, theme, heading
            elif any(texts):
                left.append(LeftOut(place, " | ".join(text for text in texts if text), "says no action"))


def _entered(block: Paragraph, theme: str, heading: str) -> tuple[str, str]:
    style, text = block.style.lower(), " ".join(block.text.split())
    if style == "heading 1":
        return ("" if text == NO_THEME else text), ""
    return theme, text if style == "heading 2" else heading


def _action(
    position: int, row: str, texts: Sequence[str], theme: str, heading: str, plan_year: int | None
) -> ActionReading:
    number, is_new = texts[0].removesuffix(_NEW.strip()).strip(), texts[0].endswith(_NEW.strip())
    text, standards = _apart(texts[1], STANDARDS)
    lead_text, partners = _apart(texts[3], PARTNERS)
    outcome, indicator = _apart(texts[4], MEASURE)
    progress, reason = _apart(texts[5], REASON)
    section = _SECTION_NUMBER.fullmatch(theme)
    standing = _standing(texts[6])
    timescale = read_timescale(texts[2], plan_year=plan_year)
    named = read_lead(lead_text)
    return ActionReading(
        position=position,
        row=row,
        number=number or None,
        text=text,
        timescale=timescale,
        heading=heading or None,
        theme=(section["title"] if section else theme) or None,
        theme_number=section["number"] if section else None,
        standards=tuple(code.strip() for code in standards.split(",") if code.strip()),
        lead_text=" ".join(lead_text.split()),
        lead=lead_text if named.lead else None,
        partners=tuple(name.strip() for name in partners.split(";") if name.strip()),
        outcome=outcome,
        indicator=indicator,
        progress=progress,
        rag=texts[6],
        state=standing.state,
        confidence=standing.confidence if not standing.state or is_live(standing.state) else None,
        reason=reason,
        is_new=is_new,
        warnings=tuple(dict.fromkeys([*timescale.warnings, *personal_data_warnings(f"{text}\n{outcome}\n{progress}")])),
    )


def _standing(words: str) -> Standing:
    """Read the last column: our own words mean what they say; others as in any file."""
    flat = " ".join(words.lower().split())
    for state in DeliveryState:
        for confidence in ("", *Confidence.values()):
            if flat == standing_words(state, confidence).lower():
                return Standing(state, Confidence(confidence) if confidence and is_live(state) else None)
    if flat.startswith("merged into "):
        return Standing(DeliveryState.MERGED)
    mark = mark_of(words)
    return standing_of(mark, {}) if mark else meaning_of(words)


def _with(text: str, label: str, value: str) -> str:
    """Return a text with what else is said of it on a line of its own."""
    return "\n".join(part for part in (text, f"{label}{value}" if value else "") if part)


def _apart(text: str, label: str) -> tuple[str, str]:
    """Return what ``_with`` put together."""
    if text.startswith(label):
        return "", text.removeprefix(label).strip()
    before, found, after = text.rpartition(f"\n{label}")
    return (before.strip(), after.strip()) if found else (text, "")
