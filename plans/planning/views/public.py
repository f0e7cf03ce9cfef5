"""The plan as everybody may read it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.planning.queries.board import ActionFilter, actions_shown, counts_of
from plans.planning.queries.plans import published_plans
from plans.planning.views.board import groups_of, state_bar

ACTIONS_ON_A_PAGE = 100


@require_GET
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an area's published plan in plain words: everybody. What is not published is not told."""
    area, plans = published_plans(slug)
    plan = _chosen(plans, request.GET.get("plan", ""))
    context = {
        "area": area,
        "plans": [one for one in plans if not one.is_replaced],
        "earlier": [one for one in plans if one.is_replaced],
        "plan": plan,
    }
    if plan is not None:
        reach, today = reach_of(request.user), timezone.localdate()
        counts = counts_of(plan.pk, today)
        actions = actions_shown(plan.pk, ActionFilter(finished=True), today)
        page = Paginator(actions, ACTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "counts": counts,
            "page": page,
            "today": today,
            "groups": groups_of(page),
            "state_bar": state_bar(counts, links=False),
            "may_open": reach.may(P.VIEW, partnership_id=plan.partnership_id, region_ids=[area.region_id]),
        }
    return render(request, "plans/planning/public.html", context)


def _chosen(plans: list[Plan], wanted: str) -> Plan | None:
    named = (plan for plan in plans if str(plan.pk) == wanted)
    return next(named, plans[0] if plans else None)
