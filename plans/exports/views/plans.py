"""A plan to take away: as the official Word table."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from concordat.documents import write_docx
from concordat.documents.download import made_file
from plans.exports.queries.plan_paper import plan_paper
from plans.exports.rules import plan_file_name
from plans.planning.queries.access import plan_for


@login_required
@require_GET
def word(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Hand the whole plan over as a Word document: everybody who works with it."""
    plan, today = plan_for(reach_of(request.user), plan_id), timezone.localdate()
    make = partial(write_docx.write_docx, paper=plan_paper(plan, today))
    return made_file(make, plan_file_name(plan.title, "", today, "docx"), write_docx.CONTENT_TYPE)
