"""What we found in a file, and what an officer says of it: columns, rows, marks, words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from areas.people.access import reach_of
from concordat.conflicts import Difference, StaleSave
from concordat.web.words import plural
from plans.imports.forms import ColumnsForm, LegendForm, NamesForm
from plans.imports.forms.telling import columns_in_words, headings_of
from plans.imports.models import PlanImport
from plans.imports.operations import bring_row_in, remember_names, tell_columns, tell_legend
from plans.imports.queries import counts_of, import_for
from plans.imports.queries.telling import aliases_of, steps_of, unknown_leads
from plans.imports.rules.columns import Meaning
from plans.imports.rules.questions import MEANINGS, questions_in
from plans.imports.views.conflict import conflict_about
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.conflicts import differences

_MOST_LEFT_OUT = 300
#: Heading rows are shown as columns.
_HEADINGS = "the heading row"
_CHANGED = "Somebody changed how this file is read since you opened the page. Look at it as it is now."


@login_required
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Show tables, columns, sections and what was left out; say what a column holds and read again."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if elsewhere := _elsewhere(plan_import):
        return elsewhere
    columns = plan_import.reading.get("columns", [])
    form = ColumnsForm(request.POST or None, columns=columns, version=plan_import.version)
    if request.method == "POST" and plan_import.is_waiting and form.is_valid():
        try:
            tell_columns(
                plan_import=plan_import,
                expected_version=form.cleaned_data["version"],
                columns=form.said(),
                by=request.user.pk,
            )
        except StaleSave as stale:
            if stale.current.is_waiting and form.is_of(request.POST):
                return _overtaken(request, stale.current, form)
            messages.info(request, f"{_CHANGED} {_not_saved(form)}")
        else:
            messages.success(request, "The file was read again.")
        return redirect("import-found", plan_id=plan_id, import_id=import_id)
    return _found_page(request, plan_import, form)


def _overtaken(request: HttpRequest, current: PlanImport, form: ColumnsForm) -> HttpResponse:
    """Show what somebody else said of the columns beside what was chosen here; pressing again saves the latter."""
    columns = current.reading.get("columns", [])
    chosen, words = form.said(), dict(Meaning.choices())
    mine = {key: words[value] for key, value in chosen.items()}
    stored = columns_in_words(columns)
    differing = differences({key: stored.get(key, "") for key in mine}, mine, headings_of([*form.columns, *columns]))
    again = ColumnsForm(None, columns=columns, version=current.version, chosen=chosen)
    return _found_page(request, current, again, 409, conflict=conflict_about(current, differing))


def _clashing(stale: StaleSave, words: Mapping[Any, str], nothing: str) -> tuple[Difference, ...]:
    """Return what two people said of the same mark or word, with what was seen before, in words."""

    def told(value: Any) -> str:
        return words.get(value, nothing)

    return tuple(
        Difference(f"“{clash.name}”", told(clash.theirs), told(clash.mine), told(clash.base)) for clash in stale.clashes
    )


def _not_saved(form: ColumnsForm) -> str:
    words, heads = dict(Meaning.choices()), headings_of(form.columns)
    told = "; ".join(f"{heads[key]}: {words[value]}" for key, value in form.said().items())
    return f"Yours was not saved: {told}." if told else ""


def _found_page(
    request: HttpRequest, plan_import: PlanImport, form: ColumnsForm, status: int = 200, **more: object
) -> HttpResponse:
    left_out = [one for one in plan_import.reading.get("left_out", []) if not one["why"].startswith(_HEADINGS)]
    steps = steps_of(plan_import, "import-found")
    place = next(number for number, step in enumerate(steps) if step.here)
    context = {
        **_about(plan_import),
        "form": form,
        "steps": steps,
        "next": steps[place + 1],
        "counts": counts_of(plan_import),
        "left_out": left_out[:_MOST_LEFT_OUT],
        "left_out_count": len(left_out),
        **more,
    }
    return render(request, "plans/imports/found.html", context, status=status)


@login_required
@require_POST
def bring_in(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Say that a row that was left out is an action, and read again."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    labels = {str(one["row"]) for one in plan_import.reading.get("left_out", []) if one.get("is_row", True)}
    wanted = request.POST.get("row", "")
    if wanted not in labels:
        messages.info(request, _CHANGED)
        return redirect("import-found", plan_id=plan_id, import_id=import_id)
    try:
        bring_row_in(plan_import=plan_import, row=wanted, by=request.user.pk)
    except StaleSave:
        messages.info(request, _CHANGED)
    else:
        messages.success(request, "The row is an action now. You find it among the rows.")
    return redirect("import-found", plan_id=plan_id, import_id=import_id)


@login_required
@require_http_methods(["GET", "POST"])
def legend(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Ask what the marks of a file mean; the answer is remembered for the plan."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if elsewhere := _elsewhere(plan_import):
        return elsewhere
    form = LegendForm(request.POST or None, questions=questions_in(plan_import.reading))
    if request.method == "POST" and form.is_valid():
        try:
            tell_legend(plan_import=plan_import, meanings=form.said(), seen=form.seen, by=request.user.pk)
        except StaleSave as stale:
            if stale.clashes:
                again = LegendForm(None, questions=questions_in(stale.current.reading), chosen=form.said())
                differing = _clashing(stale, dict(MEANINGS), "Not said")
                return _legend_page(
                    request, stale.current, again, 409, conflict=conflict_about(stale.current, differing)
                )
            messages.info(request, f"{_CHANGED} {_marks_not_saved(form)}")
            return redirect("import-legend", plan_id=plan_id, import_id=import_id)
        messages.success(request, "Saved. We will read these marks so in later files of this plan too.")
        return redirect(_after(plan_import, "import-legend"), plan_id=plan_id, import_id=import_id)
    return _legend_page(request, plan_import, form)


def _marks_not_saved(form: LegendForm) -> str:
    words = dict(MEANINGS)
    return f"Yours was not saved: {'; '.join(f'{mark}: {words[value]}' for mark, value in form.said().items())}."


def _legend_page(
    request: HttpRequest, plan_import: PlanImport, form: LegendForm, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        **_about(plan_import),
        "form": form,
        "questions": form.questions,
        "own_legend": plan_import.reading.get("own_legend") or {},
        "steps": steps_of(plan_import, "import-legend"),
        **more,
    }
    return render(request, "plans/imports/legend.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, plan_id: int, import_id: int) -> HttpResponse:
    """Ask whom the file means by words we do not know; the answer is remembered for the plan."""
    plan_import = import_for(reach_of(request.user), plan_id, import_id)
    if elsewhere := _elsewhere(plan_import):
        return elsewhere
    form = _names_form(plan_import, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = remember_names(plan_import=plan_import, names=form.said(), seen=form.seen, by=request.user.pk)
        except StaleSave as stale:
            differing = _clashing(stale, dict(organisations_for(plan_import.plan)), "No one organisation")
            again = _names_form(plan_import, None, chosen=form.said())
            return _names_page(request, plan_import, again, 409, conflict=conflict_about(plan_import, differing))
        if changed:
            messages.success(
                request, f"Saved. {plural(changed, 'row')} follow this now, and so will later files of this plan."
            )
        return redirect("import", plan_id=plan_id, import_id=import_id)
    return _names_page(request, plan_import, form)


def _names_form(plan_import: PlanImport, sent: QueryDict | None, **more: Any) -> NamesForm:
    plan = plan_import.plan
    words, known = unknown_leads(plan_import), aliases_of(plan)
    return NamesForm(sent, words=words, known=known, organisations=organisations_for(plan), **more)


def _names_page(
    request: HttpRequest, plan_import: PlanImport, form: NamesForm, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        **_about(plan_import),
        "form": form,
        "words": form.words,
        "known": form.known,
        "steps": steps_of(plan_import, "import-names"),
        **more,
    }
    return render(request, "plans/imports/names.html", context, status=status)


def _about(plan_import: PlanImport) -> dict[str, Any]:
    return {"plan_import": plan_import, "plan": plan_import.plan, "reading": plan_import.reading}


def _after(plan_import: PlanImport, here: str) -> str:
    """Return the address of the next step."""
    if plan_import.next_step == "import-reading":
        return "import-reading"
    steps = steps_of(plan_import, here)
    place = next(number for number, step in enumerate(steps) if step.here)
    return steps[place + 1].address


def _elsewhere(plan_import: PlanImport) -> HttpResponse | None:
    """Return where to go while a file is being read, for a workbook of ours, and for what is closed."""
    step = plan_import.next_step
    if step == "import-reading" or plan_import.is_workbook or not plan_import.is_waiting:
        return redirect(step, plan_id=plan_import.plan_id, import_id=plan_import.pk)
    return None
