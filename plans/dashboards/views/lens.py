"""One organisation across all its areas."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from concordat.web.components import Cell, Column, Figure, Table
from concordat.web.words import ago_words
from plans.dashboards.forms import FindOrganisationForm
from plans.dashboards.queries.lens import LedInArea, LensPage, lens_page, organisations_seen, regions_seen

ON_A_PAGE = 50
_AREAS = [
    Column("Area"),
    Column("Region"),
    Column("Actions led", number=True),
    Column("Complete", number=True),
    Column("On track", number=True),
    Column("At risk", number=True),
    Column("Off track", number=True),
    Column("Overdue", number=True),
    Column("Last heard", nowrap=True),
]


@login_required
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that work in the reader's regions, to look at one across its areas."""
    regions = regions_seen(reach_of(request.user))
    form = FindOrganisationForm(request.GET or None)
    page = Paginator(organisations_seen(regions, form.wanted.q), ON_A_PAGE).get_page(request.GET.get("page"))
    columns = [Column("Organisation"), Column("Kind"), Column("Areas", number=True)]
    lines = [[Cell(one.name, reverse("organisation", args=[one.pk])), one.kind.name, one.areas] for one in page]
    table = Table("Organisations", columns, lines, hide_caption=True)
    return render(request, "plans/dashboards/organisations.html", {"form": form, "page": page, "table": table})


@login_required
@require_GET
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an organisation leads in each area the reader may see, and which of its actions need a word."""
    today = timezone.localdate()
    shown = lens_page(regions_seen(reach_of(request.user)), pk, today)
    context = {
        "shown": shown,
        "figures": _figures(shown.areas),
        "table": _table(shown, today),
        "today": today,
        "more": shown.needing_in_all - len(shown.needing),
    }
    return render(request, "plans/dashboards/organisation.html", context)


def _figures(areas: list[LedInArea]) -> list[Figure]:
    """Count areas only: an action of a joint plan stands in several of them."""
    return [
        Figure("areas have nothing of it overdue", sum(not one.overdue for one in areas), of=len(areas)),
        Figure("areas have nothing of it off track", sum(not one.off_track for one in areas), of=len(areas)),
        Figure("areas have all of it complete", sum(one.complete == one.actions for one in areas), of=len(areas)),
    ]


def _table(shown: LensPage, today: date) -> Table:
    lines = [
        [
            Cell(one.name, f"/areas/{one.slug}/"), one.region, one.actions, one.complete, one.on_track, one.at_risk,
            one.off_track, one.overdue, ago_words(one.last_heard_at, today),
        ]
        for one in shown.areas
    ]  # fmt: skip
    return Table("What it leads in each area", _AREAS, lines, empty="It leads no action in the plans you see.")
