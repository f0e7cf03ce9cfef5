"""The national summary: a row an area, then the sums of regions and of England."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from areas.places.rules import AreaKind
from concordat.documents.table import Column, Kind, Table
from plans.rollups.queries import area_rows, plans_behind, region_sums
from plans.rollups.rules import COUNTS, AreaRow, Figures, Stage, add_up

ENGLAND = "E92000001"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """An area, a region or England. Figures about areas count areas, figures about actions actions."""

    level: str
    code: str
    name: str
    area: AreaRow | None
    areas: Sequence[AreaRow]
    plans: int
    last_heard_at: datetime | None
    figures: Figures

    def reached(self, stage: Stage) -> int:
        """Return how many of its areas have come to a stage or further."""
        return sum(row.stage.step >= stage.step for row in self.areas)


def national_rows(today: date) -> list[SummaryRow]:
    """Return the rows in order: areas by code, regions by code, England (two statements)."""
    areas = sorted(area_rows(today), key=lambda row: row.gss_code)
    regions = sorted(region_sums(today), key=lambda region: region.gss_code)
    rows = [
        SummaryRow("Area", row.gss_code, row.name, row, [row], row.plans, row.last_heard_at, row.figures)
        for row in areas
    ]
    for one in regions:
        inside = [row for row in areas if row.region_id == one.id]
        rows.append(
            SummaryRow("Region", one.gss_code, one.name, None, inside, one.plans, one.last_heard_at, one.figures)
        )
    heard = [one.last_heard_at for one in regions if one.last_heard_at]
    plans, figures = sum(one.plans for one in regions), add_up(one.figures for one in regions)
    rows.append(SummaryRow("Nation", ENGLAND, "England", None, areas, plans, max(heard, default=None), figures))
    return rows


_MEANING = {
    "total": ("Actions", "Each counted once, however many areas its plan covers"),
    "not_started": ("Not started", "Actions by delivery state"),
    "in_progress": ("In progress", "Actions by delivery state"),
    "complete": ("Complete", "Actions by delivery state"),
    "merged": ("Merged", "Actions by delivery state: goes on inside another action"),
    "withdrawn": ("Withdrawn", "Actions by delivery state"),
    "live": ("Live actions", "Not started or in progress: the denominator of the columns after it"),
    "on_track": ("On track", "Live actions by confidence"),
    "at_risk": ("At risk", "Live actions by confidence"),
    "off_track": ("Off track", "Live actions by confidence"),
    "unrated": ("Confidence not given", "Live actions by confidence"),
    "overdue": ("Overdue", "Live, and the last day has passed"),
    "due_soon": ("Due soon", "Live, and the last day is in the next 30 days"),
    "reported": ("Reported in time", "Live, and heard of within the plan’s reporting period and two weeks"),
    "without_lead": ("Without a lead", "Live, and no lead organisation"),
    "without_date": ("Without an end date", "Live, and no last day; “ongoing” has none"),
    "without_measure": ("Without a measure", "Live, and no indicator"),
    "heard": ("Heard of this period", "Live, and heard of in the plan’s reporting period of today"),
    "expected": ("Expected last period", "Live in the plan’s last full reporting period: the denominator of the next"),
    "on_time": ("On time last period", "Expected, and heard of in that period"),
    "for_all_ages": ("For all ages", "Actions neither merged nor withdrawn, by age group"),
    "for_children": ("For children and young people", "Actions by age group"),
    "for_adults": ("For adults of working age", "Actions by age group"),
    "for_older": ("For older people", "Actions by age group"),
    "age_unsaid": ("Age group not given", "Actions by age group"),
    "standards": ("Standards answered to", "Pairs of a plan and a standard of its frameworks"),
    "standards_open": ("Standards without an action", "Of them, those for which the plan has no action"),
}


def _count(name: str) -> Column[SummaryRow]:
    heading, meaning = _MEANING[name]
    return Column(heading, lambda row: getattr(row.figures, name), Kind.COUNT, meaning, 11)


COLUMNS: tuple[Column[SummaryRow], ...] = (
    Column("Level", lambda row: row.level, Kind.TEXT, "Area, Region or Nation: add up rows of one level only", 9),
    Column("GSS code", lambda row: row.code, Kind.TEXT, "The code in force today", 12),
    Column("Name", lambda row: row.name, Kind.TEXT, "", 30),
    Column(
        "Kind", lambda row: AreaKind(row.area.kind).label if row.area else "", Kind.TEXT, "Kind of council area", 20
    ),
    Column("Region code", lambda row: row.area.region_code if row.area else "", Kind.TEXT, "", 12),
    Column("Region", lambda row: row.area.region_name if row.area else "", Kind.TEXT, "", 24),
    Column(
        "Partnerships",
        lambda row: row.area.partnerships if row.area else "",
        Kind.TEXT,
        "Those that cover the area",
        40,
    ),
    Column("Stage", lambda row: row.area.stage.label if row.area else "", Kind.TEXT, "The furthest stage reached", 18),
    Column("Stage number", lambda row: row.area.stage.step if row.area else None, Kind.COUNT, "1 to 9", 9),
    Column("Declaration signed", lambda row: row.area.declared_on if row.area else None, Kind.DATE, "", 18),
    Column("Plan published", lambda row: row.area.published_on if row.area else None, Kind.DATE, "", 18),
    Column(
        "Shares a plan",
        lambda row: row.area.is_joint if row.area else None,
        Kind.YES_NO,
        "Its actions also stand in the rows of the areas it shares with",
        9,
    ),
    Column("Areas", lambda row: len(row.areas), Kind.COUNT, "How many areas the row is about", 8),
    Column("Areas declared", lambda row: sum(one.declared_on is not None for one in row.areas), Kind.COUNT, "", 10),
    Column(
        "Areas with a published plan",
        lambda row: sum(one.published_on is not None for one in row.areas),
        Kind.COUNT,
        "",
        12,
    ),
    Column("Areas delivering", lambda row: row.reached(Stage.DELIVERING), Kind.COUNT, "At stage 7 or further", 10),
    Column("Areas delivered", lambda row: row.reached(Stage.DELIVERED), Kind.COUNT, "At stage 9", 10),
    Column(
        "Areas gone quiet",
        lambda row: sum(one.is_stale for one in row.areas),
        Kind.COUNT,
        "Live actions, and no news for a reporting period and two weeks",
        10,
    ),
    Column("Plans", lambda row: row.plans, Kind.COUNT, "Plans in force; each is in one region only", 8),
    Column(
        "Last heard",
        lambda row: row.last_heard_at,
        Kind.MOMENT,
        "Hour of the newest update. CSV: UTC. Workbook: time in England",
        22,
    ),
    *(_count(name) for name in COUNTS),
)


def national_table(today: date) -> Table[SummaryRow]:
    """Return the summary as one table; ``Level`` tells areas, regions and England apart."""
    return Table("national", "National summary", COLUMNS, national_rows(today))


def national_sheets(today: date) -> list[Table[SummaryRow]]:
    """Return the summary as two sheets, so that a column of areas can be added up."""
    rows = national_rows(today)
    areas = [row for row in rows if row.level == "Area"]
    sums = [row for row in rows if row.level != "Area"]
    return [
        Table("areas", "Areas", COLUMNS, areas),
        Table("sums", "Regions and England", [one for one in COLUMNS if one.heading not in _OF_AREAS], sums),
    ]


_OF_AREAS = {
    "Kind",
    "Region code",
    "Region",
    "Partnerships",
    "Stage",
    "Stage number",
    "Declaration signed",
    "Plan published",
    "Shares a plan",
}


def waiting_words(today: date) -> str:
    """Say whether the figures contain every change made until now."""
    waiting = len(plans_behind(today))
    if not waiting:
        return "Contain every change made until now"
    return f"{waiting} plans have changes that are not counted yet"
