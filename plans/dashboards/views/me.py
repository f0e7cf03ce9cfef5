"""A person's own page: what needs me now?"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.charts.lines import Trend
from concordat.periods import quarter_of
from plans.dashboards.queries.access import regions_in
from plans.dashboards.queries.me import PartnershipDesk, actions_waiting, dates_of, desks, people_desk, region_desk
from plans.dashboards.queries.trends import published_of_partnership
from plans.dashboards.queries.waiting import drafts_waiting, never_came, not_reached, service_desk
from plans.dashboards.views import todos
from plans.dashboards.views.ahead import months_picture
from plans.dashboards.views.pieces import row_bar
from plans.dashboards.views.trends import quarters_trend
from plans.planning.models import Plan
from plans.rollups.rules import add_up


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, by what they may do; nothing of what they may not."""
    reach, today = reach_of(request.user), timezone.localdate()
    manages_people = reach.nationwide(P.MANAGE_PEOPLE)
    waiting, own, region = actions_waiting(reach, today), desks(reach, today), region_desk(reach, today)
    ahead = dates_of(reach, today)
    context = {
        "todos": [
            *todos.of_service(service_desk(reach)),
            *todos.of_drafts(drafts_waiting(reach)),
            *todos.of_actions(waiting),
            *todos.of_region(region),
            *todos.of_desks(own),
            *todos.of_addresses(not_reached(reach, today)),
            *todos.of_people(never_came(reach, today)),
        ],
        "contributes": bool(reach.organisations),
        "waiting": waiting,
        "desks": [(desk, [(plan, _bar(plan)) for plan in desk.plans]) for desk in own],
        "ahead": ahead,
        "months": months_picture(ahead),
        "trend": _trend(own, today),
        "region": region,
        "quarter": quarter_of(today),
        "regions": regions_in(reach) if reach.regions else [],
        "may_export": reach.nationwide(P.EXPORT),
        "may_see_nation": reach.may_anywhere(P.VIEW_NATION),
        "people": people_desk(today) if manages_people else None,
        "has_no_role": not (reach.organisations or reach.partnerships or reach.regions or reach.nation),
        "today": today,
    }
    return render(request, "plans/dashboards/me.html", context)


def _bar(plan: Plan) -> SafeString | None:
    stored = getattr(plan, "figures", None)
    return row_bar(stored.counts) if stored else None


def _trend(own: list[PartnershipDesk], today: date) -> Trend | None:
    """Draw the quarters of the partnership the person looks after; None for those who look after none, or several."""
    with_plans = [desk for desk in own if desk.plans]
    if len(with_plans) != 1:
        return None
    desk = with_plans[0]
    now = add_up(plan.figures.counts for plan in desk.in_force if hasattr(plan, "figures"))
    return quarters_trend(desk.partnership.name, published_of_partnership(desk.partnership.pk, today), now, today)
