"""A board paper about a plan: as a page to print, and in Word to change."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from concordat.documents import write_docx
from concordat.documents.download import made_file
from plans.exports.forms import SinceForm
from plans.exports.queries.board_facts import board_facts
from plans.exports.queries.board_paper import board_paper
from plans.exports.rules import plan_file_name, usual_since
from plans.planning.queries.access import plan_for


@login_required
@require_GET
def show(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show the paper since a day, which the address says: everybody who works with the plan."""
    plan, today = plan_for(reach_of(request.user), plan_id), timezone.localdate()
    asked = SinceForm.asked(request.GET)
    form = SinceForm(asked, initial={"since": usual_since(today)})
    since = form.day if form.is_bound else usual_since(today)
    context = {"plan": plan, "form": form, "since": since, "paper": None}
    if since is not None:
        context["paper"] = board_paper(board_facts(plan, since, today))
    return render(request, "plans/exports/paper.html", context)


@login_required
@require_GET
def word(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Hand the same paper over as a Word document; a day that is none is asked for again on the page."""
    plan, today = plan_for(reach_of(request.user), plan_id), timezone.localdate()
    form = SinceForm(SinceForm.asked(request.GET))
    since = form.day if form.is_bound else usual_since(today)
    if since is None:
        return redirect(f"{reverse('plan-paper', args=[plan.pk])}?{request.GET.urlencode()}")
    paper = board_paper(board_facts(plan, since, today))
    name = plan_file_name(plan.title, "board paper", today, "docx")
    return made_file(partial(write_docx.write_docx, paper=paper), name, write_docx.CONTENT_TYPE)
