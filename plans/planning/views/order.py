"""Put the actions of a plan in order, and give them new numbers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.web.words import plural
from plans.planning.forms.order import MoveForm, RenumberForm, StyleForm
from plans.planning.models import Action, Plan
from plans.planning.operations.order import PlanMoved, place_action, renumber, step_action
from plans.planning.queries.access import action_for, plan_for
from plans.planning.queries.board import ActionFilter, actions_shown
from plans.planning.queries.order import placed_in
from plans.planning.rules.order import Style, mark_of, relabelled
from plans.planning.views.board import groups_of

ACTIONS_ON_A_PAGE = 100
DONE = "Every action has its number already."
_STEPS = {"up": -1, "down": 1}


@login_required
@require_GET
def order(request: HttpRequest, plan_id: int) -> HttpResponse:
    """List the actions with a way to move each: officers of the partnership."""
    plan = plan_for(reach_of(request.user), plan_id, P.EDIT_PLAN)
    actions = actions_shown(plan.pk, ActionFilter(finished=True), timezone.localdate())
    page = Paginator(actions, ACTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"plan": plan, "page": page, "groups": groups_of(page)}
    return render(request, "plans/planning/order.html", context)


@login_required
@require_POST
def step(request: HttpRequest, action_id: int, way: str) -> HttpResponse:
    """Move an action a place up or down: officers of the partnership."""
    action = action_for(reach_of(request.user), action_id, P.EDIT_PLAN)
    if not step_action(action_id=action.pk, by_places=_STEPS[way], by=request.user.pk):
        end = "first" if way == "up" else "last"
        messages.info(request, f"It is the {end} under its heading already. To put it under another, choose a place.")
    return redirect(_back(action, request.POST.get("page", "")))


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, action_id: int) -> HttpResponse:
    """Put an action behind another one: officers of the partnership."""
    action = action_for(reach_of(request.user), action_id, P.EDIT_PLAN)
    shown = actions_shown(action.plan_id, ActionFilter(finished=True), timezone.localdate())
    others = [one for one in shown if one.pk != action.pk]
    form = MoveForm(request.POST or None, others=others, cancel_url=_back(action))
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/planning/move.html", {"form": form, "action": action, "plan": action.plan})
    place_action(action_id=action.pk, after_id=form.after_id(), by=request.user.pk)
    messages.success(request, "The action is moved.")
    return redirect(_back(action))


@login_required
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show old and new numbers side by side, then write them, all or none: officers of the partnership."""
    plan = plan_for(reach_of(request.user), plan_id, P.EDIT_PLAN)
    if request.method != "POST":
        return _preview(request, plan, request.GET.get("style", ""))
    form = RenumberForm(request.POST)
    if not form.is_valid():
        return _preview(request, plan, "")
    style = Style(form.cleaned_data["style"])
    try:
        count = renumber(plan_id=plan.pk, style=style, seen=form.cleaned_data["seen"], by=request.user.pk)
    except PlanMoved:
        return _preview(request, plan, style.value, moved=True)
    messages.success(
        request, f"The plan is renumbered: {plural(count, 'action')} got another number." if count else DONE
    )
    return redirect(plan)


def _preview(request: HttpRequest, plan: Plan, style: str, *, moved: bool = False) -> HttpResponse:
    rows = placed_in(plan.pk)
    chosen = style if style in Style.values() else Style.BY_THEME.value
    labels = relabelled(rows, Style(chosen))
    texts = {row.id: row.text for row in rows}
    changes = [(one.old, one.new, texts[one.id]) for one in labels if one.old != one.new]
    context = {
        "plan": plan,
        "style_form": StyleForm(initial={"style": chosen}),
        "changes": Paginator(changes, 200).get_page(request.GET.get("page")),
        "same": len(labels) - len(changes),
        "form": RenumberForm(initial={"style": chosen, "seen": mark_of(rows)}, cancel_url=plan.get_absolute_url()),
        "moved": moved,
    }
    return render(request, "plans/planning/renumber.html", context, status=409 if moved else 200)


def _back(action: Action, page: str = "") -> str:
    address = reverse("plan-order", args=[action.plan_id])
    return f"{address}{f'?page={page}' if page.isdecimal() else ''}#action-{action.pk}"
