"""The list of areas, and an area's page: what did it promise, and what has it done?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from areas.people.access import reach_of
from areas.places.queries import area_called
from concordat.charts.bars import Bar
from concordat.web.components import Cell, Column, Table
from concordat.web.words import date_words
from plans.dashboards.forms import AreaListForm
from plans.dashboards.queries.areas import PlanCard, area_page, successors_of
from plans.dashboards.rules import in_order, keep
from plans.dashboards.views.ahead import months_picture
from plans.dashboards.views.pieces import stage_cell, state_bar
from plans.dashboards.views.trends import quarters_trend
from plans.rollups.queries import area_rows
from plans.rollups.rules import AreaRow, Stage

ON_A_PAGE = 50
_COLUMNS = [
    Column("Area", sort="name"),
    Column("Region", sort="region"),
    Column("Stage", sort="stage", nowrap=True),
    Column("Declared", nowrap=True),
    Column("Plan published", nowrap=True),
]


def areas(request: HttpRequest) -> HttpResponse:
    """List the areas of today; searched, narrowed, sorted and paged by the address."""
    rows = area_rows(timezone.localdate(), public=True)
    regions = sorted({(row.region_slug, row.region_name) for row in rows}, key=lambda pair: pair[1])
    form = AreaListForm(request.GET or None, regions=regions)
    found = in_order(keep(rows, form.wanted), request.GET.get("sort", ""))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [_line(row) for row in page.object_list]
    table = Table("Areas", _COLUMNS, lines, empty="No area matches. Try part of the name.", hide_caption=True)
    context = {"form": form, "page": page, "table": table, "all": len(rows)}
    return render(request, "plans/dashboards/areas.html", context)


def _line(row: AreaRow) -> list[object]:
    return [
        Cell(row.name, f"/areas/{row.slug}/"),
        row.region_name,
        stage_cell(row.stage),
        date_words(row.declared_on),
        date_words(row.published_on),
    ]


def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one area; drafts and links to edit show only to those whose they are."""
    place = area_called(slug)
    shown = area_page(place, reach_of(request.user), timezone.localdate())
    if shown.row is None:
        context = {"area": place, "successors": successors_of(place)}
        return render(request, "plans/dashboards/area_ended.html", context)
    context = {
        "shown": shown,
        "area": place,
        "stages": list(Stage)[1:],
        "cards": [(card, _bar(card, alone=len(shown.plans) == 1)) for card in shown.plans],
        "months": months_picture(shown.ahead),
        "trend": quarters_trend(place.name, shown.quarters, shown.row.figures, timezone.localdate()),
        "may_start": any(card.may_edit for card in shown.partnerships),
    }
    return render(request, "plans/dashboards/area.html", context)


def _bar(card: PlanCard, *, alone: bool) -> Bar:
    title = "Actions by delivery state"
    return state_bar(card.figures, title if alone else f"{card.plan.title}: {title.lower()}")
