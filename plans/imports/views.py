"""Upload → rows as we read them → correct → confirm."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas.audit.queries import entries_about
from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.conflicts import StaleSave
from concordat.documents.uploads import UploadRefused
from plans.imports.forms import RowForm, UploadForm
from plans.imports.models import ImportRow, PlanImport
from plans.imports.operations import (
    ImportRefused,
    apply_import,
    correct_row,
    discard_import,
    read_upload,
)
from plans.imports.queries import actions_in, counts_of, import_for, imports_of, lines_of, page_of_rows, row_of
from plans.imports.rules.proposal import from_fields
from plans.planning.queries.access import plan_for
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.actions import ActionRefused
from plans.planning.rules.conflicts import ACTION_LABELS, differences, in_words
from plans.planning.views.conflict import Conflict


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
            kept = read_upload(plan=plan, upload=form.upload(), by=request.user.pk)
        except (UploadRefused, ImportRefused) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("import", plan_id=plan.pk, import_id=kept.pk)
    return render(request, "plans/imports/upload.html", {"form": form, "plan": plan, "imports": imports_of(plan)})


@login_required
@require_safe
def show(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Show row by row how the file was read."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    return _rows_page(request, plan_import)


def _rows_page(request: HttpRequest, plan_import: PlanImport, *, problem: str = "", status: int = 200) -> HttpResponse:
    doubtful = request.GET.get("show") == "doubtful"
    page = page_of_rows(plan_import, request.GET.get("page", "1"), only_doubtful=doubtful)
    context = {
        "plan_import": plan_import,
        "plan": plan_import.plan,
        "page": page,
        "lines": lines_of(plan_import, page),
        "counts": counts_of(plan_import),
        "only_doubtful": doubtful,
        "all_url": reverse("import", args=[plan_import.plan_id, plan_import.pk]),
        "plan_has": actions_in(plan_import.plan_id),
        "problem": problem,
    }
    return render(request, "plans/imports/import.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, plan_id: int, import_id: int, position: int) -> HttpResponse:
    """Correct one row, or leave it out."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    here = reverse("import", args=[plan_id, import_id])
    if not plan_import.is_waiting:
        messages.info(request, "This import is closed. Change the action in the plan itself.")
        return redirect(here)
    found = row_of(plan_import, position)
    form = RowForm(
        request.POST or None, plan=plan_import.plan, row=found, plan_year=plan_import.plan_year, cancel_url=here
    )
    if request.method == "POST" and form.is_valid() and "check" not in request.POST:
        try:
            correct_row(
                row=found,
                expected_version=form.cleaned_data["version"],
                action=form.action(),
                include=form.cleaned_data["include"],
                by=request.user.pk,
            )
        except StaleSave as stale:
            return _overtaken(request, plan_import, form, stale.current)
        messages.success(request, f"Row {position} is saved.")
        return redirect(f"{here}#row-{position}")
    return _row_page(request, plan_import, found, form)


def _row_page(
    request: HttpRequest, plan_import: PlanImport, found: ImportRow, form: RowForm, status: int = 200, **more: object
) -> HttpResponse:
    context = {"plan_import": plan_import, "plan": plan_import.plan, "row": found, "form": form, **more}
    return render(request, "plans/imports/row.html", context, status=status)


def _overtaken(request: HttpRequest, plan_import: PlanImport, form: RowForm, current: ImportRow) -> HttpResponse:
    names = {"lead_id": dict(organisations_for(plan_import.plan))}
    theirs = in_words(asdict(from_fields(current.fields)), names)
    mine = in_words(asdict(form.action()), names)
    form.turn_to(current)
    entries = entries_about("importrow", current.pk)
    who = entries[0].by.name if entries and entries[0].by else "Somebody else"
    conflict = Conflict("row", differences(theirs, mine, ACTION_LABELS), who, None)
    return _row_page(request, plan_import, current, form, status=409, conflict=conflict)


@login_required
@require_POST
def confirm(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Bring the rows into the plan, all or none."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    try:
        count = apply_import(plan_import=plan_import, by=request.user.pk)
    except ImportRefused as refused:
        return _rows_page(request, plan_import, problem=str(refused), status=422)
    except ActionRefused as refused:
        problem = f"Nothing was brought in. Row {refused.position + 1} of those included: {refused}"
        return _rows_page(request, plan_import, problem=problem, status=422)
    messages.success(request, f"{count} actions are in the plan. The file is kept with them.")
    return redirect("plan", plan_id=plan_id)


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Put an import aside; its file and rows are kept."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if request.method == "POST":
        if discard_import(plan_import=plan_import, by=request.user.pk):
            messages.success(request, "The import is discarded. Nothing entered the plan.")
        return redirect("plan-import", plan_id=plan_id)
    return render(request, "plans/imports/discard.html", {"plan_import": plan_import, "plan": plan_import.plan})
