"""A file that is being read, and the file itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from areas.people.access import reach_of
from concordat.documents.download import kept_file
from plans.imports.models import ImportState
from plans.imports.operations import read_import
from plans.imports.queries import import_for
from plans.imports.queries.telling import steps_of

_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@login_required
@require_safe
def progress(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Show how far the reading has come; when it is done, what was found."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if plan_import.next_step != "import-reading":
        return redirect("import-found", plan_id=plan_id, import_id=import_id)
    context = {
        "plan_import": plan_import,
        "plan": plan_import.plan,
        "steps": steps_of(plan_import, "import-found"),
        "refused": plan_import.state == ImportState.REFUSED,
        "still": "still" in request.GET,
    }
    return render(request, "plans/imports/reading.html", context)


@login_required
@require_POST
def read_now(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Read a file that has waited, without the workers."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if plan_import.is_unread and not read_import(import_id):
        messages.info(request, "Somebody reads the file at this moment.")
    return redirect("import-reading", plan_id=plan_id, import_id=import_id)


@login_required
@require_safe
def original(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponseBase:
    """Hand over the file as it was sent."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    try:
        opened = plan_import.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    ending = plan_import.file.name.rsplit(".", 1)[-1]
    return kept_file(opened, plan_import.name, _KINDS.get(ending, "application/octet-stream"))
