"""Where a plan stands on its way to being published, on any page: ``{% load review %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from areas.people.access import reach_of
from plans.planning.models import Plan
from plans.review.queries import last_step, moves_for
from plans.review.rules import leads_on, slug_of

register = template.Library()


@register.inclusion_tag("plans/review/_strip.html", takes_context=True)
def plan_strip(context: template.Context, plan: Plan) -> dict[str, Any]:
    """``{% plan_strip plan %}``: state, what was said last, and the steps this person may take."""
    moves = sorted(moves_for(reach_of(context["request"].user), plan), key=lambda move: not leads_on(move))
    links = [(move.label, reverse(f"plan-{slug_of(move)}", args=[plan.pk]), leads_on(move)) for move in moves]
    return {"plan": plan, "links": links, "said": last_step(plan)}
