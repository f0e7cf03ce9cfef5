"""A region's page: who moved, who slipped, who went silent?"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.web.components import Cell, Column, Figure, Table, with_query
from concordat.web.words import ago_words, date_words
from plans.dashboards.forms import RegionFilterForm
from plans.dashboards.queries.access import region_for, regions_in
from plans.dashboards.queries.regions import RegionPage, region_page
from plans.dashboards.rules import Needs, coverage, in_order, keep, needs_of
from plans.dashboards.views.maps import chosen_map
from plans.dashboards.views.pieces import (
    below_on_track,
    confidence_bar,
    row_bar,
    stage_cell,
    state_bar,
)
from plans.dashboards.views.trends import quarters_trend
from plans.rollups.rules import AreaRow

_COLUMNS = [
    Column("Area", sort="name"),
    Column("Stage", sort="stage"),
    Column("Actions", sort="actions"),
    Column("Below on track", sort="off_track"),
    Column("Overdue", number=True, sort="overdue"),
    Column("Last heard", sort="heard", nowrap=True),
]


@login_required
def regions(request: HttpRequest) -> HttpResponse:
    """List the regions a person may look after; the only one opens by itself."""
    reach = reach_of(request.user)
    found = regions_in(reach)
    if not found and not reach.nationwide(P.VIEW_REGION):
        raise Http404
    if len(found) == 1:
        return redirect("region", found[0].slug)
    return render(request, "plans/dashboards/regions.html", {"regions": found})


@login_required
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a region's areas; narrowed and sorted by the address, so a view can be kept and sent."""
    today = timezone.localdate()
    reach, all_held_up = reach_of(request.user), request.GET.get("held") == "all"
    shown = region_page(region_for(reach, slug), today, all_held_up=all_held_up)
    form = RegionFilterForm(request.GET or None)
    found = in_order(keep(shown.rows, form.wanted), request.GET.get("sort", ""))
    context = {
        "shown": shown,
        "form": form,
        "figures": _figures(shown),
        "areas": _table(found, today),
        "map": chosen_map(shown.region.name, shown.rows, request.GET, today, crop=True),
        "states": state_bar(shown.sums.figures),
        "confidence": confidence_bar(shown.sums.figures),
        "found": coverage(shown.rows),
        "needs": _needs(shown, may_nudge=reach.may(P.NUDGE, region_ids=[shown.region.pk])),
        "more_held_up": max(shown.held_up_in_all - len(shown.held_up), 0),
        "held_all_url": with_query(request.GET, held="all") + "#held-heading",
        "trend": quarters_trend(shown.region.name, shown.quarters, shown.sums.figures, today),
    }
    return render(request, "plans/dashboards/region.html", context)


def _needs(shown: RegionPage, *, may_nudge: bool) -> list[tuple[Needs, list[tuple[AreaRow, str, int | None]]]]:
    """Return what needs the reader; beside an area the plan after which they may ask, where a word is the next step."""
    found = needs_of(shown.rows, shown.before, date_words(shown.before_day))
    plans = shown.plans if may_nudge else {}
    return [
        (need, [(row, said, plans.get(row.id) if need.asks else None) for row, said in need.areas]) for need in found
    ]


def _figures(shown: RegionPage) -> list[Figure]:
    """Return the numbers that say who slipped and who went silent."""
    areas, actions = coverage(shown.rows), shown.sums.figures
    return [
        Figure("areas have gone quiet", areas.silent, of=areas.areas),
        Figure("live actions are overdue", actions.overdue, of=actions.live),
        Figure("live actions are off track", actions.off_track, of=actions.live),
        Figure("live actions reported in their period", actions.reported, of=actions.live),
    ]


def _table(rows: list[AreaRow], today: date) -> Table:
    return Table(
        "Areas",
        _COLUMNS,
        [_line(row, today) for row in rows],
        empty="No area matches what you asked for.",
        hide_caption=True,
    )


def _line(row: AreaRow, today: date) -> list[object]:
    return [
        Cell(row.name, f"/areas/{row.slug}/"),
        stage_cell(row.stage),
        row_bar(row.figures),
        below_on_track(row.figures),
        row.figures.overdue,
        heard(row, today),
    ]


def heard(row: AreaRow, today: date) -> str:
    """Return "12 weeks ago", and that an area has gone quiet."""
    words = ago_words(row.last_heard_at, today) if row.plans else ""
    return f"{words}, gone quiet" if row.is_stale else words
