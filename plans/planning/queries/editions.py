"""Reads about the editions of a plan."""

from __future__ import annotations

from plans.planning.models import Plan
from plans.planning.rules.editions import Edition, chain_of


def editions_of(plan: Plan) -> tuple[Edition, ...]:
    """Return all editions of a plan, the oldest first (one statement)."""
    columns = ("pk", "edition", "refreshes_id", "workflow_state", "published_on")
    rows = Plan.objects.filter(partnership_id=plan.partnership_id).values_list(*columns)
    return chain_of(plan.pk, [Edition(*row) for row in rows])
