"""The two bare views: a table of all areas from one query, and a form that does nothing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Case, Count, Max, Sum, Value, When
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html

from areas.models import LocalArea


def table(request: HttpRequest) -> HttpResponse:
    """Show the national page's table of areas: the same columns, one query, one plain loop."""
    figures = "plans__figures__"
    areas = (
        LocalArea.objects.current(timezone.localdate())
        .annotate(
            actions=Sum(f"{figures}total"),
            complete=Sum(f"{figures}complete"),
            overdue=Sum(f"{figures}overdue"),
            heard=Max(f"{figures}last_heard_at"),
            plans_in_all=Count("plans"),
            stage=Case(When(plans_in_all=0, then=Value("No plan")), default=Value("Plan")),
        )
        .order_by("name")
        .values("name", "slug", "region__name", "stage", "actions", "complete", "overdue", "heard")
    )
    return render(request, "table.html", {"areas": areas})


def empty(request: HttpRequest) -> HttpResponse:
    """Take a form with its CSRF token and the visitor's session, note it there, and send them back."""
    if request.method == "POST":
        request.session["sent"] = request.session.get("sent", 0) + 1
        return redirect("/empty/")
    return render(request, "empty.html")


@login_required
def empty_of_the_house(request: HttpRequest) -> HttpResponse:
    """Take a form as every page of the service does: session, person, CSRF, a message; nothing is saved."""
    if request.method == "POST":
        messages.success(request, "Thank you. Nothing is saved.")
        return redirect("/empty/")
    row = '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{}"></form>'
    return HttpResponse(format_html(row, get_token(request)))
