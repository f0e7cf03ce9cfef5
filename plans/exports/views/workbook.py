"""A plan to take away, edit and send back: as an Excel workbook."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from concordat.documents.download import made_file
from concordat.documents.write_editable_xlsx import CONTENT_TYPE
from plans.exports.operations import make_plan_workbook
from plans.exports.rules import plan_file_name
from plans.planning.queries.access import plan_for


@login_required
@require_GET
def take(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Hand the whole plan over as a workbook: everybody who may see it."""
    plan, today = plan_for(reach_of(request.user), plan_id), timezone.localdate()
    return made_file(
        partial(make_plan_workbook, plan=plan), plan_file_name(plan.title, "", today, "xlsx"), CONTENT_TYPE
    )
