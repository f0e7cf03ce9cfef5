"""A plan as it stood on a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from plans.planning.forms.past import DayForm
from plans.planning.models import Plan
from plans.planning.queries.access import plan_for
from plans.planning.queries.past import plan_on

ACTIONS_ON_A_PAGE = 100


@login_required
@require_GET
def choose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Ask for a day: everybody who works with the plan."""
    plan = plan_for(reach_of(request.user), plan_id)
    sent = request.GET if "on_day" in request.GET else None
    form = DayForm(sent, send_to=_choosing(plan), cancel_url=plan.get_absolute_url())
    if form.is_bound and form.is_valid():
        return redirect("plan-on", plan_id=plan.pk, day=form.cleaned_data["on"].isoformat())
    return render(request, "plans/planning/past_choose.html", {"plan": plan, "form": form})


@login_required
@require_GET
def show(request: HttpRequest, plan_id: int, day: str) -> HttpResponse:
    """Show the plan as it stood at the end of a day: everybody who works with the plan."""
    plan = plan_for(reach_of(request.user), plan_id)
    wanted = _read(day)
    then = plan_on(plan, wanted)
    page = Paginator(then.actions, ACTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "then": then,
        "page": page,
        "groups": [(place, list(actions)) for place, actions in groupby(page, key=lambda action: action.place)],
        "form": DayForm(initial={"on": wanted}, send_to=_choosing(plan)),
        "why": "" if then.existed else _why(plan, wanted, then.kept_from),
        "is_today": wanted == timezone.localdate(),
        "since": wanted + timedelta(days=1) if wanted < timezone.localdate() else None,
    }
    return render(request, "plans/planning/past.html", context)


def _choosing(plan: Plan) -> str:
    return reverse("plan-past", args=[plan.pk])


def _read(day: str) -> date:
    """Return the day of an address. Raises ``Http404`` for none, or for one that is still to come."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if wanted > timezone.localdate():
        raise Http404("That day is still to come")
    return wanted


def _why(plan: Plan, day: date, kept_from: date | None) -> str:
    """Return which sentence explains why there is nothing to show: "before" or "unkept"."""
    return "before" if day < timezone.localdate(plan.created_at) or kept_from is None else "unkept"
