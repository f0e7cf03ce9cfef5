"""The tables of a national summary, made from facts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from concordat.documents.table import Kind
from plans.exports.rules.summary import AreaLine, Facts, Part, SummaryColumn, SummaryTable
from plans.rollups.rules import Figures, Stage, add_up

ENGLAND = "England"
_LONDON = ZoneInfo("Europe/London")
_COUNT, _TEXT, _DATE = Kind.COUNT, Kind.TEXT, Kind.DATE
_NAMES = (
    ("total", "Actions"), ("complete", "Complete"), ("in_progress", "In progress"), ("not_started", "Not started"),
    ("merged", "Merged"), ("withdrawn", "Withdrawn"), ("live", "To be done"), ("on_track", "On track"),
    ("at_risk", "At risk"), ("off_track", "Off track"), ("unrated", "Not rated"), ("overdue", "Overdue"),
    ("without_lead", "Without a lead"), ("without_date", "Without a date"), ("without_measure", "Without a measure"),
)  # fmt: skip
_AGES = (
    ("for_all_ages", "All ages"), ("for_children", "Children and young people"), ("for_adults", "Adults"),
    ("for_older", "Older people"), ("age_unsaid", "Not said"),
)  # fmt: skip


def tables_of(facts: Facts) -> list[SummaryTable]:
    """Return the tables in the order of the parts."""
    made = [
        *_coverage(facts), *_actions(facts), *_change(facts), *_gaps(facts), *_themes(facts), *facts.tables,
    ]  # fmt: skip
    order = list(Part)
    return sorted(made, key=lambda one: order.index(one.part))


def _coverage(facts: Facts) -> Iterable[SummaryTable]:
    stages = [(stage.label, stage) for stage in Stage]
    yield SummaryTable(
        Part.COVERAGE, "stages", "Areas by how far they have come",
        (SummaryColumn("Stage", _TEXT, 30), SummaryColumn("Areas"), SummaryColumn("This far or further")),
        tuple(
            (label, _at(facts.areas, stage), sum(one.stage.step >= stage.step for one in facts.areas))
            for label, stage in stages
        ),
        chart=(1,),
    )  # fmt: skip
    groups = {region: [one for one in facts.areas if one.region == region] for region, _ in facts.regions}
    yield SummaryTable(
        Part.COVERAGE, "coverage_by_region", "Areas by region",
        (SummaryColumn("Region", _TEXT, 26), *_COVERED),
        (*((name, *_covered(those)) for name, those in groups.items()), (ENGLAND, *_covered(facts.areas))),
    )  # fmt: skip
    kinds = sorted({one.kind for one in facts.areas})
    yield SummaryTable(
        Part.COVERAGE, "coverage_by_type", "Areas by type of authority",
        (SummaryColumn("Type of authority", _TEXT, 30), *_COVERED),
        tuple((kind, *_covered([one for one in facts.areas if one.kind == kind])) for kind in kinds),
    )  # fmt: skip
    silent = [one for one in facts.areas if one.is_silent]
    yield SummaryTable(
        Part.COVERAGE, "not_reported", "Who has not reported",
        (
            SummaryColumn("Area", _TEXT, 30), SummaryColumn("GSS code", _TEXT), SummaryColumn("Region", _TEXT, 26),
            SummaryColumn("Actions to be done"), SummaryColumn("Last heard", _DATE),
        ),
        tuple((one.name, one.gss_code, one.region, one.figures.live, _day(one.last_heard_at)) for one in silent),
        note="Nothing was heard of any action to be done for a reporting period and two weeks.", long=True,
    )  # fmt: skip
    yield SummaryTable(
        Part.COVERAGE, "areas", "Every area",
        (
            SummaryColumn("Area", _TEXT, 30), SummaryColumn("GSS code", _TEXT), SummaryColumn("Region", _TEXT, 26),
            SummaryColumn("Stage", _TEXT, 24), SummaryColumn("Declaration signed", _DATE),
            SummaryColumn("Plan published", _DATE), SummaryColumn("Actions"), SummaryColumn("Complete"),
            SummaryColumn("Overdue"), SummaryColumn("Last heard", _DATE),
        ),
        tuple(
            (
                one.name, one.gss_code, one.region, one.stage.label, one.declared_on, one.published_on,
                one.figures.total, one.figures.complete, one.figures.overdue, _day(one.last_heard_at),
            )
            for one in facts.areas
        ),
        note="An action of a plan for several areas stands in the row of each of them: rows are never added up.",
        long=True,
    )  # fmt: skip


_COVERED = (
    SummaryColumn("Areas"), SummaryColumn("Declaration signed"), SummaryColumn("Plan in draft or further"),
    SummaryColumn("Plan published"), SummaryColumn("Gone quiet"),
)  # fmt: skip


def _covered(areas: Sequence[AreaLine]) -> tuple[int, ...]:
    return (
        len(areas),
        sum(one.declared_on is not None for one in areas),
        sum(one.stage.step >= Stage.DRAFT.step for one in areas),
        sum(one.published_on is not None for one in areas),
        sum(one.is_silent for one in areas),
    )


def _actions(facts: Facts) -> Iterable[SummaryTable]:
    columns = tuple(SummaryColumn(words) for _, words in _NAMES)
    yield SummaryTable(
        Part.ACTIONS, "actions_by_region", "Actions by region",
        (SummaryColumn("Region", _TEXT, 26), *columns),
        (*((name, *_named(figures)) for name, figures in facts.regions), (ENGLAND, *_named(facts.nation))),
        note="Each action is counted once, in the region where most of its plan’s areas are.", chart=(2, 3, 4),
    )  # fmt: skip
    yield SummaryTable(
        Part.ACTIONS, "actions_by_section", "Actions by section of the Concordat",
        (SummaryColumn("Section", _TEXT, 44), *columns),
        tuple((words, *_named(figures)) for words, figures in _by_section(facts)),
        note="An action that helps to meet standards of two sections is in both: rows are never added up.",
        chart=(8, 9, 10),
    )  # fmt: skip
    yield SummaryTable(
        Part.ACTIONS, "ages", "Whom actions are for",
        (SummaryColumn("Region", _TEXT, 26), *(SummaryColumn(words) for _, words in _AGES)),
        (
            *((name, *(getattr(figures, key) for key, _ in _AGES)) for name, figures in facts.regions),
            (ENGLAND, *(getattr(facts.nation, key) for key, _ in _AGES)),
        ),
        note="Merged and withdrawn actions are left out.",
    )  # fmt: skip


def _change(facts: Facts) -> Iterable[SummaryTable]:
    if not facts.before_words:
        return
    yield SummaryTable(
        Part.CHANGE, "change", f"Figures since {facts.before_words}",
        (
            SummaryColumn("What is counted", _TEXT, 34), SummaryColumn("Then"), SummaryColumn("Now"),
            SummaryColumn("Difference"),
        ),
        tuple((words, was, now, now - was) for words, was, now in facts.changes),
    )  # fmt: skip
    yield SummaryTable(
        Part.CHANGE, "became", f"What became of actions since {facts.before_words}",
        (SummaryColumn("What became of them", _TEXT, 34), SummaryColumn("Actions")),
        tuple(facts.became),
        note="An action that did two things is counted under both.", chart=(1,),
    )  # fmt: skip


def _gaps(facts: Facts) -> Iterable[SummaryTable]:
    yield SummaryTable(
        Part.GAPS, "gaps_by_region", "Standards without an action, by region",
        (
            SummaryColumn("Region", _TEXT, 26), SummaryColumn("Standards that plans answer to"),
            SummaryColumn("Of these, without an action"),
        ),
        (
            *((name, figures.standards, figures.standards_open) for name, figures in facts.regions),
            (ENGLAND, facts.nation.standards, facts.nation.standards_open),
        ),
        note="A standard counts once for each plan that answers to it.",
    )  # fmt: skip
    with_gaps = [one for one in facts.areas if one.figures.standards_open]
    yield SummaryTable(
        Part.GAPS, "gaps_by_area", "Standards without an action, by area",
        (
            SummaryColumn("Area", _TEXT, 30), SummaryColumn("GSS code", _TEXT), SummaryColumn("Region", _TEXT, 26),
            SummaryColumn("Standards that plans answer to"), SummaryColumn("Of these, without an action"),
        ),
        tuple(
            (one.name, one.gss_code, one.region, one.figures.standards, one.figures.standards_open)
            for one in with_gaps
        ),
        long=True,
    )  # fmt: skip


def _themes(facts: Facts) -> Iterable[SummaryTable]:
    hardest = sorted(_by_section(facts), key=lambda pair: (-pair[1].off_track, -pair[1].at_risk, pair[0]))
    yield SummaryTable(
        Part.THEMES, "themes", "Sections with the most actions below on track",
        (
            SummaryColumn("Section", _TEXT, 44), SummaryColumn("To be done"), SummaryColumn("Off track"),
            SummaryColumn("At risk"), SummaryColumn("Overdue"),
        ),
        tuple((words, one.live, one.off_track, one.at_risk, one.overdue) for words, one in hardest if one.live),
        note="What areas say about the reasons stays with them: it may be meant for partners only.", chart=(2, 3),
    )  # fmt: skip


def _by_section(facts: Facts) -> list[tuple[str, Figures]]:
    found: dict[str, list[Figures]] = {}
    for one in facts.sections:
        found.setdefault(f"{one.code} {one.title}".strip(), []).append(one.figures)
    return [(words, add_up(figures)) for words, figures in found.items()]


def _named(figures: Figures) -> tuple[int, ...]:
    return tuple(getattr(figures, name) for name, _ in _NAMES)


def _at(areas: Iterable[AreaLine], stage: Stage) -> int:
    return sum(one.stage is stage for one in areas)


def _day(moment: datetime | None) -> date | None:
    """Return the day of a moment in London."""
    return moment.astimezone(_LONDON).date() if moment else None
