"""What a file would change in the plan: shown, decided, brought in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas.people.access import reach_of
from plans.imports.forms import MatchForm
from plans.imports.models import PlanImport
from plans.imports.operations import ImportRefused
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.deciding import decide, decide_all, match_row
from plans.imports.operations.merging import DifferenceOvertaken, merge_import
from plans.imports.operations.refusals import ImportClosed, RowOpen
from plans.imports.queries import import_for
from plans.imports.queries.difference import (
    Tally,
    actions_to_match,
    compared_row,
    page_of_difference,
    page_with,
    tally_of,
    told_rows,
)
from plans.imports.queries.telling import steps_of
from plans.imports.rules.decisions import Disagreement, Show, read_decisions
from plans.imports.rules.difference import AbsentDecision, Decision

#: Disagreements that are named one by one.
MOST_TOLD = 5


@login_required
@require_safe
def difference(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Show what the file would change, field by field."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if plan_import.compared_at is None:
        return redirect("import", plan_id=plan_id, import_id=import_id)
    return _page(request, plan_import)


def _page(
    request: HttpRequest, plan_import: PlanImport, *, problem: ImportRefused | None = None, status: int = 200
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    show = Show(sent["show"]) if sent.get("show") in Show.values() else Show.CHANGES
    number = sent.get("page", "1")
    if isinstance(problem, RowOpen):
        show = Show(problem.kind)
        number = page_with(plan_import, show, problem.position)
    tally = tally_of(plan_import)
    page = page_of_difference(plan_import, show, number)
    here = reverse("import-difference", args=[plan_import.plan_id, plan_import.pk])
    context = {
        "plan_import": plan_import,
        "plan": plan_import.plan,
        "tally": tally,
        "tabs": [(one, f"{here}?show={one.value}", number) for one, number in _numbers(tally) if number or one is show],
        "show": show,
        "page": page,
        "rows": [] if show is Show.ABSENT else told_rows(plan_import, page),
        "here": here,
        "steps": steps_of(plan_import, "import-difference"),
        "absent_decisions": AbsentDecision.choices(),
        "problem": problem,
        "problem_at": problem.place if isinstance(problem, RowOpen) else "",
    }
    return render(request, "plans/imports/difference.html", context, status=status)


def _numbers(tally: Tally) -> list[tuple[Show, int]]:
    numbers = {one: tally.kinds.get(one.value, 0) for one in Show}
    numbers[Show.CHANGES] = tally.different + tally.not_understood
    numbers[Show.ABSENT] = tally.absent
    return list(numbers.items())


@login_required
@require_POST
def compare(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Compare the rows of the file with the plan as it stands now."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    try:
        compare_import(plan_import=plan_import)
    except ImportRefused as refused:
        messages.info(request, f"{refused}.")
        return redirect("import", plan_id=plan_id, import_id=import_id)
    return redirect("import-difference", plan_id=plan_id, import_id=import_id)


@login_required
@require_POST
def decisions(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Keep what was decided on the page; bring everything in where that was pressed."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    then = request.POST.get("then", "")
    try:
        disagreed = decide(plan_import=plan_import, decisions=read_decisions(_lists(request.POST)), by=request.user.pk)
        if disagreed:
            return _page(request, plan_import, problem=_otherwise(disagreed), status=409)
        if then in ("all-file", "all-ours"):
            decide_all(plan_import=plan_import, decision=Decision(then.removeprefix("all-")), by=request.user.pk)
        if then == "merge":
            return _merged(request, plan_import)
    except DifferenceOvertaken as overtaken:
        plan_import.refresh_from_db()
        return _page(request, plan_import, problem=overtaken, status=409)
    except ImportClosed as closed:
        messages.info(request, f"{closed}.")
        return redirect("import-difference", plan_id=plan_id, import_id=import_id)
    except ImportRefused as refused:
        plan_import.refresh_from_db()
        return _page(request, plan_import, problem=refused, status=422)
    if not then.startswith("page-"):
        messages.success(request, "Your decisions are saved. Nothing is in the plan yet.")
    return redirect(_back(plan_import, request.POST))


def _otherwise(disagreed: Sequence[Disagreement]) -> ImportRefused:
    """Return what to do about what somebody else decided differently."""
    told = "; ".join(str(one) for one in disagreed[:MOST_TOLD])
    more = f"; and {len(disagreed) - MOST_TOLD} more" if len(disagreed) > MOST_TOLD else ""
    return ImportRefused(
        f"Somebody else decided while you were choosing. {told}{more}. Theirs stands on this page and the rest of yours "
        "is saved: choose again where you want yours"
    )


def _lists(sent: QueryDict) -> dict[str, list[str]]:
    return {name: sent.getlist(name) for name in sent}


def _back(plan_import: PlanImport, sent: QueryDict) -> str:
    here = reverse("import-difference", args=[plan_import.plan_id, plan_import.pk])
    asked = QueryDict(mutable=True)
    then = str(sent.get("then", ""))
    for name in ("show", "page"):
        if sent.get(name):
            asked[name] = str(sent[name])[:20]
    if then.startswith("page-"):
        asked["page"] = then.removeprefix("page-")[:20]
    return f"{here}?{asked.urlencode()}" if asked else here


def _merged(request: HttpRequest, plan_import: PlanImport) -> HttpResponse:
    done = merge_import(plan_import=plan_import, by=request.user.pk)
    parts = [(done.added, "added"), (done.changed, "changed"), (done.finished, "finished")]
    told = ", ".join(f"{number} {words}" for number, words in parts if number)
    messages.success(request, f"Brought in: {told}." if told else "The file changed nothing in the plan.")
    return redirect("plan", plan_id=plan_import.plan_id)


@login_required
@require_http_methods(["GET", "POST"])
def compared(request: HttpRequest, plan_id: int, import_id: int, position: int) -> HttpResponse:
    """Show one row beside its action, and say which action it is."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    row, told = compared_row(plan_import, position)
    here = reverse("import-difference", args=[plan_id, import_id])
    form = MatchForm(
        request.POST or None, row=row, actions=actions_to_match(plan_import, row), cancel_url=f"{here}?show={told.kind}"
    )
    if request.method == "POST" and form.is_valid():
        try:
            match_row(plan_import=plan_import, row=row.row, action_id=form.cleaned_data["action"], by=request.user.pk)
        except ImportRefused as refused:
            messages.info(request, f"{refused}.")
        else:
            messages.success(request, f"Row {position} is compared with what you chose.")
        return redirect(here)
    context = {"plan_import": plan_import, "plan": plan_import.plan, "row": told, "form": form, "here": here}
    return render(request, "plans/imports/compared.html", context)
