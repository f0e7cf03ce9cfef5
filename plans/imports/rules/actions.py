"""From a row that is an action to the action as a careful person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.documents.grid import Cell, Merged
from plans.imports.rules.columns import Head, Meaning
from plans.imports.rules.leads import read_lead
from plans.imports.rules.reading import ActionReading
from plans.imports.rules.rows import Found, is_priority
from plans.imports.rules.status import (
    Standing,
    colour_of,
    is_achieved,
    is_colour,
    is_finished,
    is_mark,
    mark_of,
    meaning_of,
    said,
    standing_of,
)
from plans.imports.rules.themes import section_of, standards_in
from plans.planning.rules.privacy import personal_data_warnings
from plans.planning.rules.states import DeliveryState, is_live
from plans.planning.rules.timescale import TimescaleKind, read_timescale

_NEW = re.compile(r"(?i:^\W*new\b\s*[:–-]\s*|\s*[\[(]\s*new\s*[\])]\s*)|^\s*NEW\s+(?=[A-Z][a-z])|^NEW$")
_MARK_FIRST = re.compile(r"(?i:(red|amber|yellow|green|blue|gr[ea]y|[ragb]))\s*[–:.,-]\s+(?=\S)")
_STAR = re.compile(r"^\s*\*+\s*|\s*\*+\s*$")
_LEADING_NUMBER = re.compile(r"^\s*\(?(\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z])[.):]+\s+(?=\S)")
_DOTTED_NUMBER = re.compile(r"^\s*(\d{1,2}\.\d{1,3}(?:\.\d{1,3})*)\s+(?=[A-Z“])")


@dataclass
class Context:
    """What the rows above and the words around the table say about an action."""

    theme: str | None = None
    theme_number: str | None = None
    heading: str | None = None
    standards: tuple[str, ...] = ()
    state: DeliveryState | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Marks:
    """How a table shows where its actions stand."""

    legend: Mapping[str, str]
    fill_column: int | None = None
    priorities: bool = False
    grey_is_dropped: bool = False


def read_action(one: Found, position: int, context: Context, marks: Marks, plan_year: int | None) -> ActionReading:
    """Read one row."""
    number, text, is_new = _named(one, marks)
    timescale = read_timescale(timescale_text(one), plan_year=plan_year)
    lead_text = " ".join(one.text_in(Meaning.LEAD).split())
    lead = read_lead(one.text_in(Meaning.LEAD), one.text_in(Meaning.PARTNERS))
    outcome, progress = one.text_in(Meaning.OUTCOME), _report(one)
    rag = _rag(one)
    warnings = list(timescale.warnings)
    standing = _standing(one, rag, outcome, progress, marks, context, warnings)
    if not standing.state and timescale.kind is TimescaleKind.DONE:
        standing = Standing(DeliveryState.COMPLETE)
    if lead.persons:
        warnings.append(f"{', '.join(lead.persons)}: a person’s name. Name the organisation or the post instead")
    warnings.extend(personal_data_warnings(f"{text}\n{outcome}\n{progress}"))
    theme, theme_number = _theme(one, context)
    return ActionReading(
        position=position,
        row=one.row,
        number=number,
        text=text,
        timescale=timescale,
        heading=_heading(one, context),
        theme=theme,
        theme_number=theme_number,
        standards=_standards(one, context, text),
        lead_text=lead_text,
        lead=lead.lead,
        partners=lead.partners,
        outcome=outcome,
        indicator=one.text_in(Meaning.INDICATOR),
        progress=progress,
        rag=rag,
        state=standing.state,
        confidence=standing.confidence if not standing.state or is_live(standing.state) else None,
        is_new=is_new or context.is_new,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def timescale_text(one: Found) -> str:
    """Return the timescale as printed; a start in a column of its own goes before it."""
    due, start = one.text_in(Meaning.TIMESCALE), one.text_in(Meaning.START)
    if not start:
        return due
    return f"{start} to {due}" if due else f"from {start}"


def _named(one: Found, marks: Marks) -> tuple[str | None, str, bool]:
    """Return the printed number, the action's text, and whether it is marked as new."""
    number, text = one.number, one.text.strip()
    is_new = any(_STAR.search(part) or _NEW.search(part) for part in (number, text))
    number = _NEW.sub("", _STAR.sub("", number)).strip().removesuffix(".")
    text = _NEW.sub(" ", _STAR.sub("", text)).strip() or text
    if not any(head.meaning is Meaning.NUMBER for head in one.heads.values()):
        match = _LEADING_NUMBER.match(text) or _DOTTED_NUMBER.match(text)
        if match:
            number, text = match[1], text[match.end() :].strip() or text
    if marks.priorities or is_priority(number):
        number = ""
    return number or None, text, is_new


def _report(one: Found) -> str:
    """Return what is reported: progress that is no mere mark, and words in the status column that are none."""
    parts = [report for mark, report in _told(one)]
    parts += [cell.text.strip() for cell in one.cells.get(Meaning.STATUS, ()) if not _is_short(cell.text)]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _is_short(text: str) -> bool:
    return is_mark(text) or (len(text) <= 40 and len(text.split()) <= 4)


def _told(one: Found) -> Iterator[tuple[str, str]]:
    """Yield mark and report of each progress cell; words are marks only where the column's head says so."""
    marked = head_columns(one.heads, Meaning.PROGRESS, marks=True)
    for cell in one.cells.get(Meaning.PROGRESS, ()):
        text = cell.text.strip()
        begun = _MARK_FIRST.match(text)
        if is_colour(text) or (marked and is_mark(text)):
            yield text, ""
        elif marked and begun:
            yield begun[1], text[begun.end() :]
        else:
            yield "", text


def _rag(one: Found) -> str:
    """Return the mark as printed."""
    marks = [cell.text for cell in one.cells.get(Meaning.STATUS, ()) if _is_short(cell.text)]
    marks += [mark for mark, _ in _told(one)]
    return next((" ".join(mark.split()) for mark in marks if mark.strip()), "")


def mark_seen(one: Found, rag: str, marks: Marks) -> str | None:
    """Return the colour that stands for an action, written or as a background."""
    written = mark_of(rag) if rag else None
    if written:
        return written
    column = marks.fill_column
    return colour_of(one.fills[column]) if column is not None and column < len(one.fills) else None


def _standing(
    one: Found, rag: str, outcome: str, progress: str, marks: Marks, context: Context, warnings: list[str]
) -> Standing:
    """Decide where an action stands from its title, its mark and its words, and warn where they differ."""
    if context.state:
        return Standing(context.state)
    if _is_struck(one):
        warnings.append("The row is struck through: it is read as withdrawn")
        return Standing(DeliveryState.WITHDRAWN)
    if _is_grey(one, marks):
        warnings.append("The whole row is grey: it is read as withdrawn")
        return Standing(DeliveryState.WITHDRAWN)
    mark = mark_seen(one, rag, marks)
    named = meaning_of(rag or _short(progress)) if mark is None else said(rag)
    under_legend = standing_of(mark, marks.legend) if mark else Standing()
    standing = Standing(named.state or under_legend.state, named.confidence or under_legend.confidence)
    if mark == "grey" and mark not in marks.legend:
        warnings.append("Grey is read as withdrawn; it may mean merged")
    if is_finished(progress) or is_achieved(outcome):
        if standing.confidence or standing.state not in (None, DeliveryState.COMPLETE):
            warnings.append("The words say that it is done, its mark says that it is not: the words are used")
        return Standing(DeliveryState.COMPLETE)
    return standing


def _short(progress: str) -> str:
    """Return a report that is no more than a state: "In progress"."""
    return progress if is_mark(progress) else ""


def _is_struck(one: Found) -> bool:
    cells = [cell for cell in one.cells.get(Meaning.ACTION, ()) if cell.own_text.strip()]
    return bool(cells) and all(cell.strike for cell in cells)


def _is_grey(one: Found, marks: Marks) -> bool:
    return marks.grey_is_dropped and all_grey(one)


def all_grey(one: Found) -> bool:
    """Answer whether every cell of a row has a grey background."""
    cells = [cell for found in one.cells.values() for cell in found if cell.merged is Merged.NO]
    return len(cells) > 1 and all(colour_of(cell.fill) == "grey" for cell in cells)


def _theme(one: Found, context: Context) -> tuple[str | None, str | None]:
    written = one.text_in(Meaning.THEME)
    if not written:
        return context.theme, context.theme_number
    section = section_of(written)
    return section.title, section.number


def _heading(one: Found, context: Context) -> str | None:
    written = " ".join(one.text_in(Meaning.HEADING).split())
    return written or context.heading


def _standards(one: Found, context: Context, text: str) -> tuple[str, ...]:
    found = standards_in(one.text_in(Meaning.STANDARD), anywhere=True)
    found += standards_in(one.text_in(Meaning.THEME), anywhere=False)
    found += standards_in(one.text_in(Meaning.HEADING), anywhere=False)
    found += standards_in(text, anywhere=False)
    return tuple(dict.fromkeys(found)) or context.standards


def head_columns(heads: Mapping[int, Head], meaning: Meaning, *, marks: bool = False) -> list[int]:
    """Return the columns with a meaning; ``marks`` keeps those in which marks stand beside words."""
    return [column for column, head in heads.items() if head.meaning is meaning and (head.marks or not marks)]


def merged_with(upper: Found, lower: Found) -> Found:
    """Return an action with a row that continues it added to its cells."""
    cells = dict(upper.cells)
    for meaning, found in lower.cells.items():
        said_already = {cell.text for cell in cells.get(meaning, ())}
        more = tuple(
            Cell(cell.own_text, cell.fill, cell.strike, cell.bold)
            for cell in found
            if cell.own_text.strip() and cell.own_text not in said_already
        )
        cells[meaning] = cells.get(meaning, ()) + more
    fills = tuple(a or b for a, b in zip(upper.fills, lower.fills, strict=False))
    return Found(
        upper.kind, upper.row, upper.text, cells, upper.heads, upper.why, upper.section, fills, upper.look, upper.number
    )
