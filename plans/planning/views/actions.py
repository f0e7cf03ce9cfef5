"""Add an action, and change what one promises."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.forms.actions import ActionForm, AddActionForm, EditActionForm, as_typed
from plans.planning.models import Action, Plan
from plans.planning.operations import StaleSave, add_action, edit_action
from plans.planning.queries.access import action_for, plan_for
from plans.planning.queries.actions import as_new_action
from plans.planning.rules.conflicts import ACTION_LABELS, kept_beside
from plans.planning.rules.states import AgeGroup
from plans.planning.views.conflict import Conflict, conflict_about, merged_of


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add an action to a plan: officers of its partnership."""
    plan = plan_for(reach_of(request.user), plan_id, P.EDIT_PLAN)
    form = AddActionForm(request.POST or None, plan=plan, cancel_url=plan.get_absolute_url())
    if not _ready(request, form):
        return _page(request, "plans/planning/action_add.html", form, plan)
    action = add_action(
        plan_id=plan.pk,
        action=form.wanted(),
        by=request.user.pk,
        submission_key=form.cleaned_data["submission_key"],
    )
    messages.success(request, "The action is in the plan.")
    return redirect("action", action_id=action.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, action_id: int) -> HttpResponse:
    """Change what an action promises: officers of its partnership."""
    action = action_for(reach_of(request.user), action_id, P.EDIT_PLAN)
    form = EditActionForm(
        request.POST or None, plan=action.plan, initial=as_typed(action), cancel_url=action.get_absolute_url()
    )
    if not _ready(request, form):
        return _page(request, "plans/planning/action_edit.html", form, action.plan, action=action)
    seen, mine = form.cleaned_data["seen"], form.changes()
    try:
        saved = edit_action(
            action_id=action.pk,
            expected_version=form.cleaned_data["version"],
            changes=mine,
            by=request.user.pk,
            seen=seen,
        )
    except StaleSave as stale:
        return _overtaken(request, form, stale.current)
    beside = ""
    if saved.version > form.cleaned_data["version"] + 1:
        beside = kept_beside(merged_of(seen, asdict(as_new_action(saved)), mine), ACTION_LABELS)
    messages.success(request, f"The action is saved. {beside}".strip())
    return redirect("action", action_id=action.pk)


def _ready(request: HttpRequest, form: ActionForm) -> bool:
    """Answer whether to save now: sent, sound, and the reading of the timescale was shown."""
    if request.method != "POST":
        return False
    sound = form.is_valid()
    unseen = form.must_show_reading() or "check" in request.POST
    if unseen:
        form.note_reading_shown()
    return sound and not unseen


def _page(
    request: HttpRequest, template: str, form: ActionForm, plan: Plan, *, status: int = 200, **more: Action | Conflict
) -> HttpResponse:
    asks = request.method == "POST" and not form.errors and not more.get("conflict")
    return render(request, template, {"form": form, "plan": plan, "asks_to_check": asks, **more}, status=status)


def _overtaken(request: HttpRequest, form: EditActionForm, current: Action) -> HttpResponse:
    organisations = dict(form.fields["partners"].choices)  # type: ignore[attr-defined]
    names = {
        "lead_id": organisations,
        "partner_ids": organisations,
        "standard_ids": dict(form.fields["standards"].choices),  # type: ignore[attr-defined]
        "age_group": dict(AgeGroup.choices()),
    }
    seen, theirs, mine = form.cleaned_data["seen"], asdict(as_new_action(current)), form.changes()
    conflict = conflict_about(current, theirs, mine, ACTION_LABELS, names, seen)
    form.turn_to(current, merged_of(seen, theirs, mine).from_theirs, reverse("action", args=[current.pk]))
    return _page(
        request,
        "plans/planning/action_edit.html",
        form,
        current.plan,
        status=409,
        action=current,
        conflict=conflict,
    )
