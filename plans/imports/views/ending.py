"""Confirm an import, or put it aside."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused, apply_import, discard_import
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.refusals import PlanHasActions
from plans.imports.queries import actions_in, counts_of, import_for
from plans.imports.queries.telling import steps_of
from plans.planning.rules.actions import ActionRefused


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Bring the rows into the plan, all or none; where the plan has actions, first show what would change."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if request.method == "GET":
        if plan_import.next_step == "import-reading":
            return redirect("import-reading", plan_id=plan_id, import_id=import_id)
        return _confirm_page(request, plan_import)
    try:
        count = apply_import(plan_import=plan_import, by=request.user.pk)
    except PlanHasActions:
        compare_import(plan_import=plan_import)
        return redirect("import-difference", plan_id=plan_id, import_id=import_id)
    except ImportRefused as refused:
        return _confirm_page(request, plan_import, problem=str(refused), status=422)
    except ActionRefused as refused:
        problem = f"Nothing was brought in. Row {refused.position + 1} of those included: {refused}"
        return _confirm_page(request, plan_import, problem=problem, status=422)
    messages.success(request, f"{count} actions are in the plan. The file is kept with them.")
    return redirect("plan", plan_id=plan_id)


def _confirm_page(
    request: HttpRequest, plan_import: PlanImport, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "plan_import": plan_import,
        "plan": plan_import.plan,
        "counts": counts_of(plan_import),
        "left_out": len(plan_import.reading.get("left_out", ())),
        "plan_has": actions_in(plan_import.plan_id),
        "steps": steps_of(plan_import, "import-confirm"),
        "problem": problem,
    }
    return render(request, "plans/imports/confirm.html", context, status=status)


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
