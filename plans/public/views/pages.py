"""The plan of an area as everybody may read it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.planning.queries.board import counts_of
from plans.planning.queries.plans import published_plans
from plans.planning.views.board import state_bar
from plans.public.queries import actions_of, choice_of, done_lately, grouped, public_action
from plans.public.rules import Choice

ACTIONS_ON_A_PAGE = 100


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an area's published plan in plain words: everybody. What is not published is not told."""
    area, plans = published_plans(slug)
    plan = _chosen(plans, request.GET.get("plan", ""))
    context: dict[str, Any] = {
        "area": area,
        "plans": [one for one in plans if not one.is_replaced],
        "earlier": [one for one in plans if one.is_replaced],
        "plan": plan,
        "preview": False,
    }
    if plan is not None:
        choice, _ = choice_of(plan)
        context |= public_parts(plan, choice, request.GET.get("page"))
        reach = reach_of(request.user)
        context["may_open"] = reach.may(P.VIEW, partnership_id=plan.partnership_id, region_ids=[area.region_id])
    response = render(request, "plans/public/plan.html", context)
    if not request.user.is_authenticated:
        # A choice that is taken back takes effect at once: nobody keeps the page without asking again.
        patch_cache_control(response, no_cache=True)
    return response


def public_parts(plan: Plan, choice: Choice, page_asked: str | None) -> dict[str, Any]:
    """Return what the public page draws of a plan under a choice."""
    today = timezone.localdate()
    counts = counts_of(plan.pk, today)
    page = Paginator(actions_of(plan), ACTIONS_ON_A_PAGE).get_page(page_asked)
    actions = [public_action(one, choice) for one in page.object_list]
    return {
        "counts": counts,
        "page": page,
        "today": today,
        "actions": actions,
        "groups": grouped(actions),
        "done": done_lately(plan, choice) if page.number == 1 else [],
        "choice": choice,
        "state_bar": state_bar(counts, links=False),
    }


def _chosen(plans: list[Plan], wanted: str) -> Plan | None:
    named = (plan for plan in plans if str(plan.pk) == wanted)
    return next(named, plans[0] if plans else None)
