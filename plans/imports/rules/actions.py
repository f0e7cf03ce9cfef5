"""From a row that is an action to the action as a careful person reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plans.imports.rules.columns import Meaning
from plans.imports.rules.leads import read_lead
from plans.imports.rules.marks import Marks, all_grey, is_short, mark_seen, rag_of, reports_in, standing_under
from plans.imports.rules.reading import ActionReading
from plans.imports.rules.rows import Found, is_priority
from plans.imports.rules.status import (
    Standing,
    is_achieved,
    is_finished,
    is_mark,
    meaning_of,
)
from plans.imports.rules.themes import section_of, standards_in
from plans.planning.rules.privacy import personal_data_warnings
from plans.planning.rules.states import DeliveryState, is_live
from plans.planning.rules.timescale import TimescaleKind, read_timescale

_NEW = re.compile(r"(?i:^\W*new\b\s*[:–-]\s*|\s*[\[(]\s*new\s*[\])]\s*)|^\s*NEW\s+(?=[A-Z][a-z])|^NEW$")
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


def read_action(
    one: Found, position: int, context: Context, marks: Marks, plan_year: int | None, names: tuple[str, ...] = ()
) -> ActionReading:
    """Read one row. ``names`` are names of bodies that are never taken apart."""
    number, text, is_new = _named(one, marks)
    timescale = read_timescale(timescale_text(one), plan_year=plan_year)
    lead_text = " ".join(one.text_in(Meaning.LEAD).split())
    lead = read_lead(one.text_in(Meaning.LEAD), one.text_in(Meaning.PARTNERS), names)
    outcome, progress = one.text_in(Meaning.OUTCOME), _report(one)
    rag = rag_of(one)
    warnings = list(timescale.warnings)
    standing = _standing(one, rag, outcome, progress, marks, context, warnings)
    if not standing.state and timescale.kind is TimescaleKind.DONE:
        standing = Standing(DeliveryState.COMPLETE)
    if lead.persons:
        warnings.append(f"{', '.join(lead.persons)}: a person’s name. Name the organisation or the post instead")
    warnings.extend(personal_data_warnings(f"{text}\n{outcome}\n{progress}"))
    theme, theme_number = _theme(one, context)
    reading = ActionReading(
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
    return replace(reading, also=_also(one, reading))


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
    parts = [report for mark, report in reports_in(one)]
    parts += [cell.text.strip() for cell in one.cells.get(Meaning.STATUS, ()) if not is_short(cell.text)]
    return "\n".join(dict.fromkeys(part for part in parts if part))


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
    standing = standing_under(one, rag, marks) if rag or mark else meaning_of(_short(progress))
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


#: Columns of which words may find no place in the reading.
_MAY_LOSE = (Meaning.NUMBER, Meaning.PARTNERS, Meaning.STANDARD, Meaning.THEME, Meaning.STATUS, Meaning.PROGRESS)
_WORDS = re.compile(r"\w+")


def _also(one: Found, read: ActionReading) -> tuple[tuple[str, str], ...]:
    """Return what the row says that the reading does not: no word is lost, whatever we made of it."""
    doubtful = [(meaning, text) for meaning in _MAY_LOSE if (text := one.text_in(meaning))]
    texts = (
        read.number,
        read.theme,
        read.theme_number,
        read.rag,
        read.progress,
        *read.standards,
        *read.partners,
        read.lead,
    )
    kept = set(_WORDS.findall(" ".join(filter(None, texts)))) if doubtful else set()
    lost = [(meaning.label, text) for meaning, text in doubtful if not kept.issuperset(_WORDS.findall(text))]
    return (*one.beside, *lost)
