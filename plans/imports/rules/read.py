"""Read a document into the rows of a plan: by meaning, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from concordat.documents.clean import cleaned
from concordat.documents.grid import Document, Paragraph, Table
from plans.imports.rules.actions import Context, read_action, timescale_text
from plans.imports.rules.around import enter, enter_paragraph, named_sheet
from plans.imports.rules.columns import Head, Meaning
from plans.imports.rules.joining import joined
from plans.imports.rules.legend import is_key, own_legend
from plans.imports.rules.marks import Marks, all_grey, fill_column, in_words, mark_seen
from plans.imports.rules.own_table import read_own
from plans.imports.rules.reading import ActionReading, Column, LeftOut, PlanReading, Seen
from plans.imports.rules.rows import Found, Kind, found_in, holds_priorities
from plans.imports.rules.sections import with_levels
from plans.imports.rules.status import tidy_legend
from plans.imports.rules.told import NOTHING_TOLD, Told
from plans.imports.rules.unread import columns_of_unread, why_unread
from plans.imports.rules.year import guess_year

_SECTIONS_OWN = "The same outcome stands beside every action of this part: it is read as the part’s own"
_EACH = 100

#: Is told how many actions are read, of how many.
Watch = Callable[[int, int], None]


def read_plan(
    document: Document,
    *,
    plan_year: int | None = None,
    legend: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
    watch: Watch | None = None,
) -> PlanReading:
    """Read a plan.

    ``plan_year`` is the year in which its financial year begins; where it is not given, the file is asked.
    ``legend`` says what the file's colours mean ("red" → "off_track", or in words); it wins over the file's own.
    ``told`` is what people have said that helps. ``watch`` hears how far the reading has come.
    """
    own = read_own(document, plan_year)
    return own or _Plan(cleaned(document), plan_year, legend or {}, told, watch).read()


class _Plan:
    """One reading of one document, step by step."""

    def __init__(
        self, document: Document, plan_year: int | None, legend: Mapping[str, str], told: Told, watch: Watch | None
    ) -> None:
        self.document, self.plan_year, self.told, self.watch = document, plan_year, told, watch
        self.own_legend = own_legend(document)
        self.legend = {**told.remembered, **self.own_legend, **tidy_legend(legend)}
        self.left: list[LeftOut] = []
        self.warnings: list[str] = list(document.notes)
        self.columns: list[Column] = []
        self.actions: list[ActionReading] = []
        self.seen: Counter[str] = Counter()
        self.open: set[str] = set()
        self.expected = 0

    def read(self) -> PlanReading:
        """Read the tables, then the rows, then what they say together."""
        blocks = self._blocks()
        flat = [one for _, found in blocks for one in found]
        levelled = iter(with_levels(flat))
        blocks = [(block, [next(levelled) for _ in found]) for block, found in blocks]
        timescales = [timescale_text(one) for one in flat if one.kind is Kind.ACTION]
        self.expected = len(timescales)
        if self.plan_year is None:
            self.plan_year = guess_year(self.document, timescales)
        context = Context()
        tables = sum(any(one.kind is Kind.ACTION for one in found) for _, found in blocks)
        paragraphs = 0
        for place, (block, found) in enumerate(blocks):
            if isinstance(block, Paragraph):
                paragraphs += 1
                following = any(f for _, f in blocks[place + 1 : place + 3])
                self._paragraph(block, f"paragraph {paragraphs}", context, next_is_plan=following)
            elif found:
                context = named_sheet(block, context, tables)
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
            found = found_in(block, label, None if block.name else heads, self.told)
            if found is None:
                found = self._unread(block, label)
            else:
                heads = next((one.heads for one in reversed(found) if one.heads), heads)
            blocks.append((block, found))
        return blocks

    def _unread(self, table: Table, label: str) -> list[Found]:
        """Leave out a table that has no heading row, but for the rows somebody wants in."""
        why = why_unread(table)
        wanted: list[Found] = []
        self.columns.extend(columns_of_unread(table, label))
        for row in table.rows:
            where = f"{label}, row {row.number}"
            text = " | ".join(" ".join(part.split()) for part in row.texts if part.strip())
            if where in self.told.wanted:
                wanted.append(Found(Kind.ACTION, where, text, wanted=True))
            elif text:
                self.left.append(LeftOut(where, text, why))
        return wanted

    def _paragraph(self, paragraph: Paragraph, where: str, context: Context, *, next_is_plan: bool) -> None:
        """Take a paragraph outside tables as the title of what follows, or leave it out."""
        text = " ".join(paragraph.text.split())
        if not text:
            return
        if where in self.told.wanted:
            self._table([Found(Kind.ACTION, where, text, wanted=True)], context)
            return
        is_title = enter_paragraph(text, paragraph.style, context, next_is_plan=next_is_plan)
        why = "the title of a section" if is_title else "text outside the tables"
        self.left.append(LeftOut(where, text, "the key to the colours" if is_key(text) else why))

    def _table(self, found: list[Found], context: Context) -> None:
        rows = joined(found, self.left, self.told.wanted)
        marks = self._marks(rows)
        if marks.priorities:
            self.warnings.append("The number column holds priorities: they are not read as numbers")
        self._note_columns(rows)
        part: list[ActionReading] = []
        for one in rows:
            if one.kind is Kind.ACTION:
                part.append(self._action(one, len(self.actions) + len(part) + 1, context, marks))
                continue
            if one.kind is Kind.TITLE:
                self._keep(part)
                part = []
                enter(one, context)
            why = "the title of a section" if one.section and not one.section.heading else "a sub-heading"
            self.left.append(LeftOut(one.row, one.text, one.why or why))
        self._keep(part)

    def _action(self, one: Found, position: int, context: Context, marks: Marks) -> ActionReading:
        """Read one action; count the mark that shows how it stands."""
        if self.watch and position % _EACH == 0:
            self.watch(position, max(self.expected, position))
        action = read_action(one, position, context, marks, self.plan_year, self.told.names)
        mark = mark_seen(one, action.rag, marks) or action.rag.lower()
        if mark:
            self.seen[mark] += 1
            if not action.state and not action.confidence:
                self.open.add(mark)
        return action

    def _keep(self, part: Sequence[ActionReading]) -> None:
        """Keep the actions of a part; an outcome all of them share is the part's own."""
        outcomes = {action.outcome for action in part}
        if len(part) > 2 and len(outcomes) == 1 and "" not in outcomes:
            why = "an outcome that all actions of this part share"
            self.left.append(LeftOut(part[0].row, part[0].outcome, why, is_row=False))
            part = [replace(one, outcome="", warnings=(*one.warnings, _SECTIONS_OWN)) for one in part]
        self.actions.extend(part)

    def _marks(self, rows: Sequence[Found]) -> Marks:
        actions = [one for one in rows if one.kind is Kind.ACTION]
        grey = sum(all_grey(one) for one in actions)
        return Marks(
            self.legend, fill_column(actions), holds_priorities(rows), grey_is_dropped=0 < grey <= len(actions) / 2
        )

    def _note_columns(self, rows: Sequence[Found]) -> None:
        for heading in (one for one in rows if one.why == "the heading row"):
            texts = heading.look or ()
            for column, head in sorted(heading.heads.items()):
                text = " ".join(str(texts[column]).split()) if column < len(texts) else ""
                label = head.meaning.label
                self.columns.append(Column(heading.row, column + 1, text, head.meaning.value, label))
                if head.hidden:
                    self.warnings.append(f"The column “{text}” is hidden and was not read")
                elif head.meaning is Meaning.OTHER and text:
                    self.warnings.append(f"The column “{text}” is not read: it has no place in a plan here")

    def _finished(self) -> PlanReading:
        for mark in sorted(self.open & {"green", "blue"} - set(self.legend)):
            self.warnings.append(f"The file does not say what {mark} means: done or on track? Say so once for all rows")
        if not self.actions:
            self.warnings.append("No actions were found: no table has a heading row such as Action, Timescale, Led by")
        notes = [note for action in self.actions for note in action.timescale.warnings]
        seen = tuple(Seen(mark, count, in_words(mark, self.legend)) for mark, count in sorted(self.seen.items()))
        return PlanReading(
            columns=tuple(self.columns),
            actions=tuple(self.actions),
            left_out=tuple(self.left),
            warnings=tuple(dict.fromkeys([*self.warnings, *notes])),
            legend_seen=seen,
            plan_year=self.plan_year,
            legend=self.legend,
            own_legend=self.own_legend,
        )
