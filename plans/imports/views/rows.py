"""The rows as we read them, each correctable."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from areas.audit.queries import entries_about
from areas.people.access import reach_of
from concordat.conflicts import StaleSave
from plans.imports.forms import RowForm
from plans.imports.models import ImportRow, PlanImport
from plans.imports.operations import correct_row
from plans.imports.queries import actions_in, counts_of, import_for, lines_of, page_of_rows, row_of
from plans.imports.queries.telling import steps_of
from plans.imports.rules.proposal import from_fields
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.conflicts import ACTION_LABELS, differences, in_words
from plans.planning.views.conflict import Conflict


@login_required
@require_safe
def show(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Show row by row how the file was read."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if plan_import.next_step == "import-reading":
        return redirect("import-reading", plan_id=plan_id, import_id=import_id)
    return rows_page(request, plan_import)


def rows_page(request: HttpRequest, plan_import: PlanImport) -> HttpResponse:
    """Show the rows."""
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
        "steps": steps_of(plan_import, "import"),
    }
    return render(request, "plans/imports/import.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, plan_id: int, import_id: int, position: int) -> HttpResponse:
    """Correct one row, or leave it out."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    here = reverse(plan_import.next_step, args=[plan_id, import_id])
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
                word=form.word_to_remember,
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
