"""What is missing in a plan's actions, each with a way to mend it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.queries.access import plan_for
from plans.planning.queries.board import counts_of
from plans.planning.queries.missing import missing_in

#: For each thing that may be missing: heading, why it matters, the words of the link that mends it, its field.
WORDS = {
    "unowned": (
        "Without a lead",
        "One organisation that answers for an action is the one that is asked how it goes.",
        "Name a lead",
        "lead",
    ),
    "undated": (
        "Without an end date",
        "An ongoing action may have none: a date for its next review helps to look at it again.",
        "Set a timescale",
        "timescale",
    ),
    "unmeasured": (
        "Without a measure",
        "A measure lets everybody see that an action made a difference.",
        "Add a measure",
        "indicator",
    ),
}


@login_required
@require_GET
def missing(request: HttpRequest, plan_id: int) -> HttpResponse:
    """List live actions without a lead, an end date or a measure: everybody who works with the plan."""
    reach, today = reach_of(request.user), timezone.localdate()
    plan = plan_for(reach, plan_id)
    counts = counts_of(plan.pk, today)
    found = missing_in(plan.pk, counts, today)
    context = {
        "plan": plan,
        "counts": counts,
        "parts": [(one, *WORDS[one.only]) for one in found],
        "may_edit": not plan.is_replaced and reach.may(P.EDIT_PLAN, partnership_id=plan.partnership_id),
    }
    return render(request, "plans/planning/missing.html", context)
