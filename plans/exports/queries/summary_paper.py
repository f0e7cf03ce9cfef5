"""A national summary as a paper to read: in Word, and as a PDF that everybody can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from concordat.documents.paper import Block, Head, Heading, Items, Landscape, Line, Pairs, Paper, Rows, Shares, Text
from concordat.documents.table import Kind
from concordat.web.words import date_words, list_words, of_words
from plans.exports.rules.summary import Facts, Part, SummaryColumn, SummaryTable
from plans.exports.rules.summary_tables import tables_of
from plans.planning.rules.states import Confidence, DeliveryState
from plans.rollups.rules import Stage

LICENCE = "Open Government Licence v3.0 for what the areas have published"
_APPENDIX, _FILES = "In the appendix", "Lists in the files"
#: Figures of many columns are set on pages turned sideways.
_WIDE = 7
_STATES = (
    DeliveryState.COMPLETE, DeliveryState.IN_PROGRESS, DeliveryState.NOT_STARTED, DeliveryState.MERGED,
    DeliveryState.WITHDRAWN,
)  # fmt: skip


def title_of(facts: Facts) -> str:
    """Return what the summary is called."""
    when = facts.quarter_words or f"provisional, {date_words(facts.day)}"
    revised = f", revision {facts.revision}" if facts.revision > 1 else ""
    return f"Crisis care in England: national summary, {when}{revised}"


def about(facts: Facts) -> list[tuple[str, str]]:
    """Return the lines that say what the summary is made of."""
    period = facts.quarter_words or "None: figures of a day"
    state = "Published" if facts.is_published else "Frozen, not published" if facts.quarter else "Provisional"
    first = [("Period", period), ("State", state)]
    if not facts.frozen:
        first.append(("Figures as at", date_words(facts.day)))
    return [*first, *facts.frozen, ("Counting", COUNTING), ("Licence", LICENCE)]


COUNTING = (
    "An action is counted once, however many areas its plan covers, in the region where most of them are; "
    "an area is counted once."
)
_METHOD = (
    "Areas keep their plans in Concordat; every figure here is counted from what they recorded.",
    COUNTING,
    "Merged and withdrawn actions are left out of what is counted as complete.",
    (
        "“Overdue” means that the last day of an action to be done has passed. “Gone quiet” means that nothing was heard of any "
        "action to be done for a reporting period and two weeks."
    ),
    "A section counts every action that helps to meet one of its standards, so an action may be in two sections.",
    "Counts of people from 1 to 4 are not shown. What areas wrote for their partners alone is in no part of this summary.",
    "A published quarter never changes. A correction is a new revision, which says why it was made.",
)
_NOT_FROZEN = (
    "Indicators and signatories were not frozen with this quarter: it is older than their place in the summary."
)


def summary_paper(facts: Facts, *, with_lists: bool = True) -> Paper:
    """Return the paper; the same facts give the same paper. ``with_lists``: the long lists stand in an appendix."""
    tables = tables_of(facts)
    blocks: list[Block | Landscape] = [Heading("In short"), Items(list(_in_short(facts))), *_pictures(facts)]
    for part in Part:
        mine = [one for one in tables if one.part is part and not one.long]
        lists = [one.title.lower() for one in tables if one.part is part and one.long]
        blocks += _part(part, mine, lists, _APPENDIX if with_lists else _FILES)
    blocks += _method(facts)
    long = [one for one in tables if one.long]
    if long and with_lists:
        inside: list[Block] = [Heading("Appendix: lists")]
        for one in long:
            inside += _table(one)
        blocks.append(Landscape(inside))
    return Paper(title_of(facts), blocks, facts.day, subtitle=_subtitle(facts))


def _subtitle(facts: Facts) -> str:
    if not facts.quarter:
        return f"Figures of {date_words(facts.day)}. Provisional: they will change."
    return f"Figures as at the end of {date_words(facts.day)}{'' if facts.is_published else '. Frozen, not published'}"


def _in_short(facts: Facts) -> Iterator[Line]:
    areas, nation = facts.areas, facts.nation
    published = sum(one.stage.step >= Stage.PUBLISHED.step for one in areas)
    yield f"Areas with a published plan: {of_words(published, len(areas))}."
    yield f"Areas that have gone quiet: {of_words(sum(one.is_silent for one in areas), len(areas))}."
    yield f"Actions that are complete: {of_words(nation.complete, nation.standing)}."
    yield f"Actions to be done that are on track: {of_words(nation.on_track, nation.live)}; overdue: {of_words(nation.overdue, nation.live)}."
    if facts.before_words:
        told = [f"{count:,} {words.lower()}" for words, count in facts.became if count]
        yield f"Since {facts.before_words}: {', '.join(told) or 'nothing changed'}."


def _pictures(facts: Facts) -> Iterator[Block]:
    nation = facts.nation
    yield Shares(
        "Actions by how far they have come",
        "actions",
        [(one.value, one.label, getattr(nation, one.value)) for one in _STATES],
    )
    rated = [(one.value, one.label, getattr(nation, one.value)) for one in Confidence]
    yield Shares(
        "Actions to be done by confidence", "actions to be done", [*rated, ("other", "Not rated", nation.unrated)]
    )


def _part(part: Part, tables: Sequence[SummaryTable], lists: Sequence[str], where: str) -> Iterator[Block | Landscape]:
    if not tables and not lists:
        return
    yield Heading(part.label)
    if lists:
        yield Text(f"{where}: {list_words(lists)}.", note=True)
    for one in tables:
        blocks = list(_table(one))
        if len(one.columns) > _WIDE:
            yield Landscape(blocks)
        else:
            yield from blocks


def _table(one: SummaryTable) -> Iterator[Block]:
    yield Heading(one.title, 2)
    heads = [Head(column.heading, _width(column), number=column.kind is Kind.COUNT) for column in one.columns]
    yield Rows(one.title, heads, [[_cell(value) for value in row] for row in one.rows])
    if one.note:
        yield Text(one.note, note=True)


def _width(column: SummaryColumn) -> int:
    """Return the share of the page: a day is written out here and needs more room than in a sheet."""
    return max(column.width, 17) if column.kind is Kind.DATE else column.width


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return date_words(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _method(facts: Facts) -> Iterator[Block]:
    yield Heading(Part.METHOD.label)
    yield Items([*_METHOD, *([] if facts.tables else [_NOT_FROZEN])])
    yield Heading("About these figures", 2)
    yield Pairs(about(facts))
