"""A person's own page: what needs me now?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.dashboards.queries.access import regions_in
from plans.dashboards.queries.me import actions_waiting, desks, people_desk, region_desk


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, by what they may do; nothing of what they may not."""
    reach, today = reach_of(request.user), timezone.localdate()
    manages_people = reach.nationwide(P.MANAGE_PEOPLE)
    context = {
        "contributes": bool(reach.organisations),
        "waiting": actions_waiting(reach, today),
        "desks": desks(reach),
        "region": region_desk(reach, today),
        "regions": regions_in(reach) if reach.regions else [],
        "may_export": reach.nationwide(P.EXPORT),
        "may_see_nation": reach.may_anywhere(P.VIEW_NATION),
        "people": people_desk(today) if manages_people else None,
        "has_no_role": not (reach.organisations or reach.partnerships or reach.regions or reach.nation),
        "today": today,
    }
    return render(request, "plans/dashboards/me.html", context)
