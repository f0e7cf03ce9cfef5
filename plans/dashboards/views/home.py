"""The front page: how far is England?"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.web.components import Cell, Column, Figure, Table
from plans.dashboards.forms import FindAreaForm
from plans.dashboards.rules import Coverage, by_region, coverage
from plans.dashboards.views.maps import stage_map
from plans.rollups.queries import area_rows
from plans.rollups.rules import AreaRow, Stage


def home(request: HttpRequest) -> HttpResponse:
    """Show England by stage, nine regions, and a box to find one's area."""
    rows = area_rows(timezone.localdate(), public=True)
    england = coverage(rows)
    context = {
        "england": england,
        "figures": stage_figures(england),
        "form": FindAreaForm(),
        "map": stage_map("England’s local areas by stage", rows, table=True),
        "regions": regions_table(rows),
    }
    return render(request, "plans/dashboards/home.html", context)


def stage_figures(found: Coverage) -> list[Figure]:
    """Return the numbers that answer "how far?"; each counts areas."""
    return [
        Figure("areas have declared", found.declared, of=found.areas),
        Figure("have published a plan", found.published, of=found.areas),
        Figure("have begun to deliver", found.at_least(Stage.DELIVERING), of=found.areas),
        Figure("have delivered every action", found.at(Stage.DELIVERED), of=found.areas),
    ]


def regions_table(rows: Sequence[AreaRow]) -> Table:
    """Return the regions with their areas counted by how far they are."""
    columns = [Column("Region")]
    columns += [
        Column(label, number=True) for label in ("Areas", "Declared", "Plan published", "Delivering", "Delivered")
    ]
    lines = []
    for areas in sorted(by_region(rows).values(), key=lambda areas: areas[0].region_name):
        found = coverage(areas)
        link = Cell(areas[0].region_name, f"{reverse('areas')}?region={areas[0].region_slug}")
        further = found.at(Stage.DELIVERING) + found.at(Stage.PART)
        lines.append([link, found.areas, found.declared, found.published, further, found.at(Stage.DELIVERED)])
    return Table("Regions", columns, lines, empty="No areas are recorded yet.", hide_caption=True)
