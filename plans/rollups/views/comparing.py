"""Two quarters side by side: what changed between them."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.web.components import Cell, Column, Table
from concordat.web.words import date_words, of_words
from plans.rollups.forms import SideBySideForm
from plans.rollups.models import PublishedQuarter
from plans.rollups.queries import Moment, difference, moved_actions, quarter_moment, region_choices, today_moment
from plans.rollups.queries.access import check_quarters, seen_by
from plans.rollups.queries.quarters import all_revisions
from plans.rollups.rules import AreaStood, Figures, WhatChanged

#: The figures shown: words, numerator, denominator ("" where the count stands alone).
_FIGURES = [
    ("Actions", "total", ""),
    ("Actions complete", "complete", "standing"),
    ("Actions to carry out", "live", "total"),
    ("On track", "on_track", "live"),
    ("At risk", "at_risk", "live"),
    ("Off track", "off_track", "live"),
    ("Overdue", "overdue", "live"),
    ("Heard of in time", "reported", "live"),
    ("Reported on time last period", "on_time", "expected"),
    ("Without a lead", "without_lead", "live"),
    ("Without a last day", "without_date", "live"),
    ("Without a measure", "without_measure", "live"),
    ("Standards without an action", "standards_open", "standards"),
]
_TODAY = "today"
#: How many actions the page names.
NAMED = 100


@login_required
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Lay two frozen quarters, or one and today, beside each other; the address keeps what was chosen."""
    reach, today = reach_of(request.user), timezone.localdate()
    check_quarters(reach)
    revisions = seen_by(reach, all_revisions())
    moments = {_key(one): quarter_moment(one) for one in revisions} | {_TODAY: today_moment(today)}
    regions = region_choices()
    form = SideBySideForm(request.GET or None, moments=_choices(revisions), regions=regions)
    after = form.asked("after", _usual(revisions, 1))
    before = form.asked("before", _usual([one for one in revisions if _key(one) != after], 1))
    region_id = int(form.asked("region", "0")) or None
    form.initial = {"before": before, "after": after}
    context: dict[str, object] = {"form": form, "found": None}
    if revisions:
        found = difference(moments[before], moments[after], region_id=region_id)
        context |= _told(found)
        if reach.nationwide(P.VIEW):
            context["actions"] = _actions(moments[before], moments[after], region_id)
    return render(request, "plans/rollups/side_by_side.html", context)


def _key(one: PublishedQuarter) -> str:
    return f"{one.quarter}-r{one.revision}"


def _choices(revisions: Sequence[PublishedQuarter]) -> list[tuple[str, str]]:
    quarters = [
        (_key(one), quarter_moment(one).words + ("" if one.is_published else " (not published)")) for one in revisions
    ]
    return [(_TODAY, "Today"), *quarters]


def _usual(revisions: Sequence[PublishedQuarter], number: int) -> str:
    return _key(revisions[number - 1]) if len(revisions) >= number else _TODAY


def _told(found: WhatChanged) -> dict[str, object]:
    return {
        "found": found,
        "figures": _figures(found),
        "became": [(one.label, count) for one, count in found.counts.items() if count],
        "areas": [
            ("Gone quiet", _links(found.gone_silent)),
            ("Heard of again", _links(found.heard_again)),
            ("Came further", _links(found.further)),
            ("Went back", _links(found.back)),
        ],
    }


def _links(areas: Sequence[AreaStood]) -> list[AreaStood]:
    return sorted(areas, key=lambda one: one.name)


def _figures(found: WhatChanged) -> Table:
    columns = [
        Column("Figure"),
        Column(f"As at {date_words(found.before.day)}", number=True),
        Column(f"As at {date_words(found.after.day)}", number=True),
        Column("Change", number=True),
    ]
    plans = ["Plans", found.before.plans, found.after.plans, _by(found.after.plans - found.before.plans)]
    lines = [
        [words, _of(found.before.figures, name, of), _of(found.after.figures, name, of), _by(found.figures[name].by)]
        for words, name, of in _FIGURES
    ]
    return Table("Figures", columns, [plans, *lines], hide_caption=True)


def _of(figures: Figures, name: str, of: str) -> object:
    count = getattr(figures, name)
    return of_words(count, getattr(figures, of)) if of else count


def _by(change: int) -> str:
    """Return a change with its sign: "+3", "−2"; "0" where there is none."""
    return f"+{change:,}" if change > 0 else f"−{-change:,}" if change < 0 else "0"


def _actions(before: Moment, after: Moment, region_id: int | None) -> Table:
    columns = [Column("Action"), Column("Plan"), Column("What became of it", nowrap=True)]
    lines = [
        [
            Cell(f"{one.number} {one.text}".strip(), f"/actions/{one.id}/"),
            one.plan,
            ", ".join(became.label for became in one.step.became),
        ]
        for one in moved_actions(before, after, region_id=region_id, limit=NAMED)
    ]
    return Table("Actions", columns, lines, empty="Nothing became of any action.", hide_caption=True)
