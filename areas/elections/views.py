"""Pages of pre-election periods: who reads about reminders sees them, administrators set them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from areas.elections import operations
from areas.elections.forms import ElectionPeriodForm, RemovePeriodForm
from areas.elections.queries import election_periods
from areas.people.access import reach_of
from areas.roles.rules import P

ON_A_PAGE = 25


def _manager(request: HttpRequest) -> int:
    """Return who is signed in, if they manage reminders; raises 403 for others."""
    reach = reach_of(request.user)
    if reach.person_id is None or not reach.nationwide(P.MANAGE_REMINDERS):
        raise PermissionDenied
    return reach.person_id


@login_required
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """List the periods, the latest first."""
    reach = reach_of(request.user)
    if not reach.may_anywhere(P.VIEW_REMINDERS):
        raise PermissionDenied
    page = Paginator(election_periods(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate(), "may_manage": reach.nationwide(P.MANAGE_REMINDERS)}
    return render(request, "areas/elections/elections.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def election_add(request: HttpRequest) -> HttpResponse:
    """Add a period."""
    by, today = _manager(request), timezone.localdate()
    form = ElectionPeriodForm(
        request.POST if request.method == "POST" else None, today=today, cancel_url=reverse("elections")
    )
    if form.is_bound and form.is_valid():
        kept = operations.add_election_period(period=form.period(), today=today, by=by)
        messages.success(request, f"{kept} is saved. The next letters follow it.")
        return redirect("elections")
    return render(request, "areas/elections/add.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def election_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a period away."""
    by = _manager(request)
    if request.method == "POST":
        if operations.remove_election_period(period_id=pk, by=by):
            messages.success(request, "The period is removed. Letters are as ever.")
        return redirect("elections")
    period = get_object_or_404(election_periods(), pk=pk)
    form = RemovePeriodForm(cancel_url=reverse("elections"))
    return render(request, "areas/elections/remove.html", {"period": period, "form": form})
