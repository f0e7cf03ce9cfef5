"""Standards beside the areas of a region: who does something for which, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from areas.models import LocalArea
from areas.people.access import reach_of
from concordat.web.components import Cell, Column, Table
from concordat.web.words import plural
from plans.dashboards.queries.access import region_for
from plans.dashboards.queries.heat import HeatPage, heat_page
from plans.dashboards.rules import Heat, heat_of
from plans.rollups.queries import StandardInArea

#: The mark of each word: seen without colours, and read in the legend.
MARKS = {Heat.NONE: "–", Heat.BELOW: "▲", Heat.DONE: "✓", Heat.ON_TRACK: "●", Heat.BEGUN: "○"}
_CELL = (
    '<td class="app-heat__cell app-heat__cell--{}"><span aria-hidden="true">{}{}</span>'
    '<span class="govuk-visually-hidden">{}</span></td>'
)


@dataclass(frozen=True)
class HeatRow:
    """An area with its cells in the order of the standards."""

    area: LocalArea
    gaps: int
    cells: SafeString


@login_required
@require_GET
def region_standards(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which areas of a region do something for which standard; by name, or those with the most gaps first."""
    shown = heat_page(region_for(reach_of(request.user), slug), timezone.localdate())
    by_gaps = request.GET.get("sort") == "gaps"
    context = {
        "shown": shown,
        "rows": _rows(shown, by_gaps=by_gaps),
        "sections": _sections(shown),
        "legend": [(one.value, MARKS[one], one.label) for one in Heat],
        "by_gaps": by_gaps,
        "table": _table(shown),
        "empty": sum(not shown.gaps(area) for area in shown.areas),
    }
    return render(request, "plans/dashboards/standards.html", context)


def _rows(shown: HeatPage, *, by_gaps: bool) -> list[HeatRow]:
    rows = [HeatRow(area, shown.gaps(area), _cells(shown, area)) for area in shown.areas]
    return sorted(rows, key=lambda row: -row.gaps) if by_gaps else rows


def _cells(shown: HeatPage, area: LocalArea) -> SafeString:
    found = (_cell(shown.cells.get((area.pk, one.pk))) for one in shown.standards)
    return SafeString("".join(found))


def _cell(one: StandardInArea | None) -> SafeString:
    if one is None:
        return format_html(_CELL, Heat.NONE, "", MARKS[Heat.NONE], Heat.NONE.label)
    heat = heat_of(**{name: getattr(one, name) for name in ("actions", "complete", "on_track", "below", "overdue")})
    return format_html(_CELL, heat, one.actions, MARKS[heat], _words(one))


def _words(one: StandardInArea) -> str:
    parts = [(one.complete, "complete"), (one.on_track, "on track"), (one.below, "below on track")]
    parts.append((one.overdue, "overdue"))
    told = "".join(f", {count} {words}" for count, words in parts if count)
    return f"{plural(one.actions, 'action')}{told}"


def _sections(shown: HeatPage) -> list[tuple[str, str, int]]:
    """Return the sections with the number of their standards, for a row of heads above the codes."""
    found = Counter(one.section for one in shown.standards)
    return [(section.code, section.title, count) for section, count in found.items()]


def _table(shown: HeatPage) -> Table:
    """Return the same by standard: in how many areas something is done, and where nothing is."""
    columns = [
        Column("Standard", long=True),
        Column("Areas with an action", number=True),
        Column("Areas where something is below on track or overdue", number=True),
        Column("Areas without an action", long=True),
    ]
    rows = []
    for one in shown.standards:
        without = shown.without(one)
        there = [cell for (_, standard), cell in shown.cells.items() if standard == one.pk]
        rows.append(
            [
                Cell(str(one), f"/standards/{one.section.framework.slug}/{one.code}/"),
                f"{len(shown.areas) - len(without)} of {len(shown.areas)}",
                sum(bool(cell.below or cell.overdue) for cell in there),
                _names(without) or "None",
            ]
        )
    return Table("Standard by standard", columns, rows, empty="No standards are loaded yet.")


def _names(areas: Sequence[LocalArea]) -> SafeString:
    each = ((one.get_absolute_url(), one.short_name or one.name) for one in areas)
    return format_html_join(", ", '<a class="govuk-link" href="{}">{}</a>', each)
