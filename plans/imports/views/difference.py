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
from concordat.conflicts import Difference, StaleSave
from plans.imports.forms import MatchForm
from plans.imports.models import ComparedRow, PlanImport
from plans.imports.operations import ImportRefused
from plans.imports.operations.comparing import compare_import
from plans.imports.operations.deciding import decide, decide_all, match_row
from plans.imports.operations.merging import DifferenceOvertaken, merge_import
from plans.imports.operations.refusals import ImportClosed, RowOpen
from plans.imports.queries import import_for
from plans.imports.queries.difference import (
    Tally,
    actions_in_words,
    actions_to_match,
    compared_row,
    mark_of_conflicts,
    page_of_difference,
    page_with,
    tally_of,
    told_rows,
)
from plans.imports.queries.telling import steps_of
from plans.imports.rules.decisions import Disagreement, Show, read_decisions
from plans.imports.rules.difference import AbsentDecision, Decision, Kind
from plans.imports.rules.in_words import RowTold
from plans.imports.views.conflict import conflict_about
from plans.planning.views.conflict import Conflict

#: Disagreements that are named one by one.
MOST_TOLD = 5
#: Pages of one row to which one goes from here, once what was chosen is saved.
_ELSEWHERE = {"match-": "import-compared", "correct-": "import-row"}


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
        "decided": mark_of_conflicts(plan_import) if show is Show.CONFLICT else "",
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
    sent = read_decisions(_lists(request.POST))
    try:
        if then in ("all-file", "all-ours"):
            every, seen = Decision(then.removeprefix("all-")), request.POST.get("decided")
            disagreed = decide_all(
                plan_import=plan_import, decision=every, decisions=sent, seen=seen, by=request.user.pk
            )
        else:
            disagreed = decide(plan_import=plan_import, decisions=sent, by=request.user.pk)
        if disagreed:
            return _page(request, plan_import, problem=_otherwise(disagreed), status=409)
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
    if not then.startswith(("page-", "show-", *_ELSEWHERE)):
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
    what, _, position = then.partition("-")
    if f"{what}-" in _ELSEWHERE and position.isascii() and position.isdigit() and len(position) < 9:
        return reverse(_ELSEWHERE[f"{what}-"], args=[plan_import.plan_id, plan_import.pk, int(position)])
    for name in ("show", "page"):
        if sent.get(name):
            asked[name] = str(sent[name])[:20]
    if then.startswith("page-"):
        asked["page"] = then.removeprefix("page-")[:20]
    if then.removeprefix("show-") in Show.values():
        asked = QueryDict(mutable=True)
        asked["show"] = then.removeprefix("show-")
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
    form = _match_form(plan_import, row, told.kind, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _compared_page(request, plan_import, told, form)
    mine, seen = form.cleaned_data["action"], form.cleaned_data["seen"]
    shown = [seen] if "seen" in request.POST else None
    try:
        match_row(plan_import=plan_import, row=row.row, action_id=mine, seen=shown, by=request.user.pk)
    except StaleSave:
        now, told = compared_row(plan_import, position)
        three = (now.action_id, mine, seen)
        words = actions_in_words(plan_import, three)
        theirs, chosen, before = (words.get(one, "A new action") for one in three)
        conflict = conflict_about(plan_import, (Difference(f"Row {position}", theirs, chosen, before),))
        again = _match_form(plan_import, now, told.kind, None, chosen=[mine])
        return _compared_page(request, plan_import, told, again, conflict)
    except ImportRefused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, f"Row {position} is compared with what you chose.")
    return redirect("import-difference", plan_id=plan_id, import_id=import_id)


def _match_form(
    plan_import: PlanImport, row: ComparedRow, kind: Kind, sent: QueryDict | None, chosen: Sequence[int | None] = ()
) -> MatchForm:
    back = f"{reverse('import-difference', args=[plan_import.plan_id, plan_import.pk])}?show={kind}"
    return MatchForm(sent, row=row, actions=actions_to_match(plan_import, row), chosen=chosen, cancel_url=back)


def _compared_page(
    request: HttpRequest, plan_import: PlanImport, told: RowTold, form: MatchForm, conflict: Conflict | None = None
) -> HttpResponse:
    here = reverse("import-difference", args=[plan_import.plan_id, plan_import.pk])
    context = {"plan_import": plan_import, "plan": plan_import.plan, "row": told, "form": form, "here": here}
    status = 409 if conflict else 200
    return render(request, "plans/imports/compared.html", {**context, "conflict": conflict}, status=status)
