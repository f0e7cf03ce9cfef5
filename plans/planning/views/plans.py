"""A plan's page, starting one, changing its head, and what it could still cover."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.web.components import with_query
from plans.planning.forms.filters import ActionFilterForm
from plans.planning.forms.plans import TAKEN, AddPlanForm, EditPlanForm, PlanForm
from plans.planning.models import Plan
from plans.planning.operations import PlanDetails, StaleSave, TitleTaken, create_plan, edit_plan
from plans.planning.queries.access import partnerships_to_plan_for, plan_for
from plans.planning.queries.board import actions_shown, counts_of, next_due, overdue_in
from plans.planning.queries.editions import editions_of
from plans.planning.queries.gaps import gaps_of
from plans.planning.queries.plans import details_of
from plans.planning.rules.conflicts import PLAN_LABELS, kept_beside
from plans.planning.rules.editions import in_force
from plans.planning.rules.states import Rhythm
from plans.planning.views.board import board_parts
from plans.planning.views.conflict import conflict_about, merged_of
from plans.planning.views.since import presets, told_since

ACTIONS_ON_A_PAGE = 100


@login_required
@require_GET
def show(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say where a plan stands and what is next: everybody who works with it."""
    reach, today = reach_of(request.user), timezone.localdate()
    plan = plan_for(reach, plan_id)
    counts = counts_of(plan.pk, today)
    form = ActionFilterForm(ActionFilterForm.asked(request.GET), plan_id=plan.pk)
    wanted = form.wanted()
    told = told_since(plan, form, wanted, request.GET)
    actions = actions_shown(plan.pk, wanted, today, told.among if told else None)
    page = Paginator(actions, ACTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    editions = editions_of(plan) if plan.edition > 1 or plan.next_edition else ()
    areas = list(plan.areas.all())
    context = {
        "plan": plan,
        "editions": editions,
        "in_force": in_force(editions) if editions else None,
        "areas": areas,
        "counts": counts,
        "overdue": overdue_in(plan.pk, today),
        "next_due": next_due(plan.pk, today),
        "form": form,
        "wanted": wanted,
        "told": told,
        "changes": told.changes if told else None,
        "presets": presets(editions, plan, today),
        "finished_url": with_query(request.GET, finished=None if wanted.finished else "on", page=None),
        "page": page,
        "today": today,
        "may_edit": not plan.is_replaced and reach.may(P.EDIT_PLAN, partnership_id=plan.partnership_id),
        "may_nudge": not plan.is_replaced
        and reach.may(
            P.NUDGE, partnership_id=plan.partnership_id, region_ids=frozenset(area.region_id for area in areas)
        ),
        "may_go_through": not plan.is_replaced and reach.may(P.UPDATE_OWN_ACTIONS, partnership_id=plan.partnership_id),
        **board_parts(counts, page, today),
    }
    return render(request, "plans/planning/plan.html", context)


@login_required
@require_GET
def gaps(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Lay standards beside actions: everybody who works with the plan."""
    reach = reach_of(request.user)
    plan = plan_for(reach, plan_id)
    may_edit = not plan.is_replaced and reach.may(P.EDIT_PLAN, partnership_id=plan.partnership_id)
    context = {"plan": plan, "gaps": gaps_of(plan.pk), "areas": plan.areas.order_by("name", "pk"), "may_edit": may_edit}
    return render(request, "plans/planning/gaps.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a plan for an area: officers of a partnership that covers it."""
    area, partnerships = partnerships_to_plan_for(reach_of(request.user), slug)
    form = AddPlanForm(request.POST or None, area=area, partnerships=partnerships, cancel_url=area.get_absolute_url())
    plan = _create(form, request.user.pk) if request.method == "POST" and form.is_valid() else None
    if plan is None:
        return render(request, "plans/planning/plan_add.html", {"form": form, "area": area})
    messages.success(request, "The plan is started. Bring in a file, or add the first action.")
    return redirect(plan)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Change the head of a plan: officers of its partnership."""
    plan = plan_for(reach_of(request.user), plan_id, P.EDIT_PLAN)
    form = EditPlanForm(request.POST or None, plan=plan, cancel_url=plan.get_absolute_url())
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/planning/plan_edit.html", {"form": form, "plan": plan})
    seen, mine = form.cleaned_data["seen"], _details(form)
    try:
        saved = edit_plan(
            plan_id=plan.pk,
            expected_version=form.cleaned_data["version"],
            details=mine,
            by=request.user.pk,
            seen=seen,
        )
    except TitleTaken:
        form.add_error("title", TAKEN)
        return render(request, "plans/planning/plan_edit.html", {"form": form, "plan": plan})
    except StaleSave as stale:
        return _overtaken(request, form, stale.current)
    beside = ""
    if saved.version > form.cleaned_data["version"] + 1:
        beside = kept_beside(merged_of(seen, details_of(saved), vars(mine)), PLAN_LABELS)
    messages.success(request, f"The plan is saved. {beside}".strip())
    return redirect(plan)


def _create(form: AddPlanForm, by: int | None) -> Plan | None:
    typed = form.cleaned_data
    try:
        return create_plan(
            partnership_id=typed["partnership"],
            title=typed["title"],
            plan_year=typed["plan_year"],
            rhythm=typed["rhythm"],
            area_ids=typed["areas"],
            framework_ids=typed["frameworks"],
            by=by,
            submission_key=typed["submission_key"],
        )
    except TitleTaken:
        form.add_error("title", TAKEN)
        return None


def _details(form: PlanForm) -> PlanDetails:
    typed = form.cleaned_data
    return PlanDetails(
        typed["title"],
        typed["plan_year"],
        typed["rhythm"],
        tuple(sorted(typed["areas"])),
        tuple(sorted(typed["frameworks"])),
    )


def _overtaken(request: HttpRequest, form: EditPlanForm, current: Plan) -> HttpResponse:
    names = {
        "rhythm": dict(Rhythm.choices()),
        "area_ids": dict(form.fields["areas"].choices),  # type: ignore[attr-defined]
        "framework_ids": dict(form.fields["frameworks"].choices),  # type: ignore[attr-defined]
    }
    seen, theirs, mine = form.cleaned_data["seen"], details_of(current), vars(_details(form))
    conflict = conflict_about(current, theirs, mine, PLAN_LABELS, names, seen)
    form.turn_to(current, merged_of(seen, theirs, mine).from_theirs, current.get_absolute_url())
    context = {"form": form, "plan": current, "conflict": conflict}
    return render(request, "plans/planning/plan_edit.html", context, status=409)
