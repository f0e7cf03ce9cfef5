"""Quarters: what is missing, what is frozen and published, and the steps from one to the next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from areas.people.access import reach_of
from concordat.periods import Quarter
from concordat.web.components import Cell, Column, Figure, Row, Table
from concordat.web.words import ago_words, date_words
from plans.rollups.models import PublishedQuarter
from plans.rollups.queries import quarter_moment
from plans.rollups.queries.access import check_quarters, may_freeze, quarter_named, seen_by
from plans.rollups.queries.manifest import TABLES
from plans.rollups.queries.moments import side_of
from plans.rollups.queries.quarters import QuarterLine, how_complete, quarter_lines, revisions_of
from plans.rollups.rules.quarters import Completeness, days_to_freeze

_LINES = [Column("Quarter"), Column("How far"), Column("Figures as at", nowrap=True)]
_CHECKS = [Column("What belongs into it"), Column("Done", nowrap=True), Column("How it stands")]
_CHASE = [
    Column("Area"),
    Column("Region"),
    Column("Actions to carry out", number=True),
    Column("Last heard", nowrap=True),
]
_TABLES = [Column("Table"), Column("Rows", number=True), Column("SHA-256", long=True)]


@login_required
def quarters(request: HttpRequest) -> HttpResponse:
    """Show the quarters, the newest first."""
    reach, today = reach_of(request.user), timezone.localdate()
    check_quarters(reach)
    lines = [_line(one, may_freeze(reach), today >= one.quarter.end) for one in quarter_lines(today)]
    context = {"table": Table("Quarters", _LINES, lines, hide_caption=True), "may_freeze": may_freeze(reach)}
    return render(request, "plans/rollups/quarters.html", context)


def _line(one: QuarterLine, freezes: bool, is_over: bool) -> list[object]:
    shown = one.newest if freezes else one.published
    link = Cell(one.quarter.words, reverse("quarter", args=[str(one.quarter)]))
    if shown is None:
        return [link, "Not published yet" if not freezes else "Not frozen yet" if is_over else "Not over yet", "–"]
    return [link, _state(shown), date_words(shown.as_at)]


def _state(one: PublishedQuarter) -> str:
    """Return how far a revision is, in words."""
    revised = f", revision {one.revision}" if one.revision > 1 else ""
    return f"Published{revised}" if one.is_published else f"Frozen{revised}, not published"


@login_required
def quarter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one quarter: the checklist and who is waited for, or what was frozen of it."""
    reach, today = reach_of(request.user), timezone.localdate()
    check_quarters(reach)
    shown = quarter_named(name, today)
    revisions = seen_by(reach, revisions_of(shown))
    complete = None if revisions else how_complete(shown, today)
    newest = revisions[0] if revisions else None
    context = {
        "quarter": shown,
        "name": str(shown),
        "newest": newest,
        "state": _state(newest) if newest else "",
        "revisions": [(one, _rows(one)) for one in revisions],
        "manifest": _manifest(newest) if newest else None,
        "figures": _figures(newest) if newest else [],
        "complete": complete,
        "checks": _checks(complete) if complete else None,
        "chase": _chase(complete) if complete else None,
        "may_freeze": may_freeze(reach),
        "is_over": days_to_freeze(shown, today) is not None,
    }
    return render(request, "plans/rollups/quarter.html", context)


def _figures(one: PublishedQuarter) -> list[Figure]:
    stood = side_of(quarter_moment(one))
    figures = stood.figures
    return [
        Figure("actions are complete", figures.complete, of=figures.standing),
        Figure("actions to carry out are on track", figures.on_track, of=figures.live),
        Figure("actions to carry out are overdue", figures.overdue, of=figures.live),
        Figure("areas had gone quiet", sum(area.is_silent for area in stood.areas), of=len(stood.areas)),
    ]


def _rows(one: PublishedQuarter) -> list[Row]:
    by = one.frozen_by or "the service"
    rows = [
        Row("Figures as at", f"the end of {date_words(one.as_at)}"),
        Row("Frozen", f"{date_words(one.frozen_at)} by {by}"),
        Row("Published", f"{date_words(one.published_at)} by {one.published_by or 'the service'}")
        if one.is_published
        else Row("Published", "Not yet: only analysts see it"),
    ]
    return [*rows, Row("Why it was corrected", one.reason, preserve_lines=True)] if one.reason else rows


def _manifest(one: PublishedQuarter) -> Table:
    tables = one.manifest["tables"]
    lines: list[list[object]] = [
        [name.capitalize(), tables[name]["rows"], tables[name]["sha256"]] for name in TABLES if name in tables
    ]
    known = sum(told["standards"] for told in one.manifest["frameworks"])
    lines += [["Standards counted with", known, one.catalogue], ["Areas of England then", "–", one.geography]]
    return Table("What was frozen", _TABLES, lines, hide_caption=True)


def _checks(complete: Completeness) -> Table:
    lines = [[one.words, "Done" if one.is_done else "Not yet", one.says or "–"] for one in complete.checks]
    return Table("Checklist", _CHECKS, lines, hide_caption=True)


def _chase(complete: Completeness) -> Table:
    today = timezone.localdate()
    lines = [
        [Cell(one.name, f"/areas/{one.slug}/"), one.region, one.live, ago_words(one.last_heard_at, today)]
        for one in complete.chase
    ]
    empty = "Every area with actions to carry out has reported since the quarter began."
    return Table("Who has not reported", _CHASE, lines, empty=empty, hide_caption=True)


def back_to(shown: Quarter) -> str:
    """Return the quarter's own page."""
    return reverse("quarter", args=[str(shown)])
