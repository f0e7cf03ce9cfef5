"""Send the file a plan is kept in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.documents.uploads import UploadRefused
from plans.imports.forms import UploadForm
from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused, receive_upload
from plans.imports.queries import imports_of
from plans.planning.queries.access import plan_for


def first_step(kept: PlanImport) -> str:
    """Return the name of the page that comes after the file was sent: what we found, but for a workbook of ours."""
    return "import-found" if kept.next_step == "import" and not kept.is_workbook else kept.next_step


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Send the file a plan is kept in; earlier imports are listed below."""
    plan = plan_for(reach_of(request.user), plan_id, P.IMPORT_PLAN)
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"plan_year": plan.plan_year},
        cancel_url=plan.get_absolute_url(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            kept = receive_upload(plan=plan, upload=form.upload(), by=request.user.pk)
        except (UploadRefused, ImportRefused) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect(first_step(kept), plan_id=plan.pk, import_id=kept.pk)
    return render(request, "plans/imports/upload.html", {"form": form, "plan": plan, "imports": imports_of(plan)})
