"""What happened in a region since its last meeting: a page to print, and the same in Word."""

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
from concordat.periods import quarter_of
from concordat.web.since import SinceForm
from plans.dashboards.queries.access import region_for
from plans.dashboards.queries.since import meeting_since
from plans.dashboards.queries.since_paper import meeting_paper


@login_required
@require_GET
def region_since(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what happened since a day, which the address says; nobody said: since this quarter began."""
    region, today = region_for(reach_of(request.user), slug), timezone.localdate()
    asked, usual = SinceForm.asked(request.GET), quarter_of(today).start
    form = SinceForm(asked, initial={"since": usual})
    since = form.day if form.is_bound else usual
    context = {"region": region, "form": form, "since": since, "paper": None}
    if since is not None:
        context["paper"] = meeting_paper(meeting_since(region, since, today))
    return render(request, "plans/dashboards/since.html", context)


@login_required
@require_GET
def region_since_word(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand the same over as a Word document; a day that is none is asked for again on the page."""
    region, today = region_for(reach_of(request.user), slug), timezone.localdate()
    form = SinceForm(SinceForm.asked(request.GET))
    since = form.day if form.is_bound else quarter_of(today).start
    if since is None:
        return redirect(f"{reverse('region-since', args=[slug])}?{request.GET.urlencode()}")
    paper = meeting_paper(meeting_since(region, since, today))
    name = f"{region.slug}-since-{since.isoformat()}.docx"
    return made_file(partial(write_docx.write_docx, paper=paper), name, write_docx.CONTENT_TYPE)
