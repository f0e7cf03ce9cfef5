"""The plan as a Word document: the official table, with its parts and sub-headings as headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from concordat.documents.paper import Block, Head, Heading, Paper, Rows, Text
from concordat.web.words import date_words
from plans.exports.queries.whole_plan import Part, parts_of
from plans.imports.rules.own_table import HEADS, KIND, written
from plans.planning.models import Plan

_WIDTHS = (7, 26, 12, 18, 18, 23, 11)
HOW_TO_READ = (
    "The last column says in words how far an action has come (not started, in progress, complete, merged or withdrawn) "
    "and, while it is still to be done, whether it will be done in time (on track, at risk or off track)."
)


def plan_paper(plan: Plan, today: date) -> Paper:
    """Return the whole plan (three statements, however many actions)."""
    parts = parts_of(plan.pk)
    blocks: list[Block] = [Text(HOW_TO_READ), *plan_blocks(parts, level=1)]
    if not parts:
        blocks.append(Text("The plan has no actions yet."))
    return Paper(plan.title, blocks, today, subtitle=subtitle_of(plan, today), landscape=True, kind=KIND)


def subtitle_of(plan: Plan, today: date) -> str:
    """Return "Northshire, edition 2, 2026/27, as on 23 November 2026"."""
    edition = f", edition {plan.edition}" if plan.edition > 1 else ""
    year = f"{plan.plan_year}/{(plan.plan_year + 1) % 100:02d}"
    return f"{plan.partnership.name}{edition}, {year}, as on {date_words(today)}"


def plan_blocks(parts: Sequence[Part], *, level: int) -> Iterator[Block]:
    """Yield a heading for each theme, one for each sub-heading below it, and the tables.

    Actions that stand in a theme after its sub-headings, but under none, have the theme's heading again.
    """
    theme = heading = ""
    for part in parts:
        if part.theme != theme or (heading and not part.heading):
            yield Heading(part.theme, level)
        if part.heading:
            yield Heading(part.heading, level + 1)
        theme, heading = part.theme, part.heading
        columns = [Head(text, width) for text, width in zip(HEADS, _WIDTHS, strict=True)]
        yield Rows(part.heading or part.theme, columns, [written(row) for row in part.rows])
