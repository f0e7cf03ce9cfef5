"""All evidence of a plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from plans.evidence.forms import EvidenceFilterForm
from plans.evidence.queries import ONLY, evidence_in, sums_of
from plans.evidence.views.parts import evidence_table
from plans.planning.queries.access import plan_for

ON_A_PAGE = 50


@login_required
@require_GET
def show(request: HttpRequest, plan_id: int) -> HttpResponse:
    """List the evidence of a plan: everybody who works with it."""
    plan, today = plan_for(reach_of(request.user), plan_id), timezone.localdate()
    form = EvidenceFilterForm(request.GET if "only" in request.GET else None)
    wanted = form.wanted()
    page = Paginator(evidence_in(plan, wanted, today), ON_A_PAGE).get_page(request.GET.get("page"))
    caption = ONLY.get(wanted, "Evidence in the order of the plan")
    context = {
        "plan": plan,
        "form": form,
        "page": page,
        "sums": sums_of(plan, today),
        "table": evidence_table(page, today, caption=caption, with_action=True),
    }
    return render(request, "plans/evidence/plan.html", context)
