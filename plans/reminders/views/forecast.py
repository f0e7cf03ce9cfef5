"""Who will hear what, and why: the next fourteen days."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.web.components import Figure
from plans.reminders.forms import ForecastForm
from plans.reminders.operations.composing import write_digest
from plans.reminders.queries.elections import held_back
from plans.reminders.queries.forecast import DAYS_AHEAD, Forecast, forecast, lines_ahead, next_round, places_in_reach
from plans.reminders.queries.ledger import ledger_sums
from plans.reminders.views.access import reader

ON_A_PAGE = 25
_LARGEST_ID = 2**63 - 1


@login_required
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the letters of the next days as the planning statement would write them."""
    reach = reader(request)
    form = ForecastForm(request.GET or None)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    first = next_round(timezone.localdate())
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    ahead = forecast(
        first=first,
        last=first + timedelta(days=DAYS_AHEAD - 1),
        places=places_in_reach(reach),
        search=search,
        limit=ON_A_PAGE,
        offset=(max(page, 1) - 1) * ON_A_PAGE,
    )
    sums = ledger_sums(reach)
    context = {
        "form": form,
        "forecast": ahead,
        "page": _page(ahead, page),
        "first": first,
        "figures": [
            Figure("letters in the next 14 days", ahead.total, note="unless something is heard before"),
            Figure("letters waiting to leave", sums.waiting),
            Figure("letters that failed", sums.failed),
        ],
        "last_round": sums.last_round,
        "may_manage": reach.nationwide(P.MANAGE_REMINDERS),
    }
    return render(request, "plans/reminders/forecast.html", context)


def _page(ahead: Forecast, number: int) -> Page[int]:
    return Paginator(range(ahead.total), ON_A_PAGE).get_page(number)


@login_required
def reminder_preview(request: HttpRequest, day: str, person_id: int) -> HttpResponse:
    """Show the letter of a day ahead as it would be written now."""
    reach = reach_of(request.user)
    try:
        when = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    first = next_round(timezone.localdate())
    if not first <= when < first + timedelta(days=DAYS_AHEAD) or person_id > _LARGEST_ID:
        raise Http404
    lines = lines_ahead(person_id=person_id, day=when, places=places_in_reach(reach), first=first)
    if not lines:
        raise Http404
    message = write_digest("", lines, when, held_back({line.place for line in lines}, when))
    return render(request, "plans/reminders/preview.html", {"message": message, "day": when})
