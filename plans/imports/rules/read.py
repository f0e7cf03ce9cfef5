"""Read a document into the rows of a plan: by meaning, never by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from concordat.documents.grid import Document, Paragraph, Table
from plans.imports.rules.actions import (
    Context,
    Marks,
    all_grey,
    head_columns,
    mark_seen,
    merged_with,
    read_action,
    timescale_text,
)
from plans.imports.rules.columns import Head, Meaning
from plans.imports.rules.legend import key_pairs, own_legend
from plans.imports.rules.own_table import read_own
from plans.imports.rules.reading import ActionReading, Column, LeftOut, PlanReading, Seen
from plans.imports.rules.rows import Found, Kind, found_in, holds_priorities
from plans.imports.rules.sections import is_general, is_title_of_new, state_of_title, with_levels
from plans.imports.rules.status import colour_of, mark_of, meaning_of, standing_of, tidy_legend
from plans.imports.rules.themes import section_of, standards_in
from plans.imports.rules.year import guess_year

_WORD = re.compile(r"[^\W\d_]{2}")
_NO_HEADING = "stands in a table without a heading row such as Action, Timescale, Led by"
_SECTIONS_OWN = "The same outcome stands beside every action of this part: it is read as the part’s own"


def read_plan(
    document: Document, *, plan_year: int | None = None, legend: Mapping[str, str] | None = None
) -> PlanReading:
    """Read a plan.

    ``plan_year`` is the year in which its financial year begins; where it is not given, the file is asked.
    ``legend`` says what the file's colours mean ("red" → "off_track", or in words); it wins over the file's own.
    """
    own = read_own(document, plan_year)
    return own if own is not None else _Plan(document, plan_year, legend or {}).read()


class _Plan:
    """One reading of one document, step by step."""

    def __init__(self, document: Document, plan_year: int | None, legend: Mapping[str, str]) -> None:
        self.document = document
        self.plan_year = plan_year
        self.legend = {**own_legend(document), **tidy_legend(legend)}
        self.left: list[LeftOut] = []
        self.warnings: list[str] = []
        self.columns: list[Column] = []
        self.actions: list[ActionReading] = []
        self.seen: Counter[str] = Counter()
        self.open: set[str] = set()

    def read(self) -> PlanReading:
        """Read the tables, then the rows, then what they say together."""
        blocks = self._blocks()
        flat = [one for _, found in blocks for one in found]
        levelled = iter(with_levels(flat))
        blocks = [(block, [next(levelled) for _ in found]) for block, found in blocks]
        timescales = [timescale_text(one) for one in flat if one.kind is Kind.ACTION]
        if self.plan_year is None:
            self.plan_year = guess_year(self.document, timescales)
        context = Context()
        tables = sum(any(one.kind is Kind.ACTION for one in found) for _, found in blocks)
        for place, (block, found) in enumerate(blocks):
            if isinstance(block, Paragraph):
                self._paragraph(block, context, next_is_plan=any(f for _, f in blocks[place + 1 : place + 3]))
            elif found:
                context = _named_sheet(block, context, tables)
                self._table(found, context)
        return self._finished()

    def _blocks(self) -> list[tuple[Paragraph | Table, list[Found]]]:
        """Return the blocks of the document, each table with the rows found in it."""
        blocks: list[tuple[Paragraph | Table, list[Found]]] = []
        heads: Mapping[int, Head] | None = None
        number = 0
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                blocks.append((block, []))
                continue
            number += 1
            label = f"sheet {block.name}" if block.name else f"table {number}"
            found = found_in(block, label, None if block.name else heads)
            if found is None:
                self._unread(block, label)
                continue
            blocks.append((block, found))
            heads = next((one.heads for one in reversed(found) if one.heads), heads)
        return blocks

    def _unread(self, table: Table, label: str) -> None:
        """Leave out a table that has no heading row; a key to colours was read before."""
        is_key = len(dict(key_pairs(table))) > 1
        for row in table.rows:
            text = " | ".join(" ".join(part.split()) for part in row.texts if part.strip())
            if text:
                why = _NO_HEADING if not is_key else "the key to the colours"
                self.left.append(LeftOut(f"{label}, row {row.number}", text, why))

    def _paragraph(self, paragraph: Paragraph, context: Context, *, next_is_plan: bool) -> None:
        """Take a paragraph outside tables as the title of what follows, or leave it out."""
        text = " ".join(paragraph.text.split())
        if not text:
            return
        section = section_of(text)
        state = state_of_title(text) if len(text) < 120 else None
        is_heading = paragraph.style.lower().startswith("heading")
        if state or is_heading or section.known:
            context.state, context.is_new = state, is_title_of_new(text)
            context.heading, context.standards = None, standards_in(text, anywhere=False)
            if section.known and not section.heading:
                context.theme, context.theme_number = section.title, section.number
            elif section.known:
                context.heading = section.title
            elif is_heading and next_is_plan:
                named = not is_general(text) and not state
                context.theme, context.theme_number = (section.title, section.number) if named else (None, None)
        is_title = section.known or (is_heading and context.theme == section.title)
        why = "the title of a section" if is_title else "text outside the tables"
        self.left.append(LeftOut("outside the tables", text, why))

    def _table(self, found: list[Found], context: Context) -> None:
        rows = _joined(found, self.left)
        marks = self._marks(rows)
        if marks.priorities:
            self.warnings.append("The number column holds priorities: they are not read as numbers")
        self._note_columns(rows)
        part: list[ActionReading] = []
        for one in rows:
            if one.kind is Kind.ACTION:
                action = read_action(one, len(self.actions) + len(part) + 1, context, marks, self.plan_year)
                mark = mark_seen(one, action.rag, marks) or action.rag.lower()
                if mark:
                    self.seen[mark] += 1
                    if not action.state and not action.confidence:
                        self.open.add(mark)
                part.append(action)
                continue
            if one.kind is Kind.TITLE:
                self._keep(part)
                part = []
                _enter(one, context)
            why = "the title of a section" if one.section and not one.section.heading else "a sub-heading"
            self.left.append(LeftOut(one.row, one.text, one.why or why))
        self._keep(part)

    def _keep(self, part: Sequence[ActionReading]) -> None:
        """Keep the actions of a part; an outcome all of them share is the part's own."""
        outcomes = {action.outcome for action in part}
        if len(part) > 2 and len(outcomes) == 1 and "" not in outcomes:
            self.left.append(LeftOut(part[0].row, part[0].outcome, "an outcome that all actions of this part share"))
            part = [replace(one, outcome="", warnings=(*one.warnings, _SECTIONS_OWN)) for one in part]
        self.actions.extend(part)

    def _marks(self, rows: Sequence[Found]) -> Marks:
        actions = [one for one in rows if one.kind is Kind.ACTION]
        grey = sum(all_grey(one) for one in actions)
        return Marks(
            self.legend,
            _fill_column(actions),
            holds_priorities(rows),
            grey_is_dropped=0 < grey <= len(actions) / 2,
        )

    def _note_columns(self, rows: Sequence[Found]) -> None:
        heading = next((one for one in rows if one.why == "the heading row"), None)
        if heading is None:
            return
        texts = heading.look or ()
        for column, head in sorted(heading.heads.items()):
            text = str(texts[column]) if column < len(texts) else ""
            label = head.meaning.label
            self.columns.append(Column(heading.row, column + 1, " ".join(text.split()), head.meaning.value, label))
            if head.meaning is Meaning.OTHER and text.strip():
                self.warnings.append(
                    f"The column “{' '.join(text.split())}” is not read: it has no place in a plan here"
                )

    def _finished(self) -> PlanReading:
        for mark in sorted(self.open & {"green", "blue"} - set(self.legend)):
            self.warnings.append(f"The file does not say what {mark} means: done or on track? Say so once for all rows")
        if not self.actions:
            self.warnings.append("No actions were found: no table has a heading row such as Action, Timescale, Led by")
        notes = [note for action in self.actions for note in action.timescale.warnings]
        legend_seen = tuple(
            Seen(mark, count, _in_words(mark, self.legend)) for mark, count in sorted(self.seen.items())
        )
        return PlanReading(
            columns=tuple(self.columns),
            actions=tuple(self.actions),
            left_out=tuple(self.left),
            warnings=tuple(dict.fromkeys([*self.warnings, *notes])),
            legend_seen=legend_seen,
            plan_year=self.plan_year,
            legend=self.legend,
        )


def _in_words(mark: str, legend: Mapping[str, str]) -> str:
    standing = standing_of(mark, legend) if mark_of(mark) else meaning_of(mark)
    words = [one.label for one in (standing.state, standing.confidence) if one]
    return ", ".join(words) or legend.get(mark, "not known")


def _enter(title: Found, context: Context) -> None:
    """Let a title speak for the rows below it."""
    section = title.section
    if section is None:
        return
    state, is_new = state_of_title(title.text), is_title_of_new(title.text)
    codes = standards_in(title.text, anywhere=False)
    if state or is_new:
        context.state, context.is_new = state, is_new
        return
    context.state, context.is_new = None, False
    if section.heading:
        context.heading, context.standards = section.title, codes or context.standards
    else:
        context.theme, context.theme_number = section.title, section.number
        context.heading, context.standards = None, codes


def _named_sheet(table: Table, context: Context, tables: int) -> Context:
    """Return the context in which a sheet begins: its name may be a theme, or say that its rows are done."""
    if not table.name:
        return context
    section = section_of(table.name)
    state = state_of_title(table.name)
    named = section.known or (tables > 1 and not state and not is_general(table.name))
    theme = section.title if named and not section.heading else None
    return Context(theme, section.number if theme else None, state=state, is_new=is_title_of_new(table.name))


def _joined(found: Sequence[Found], left: list[LeftOut]) -> list[Found]:
    """Join rows that continue the action above them; leave out those that say no action."""
    rows: list[Found] = []
    for one in found:
        if one.kind is not Kind.ACTION or (_WORD.search(one.text) and not _goes_on(one)):
            rows.append(one)
            continue
        above = next((place for place in range(len(rows) - 1, -1, -1) if rows[place].kind is Kind.ACTION), None)
        if above is not None and not one.number and all(r.kind is Kind.LEFT_OUT for r in rows[above + 1 :]):
            rows[above] = merged_with(rows[above], one)
        else:
            text = " | ".join(cell.own_text for cells in one.cells.values() for cell in cells if cell.own_text)
            left.append(LeftOut(one.row, " ".join(text.split()), "says no action"))
    return rows


def _goes_on(one: Found) -> bool:
    """Answer whether the action's cell began in a row above."""
    cells = one.cells.get(Meaning.ACTION, ())
    return bool(cells) and not any(cell.own_text.strip() for cell in cells) and not one.number


def _fill_column(actions: Sequence[Found]) -> int | None:
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
