"""Reads about one plan, and about the plans everybody may read."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from areas.models import LocalArea
from plans.planning.models import Plan


def details_of(plan: Plan) -> dict[str, Any]:
    """Return what stands at the head of a plan, as values (two statements)."""
    return {
        "title": plan.title,
        "plan_year": plan.plan_year,
        "rhythm": plan.rhythm,
        "area_ids": tuple(plan.areas.order_by("pk").values_list("pk", flat=True)),
        "framework_ids": tuple(plan.frameworks.order_by("pk").values_list("pk", flat=True)),
    }


def published_plans(slug: str) -> tuple[LocalArea, list[Plan]]:
    """Return an area and the published plans that cover it: those in force, the newest first, then older editions.

    Raises:
        Http404: there is no such area.
    """
    area = LocalArea.objects.select_related("region").filter(slug=slug).first()
    if area is None:
        raise Http404
    plans = Plan.objects.published().filter(areas=area).select_related("partnership", "refreshed_by")
    return area, sorted(plans.order_by("-published_on", "-pk"), key=lambda plan: plan.is_replaced)
