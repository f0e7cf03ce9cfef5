"""Areas like one, to learn from: from what is published, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from areas.places.queries import area_called
from areas.places.rules import AreaKind
from concordat.web.components import Cell, Column, Table
from plans.dashboards.queries.similar import SimilarPage, similar_page
from plans.dashboards.rules.similar import Alike

#: How many areas are listed before the reader asks for all.
LISTED = 12
_COLUMNS = [Column("Area"), Column("Kind"), Column("Region"), Column("Alike in"), Column("Open in both", number=True)]


@require_safe
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which areas are like one, and what they do for the standards it has no action for."""
    shown = similar_page(area_called(slug), timezone.localdate())
    listed = shown.alike if request.GET.get("show") == "all" else shown.alike[:LISTED]
    context = {
        "shown": shown,
        "area": shown.area,
        "table": _table(shown, listed),
        "more": len(shown.alike) - len(listed),
        "helped": [one for one in shown.gaps or () if one.told],
        "unhelped": [one.standard for one in shown.gaps or () if not one.told],
    }
    return render(request, "plans/dashboards/similar.html", context)


def _table(shown: SimilarPage, listed: list[Alike]) -> Table:
    lines = [
        [Cell(one.place.name, f"/areas/{one.place.slug}/"), AreaKind(one.place.kind).label, one.place.region,
         _alike_in(one), _shared(one, shown)]
        for one in listed
    ]  # fmt: skip
    empty = "No area is like this one in two of the three: kind, region and what is still open."
    return Table("Areas alike", _COLUMNS, lines, empty=empty, hide_caption=True)


def _alike_in(one: Alike) -> str:
    words = [("kind", one.same_kind), ("region", one.same_region), ("open standards", one.same_gaps)]
    return ", ".join(word for word, is_so in words if is_so).capitalize()


def _shared(one: Alike, shown: SimilarPage) -> str:
    if shown.gaps is None:
        return "–"
    return "No published plan" if one.shared is None else f"{one.shared} of {len(shown.gaps)}"
