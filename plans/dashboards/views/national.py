"""England's page: which standards are being met, and where not?"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from areas.people.access import reach_of
from concordat.web.components import Cell, Column, Figure, Table
from concordat.web.words import date_words
from plans.dashboards.queries.access import check_nation
from plans.dashboards.queries.national import NationalPage, national_page
from plans.dashboards.rules import Coverage, by_region, coverage, in_order
from plans.dashboards.views.maps import chosen_map
from plans.dashboards.views.pieces import confidence_bar, row_bar, stage_cell, state_bar
from plans.dashboards.views.regions import heard
from plans.dashboards.views.trends import quarters_trend, travel_words
from plans.rollups.queries import StandardReach
from plans.rollups.rules import Stage

_AREAS = [
    Column("Area", sort="name"),
    Column("Region", sort="region"),
    Column("Stage", sort="stage", nowrap=True),
    Column("Actions", number=True, sort="actions"),
    Column("Complete", number=True, sort="complete"),
    Column("Overdue", number=True, sort="overdue"),
    Column("Last heard", sort="heard", nowrap=True),
]
_REGIONS = [
    Column("Region"),
    Column("Areas with a plan", number=True),
    Column("Gone quiet", number=True),
    Column("Actions"),
    Column("Off track", number=True),
    Column("Overdue", number=True),
]
#: How the first map of England was coloured: which stages each colour stands for.
_FIRST_MAP = {"Red": (Stage.NOTHING, Stage.GROUP), "Amber": (Stage.DECLARED, Stage.DRAFT, Stage.SUBMITTED)}


@login_required
def national(request: HttpRequest) -> HttpResponse:
    """Show England by stage, region, standard and area."""
    check_nation(reach_of(request.user))
    today = timezone.localdate()
    shown = national_page(today)
    found = coverage(shown.rows)
    figures = shown.figures
    context = {
        "shown": shown,
        "found": found,
        "figures": _figures(shown, found),
        "map": chosen_map("England", shown.rows, request.GET, today),
        "states": state_bar(figures),
        "confidence": confidence_bar(figures),
        "regions": _regions(shown),
        "quiet": [row for row in shown.rows if row.is_stale],
        "trend": quarters_trend("England", shown.quarters, figures, today),
        "standards": _standards(shown.standards, found.areas),
        "funnel": _funnel(found),
        "areas": _areas(shown, request.GET.get("sort", ""), today),
    }
    return render(request, "plans/dashboards/national.html", context)


def _figures(shown: NationalPage, found: Coverage) -> list[Figure]:
    actions = shown.figures
    met = sum(1 for one in shown.standards if one.areas)
    return [
        Figure("standards have an action in some area", met, of=len(shown.standards)),
        Figure("areas have a plan in delivery", found.at_least(Stage.DELIVERING), of=found.areas),
        Figure("actions are complete", actions.complete, of=actions.standing),
        Figure("live actions are overdue", actions.overdue, of=actions.live),
    ]


def _regions(shown: NationalPage) -> Table:
    areas = by_region(shown.rows)
    lines = []
    for one in shown.regions:
        found = coverage(areas.get(one.id, []))
        with_plan = f"{found.at_least(Stage.DRAFT)} of {found.areas}"
        before = shown.regions_before.get(one.id)
        travel = travel_words(before.counts if before else None, one.figures)
        link, sums = Cell(one.name, f"/regions/{one.slug}/"), one.figures
        lines.append([link, with_plan, found.silent, row_bar(sums), sums.off_track, sums.overdue, travel])
    columns = [*_REGIONS, Column(f"Since {date_words(shown.before)}")]
    return Table("Regions", columns, lines, hide_caption=True)


def _standards(standards: list[StandardReach], areas: int) -> Table:
    columns = [
        Column("Standard"),
        Column("Areas with an action", number=True),
        Column("Actions", number=True),
        Column("On track", number=True),
        Column("Complete", number=True),
    ]
    lines = [
        [Cell(f"{one.code} {one.title}", one.url), f"{one.areas} of {areas}", one.actions, one.on_track, one.complete]
        for one in standards
    ]
    return Table("Standards", columns, lines, empty="No standards are loaded yet.", hide_caption=True)


def _funnel(found: Coverage) -> Table:
    columns = [
        Column("Stage"),
        Column("At this stage", number=True),
        Column("This far or further", number=True),
        Column("On the first map"),
    ]
    lines = [
        [stage_cell(stage), found.at(stage), f"{found.at_least(stage)} of {found.areas}", _first_map(stage)]
        for stage in Stage
    ]
    return Table("How far areas have come", columns, lines, hide_caption=True)


def _first_map(stage: Stage) -> str:
    return next((colour for colour, stages in _FIRST_MAP.items() if stage in stages), "Green")


def _areas(shown: NationalPage, sort: str, today: date) -> Table:
    lines = [
        [
            Cell(row.name, f"/areas/{row.slug}/"),
            row.region_name,
            stage_cell(row.stage),
            row.figures.total,
            row.figures.complete,
            row.figures.overdue,
            heard(row, today),
        ]
        for row in in_order(shown.rows, sort)
    ]
    return Table("Areas", _AREAS, lines, empty="No areas are recorded yet.", hide_caption=True)
