"""The dated steps inside an action: add, change, put in order, say that one is done."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.forms.milestones import AddMilestoneForm, DoneForm, EditMilestoneForm, as_typed, in_words
from plans.planning.models import Milestone
from plans.planning.operations import add_milestone, add_named_milestones, edit_milestone, set_done
from plans.planning.queries.access import action_for
from plans.planning.queries.actions import last_change
from plans.planning.queries.milestones import milestone_for
from plans.planning.rules.conflicts import StaleSave, differences
from plans.progress.queries import check_may_update, facts_of

LABELS = {"text": "What will be done", "due": "By when", "done_on": "Done on"}


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, action_id: int) -> HttpResponse:
    """Add a step to an action: officers of its partnership."""
    action = action_for(reach_of(request.user), action_id, P.EDIT_PLAN)
    form = AddMilestoneForm(request.POST or None, action=action, cancel_url=action.get_absolute_url())
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/progress/milestone_add.html", {"form": form, "action": action})
    key = form.cleaned_data["submission_key"]
    add_milestone(action_id=action.pk, wanted=form.wanted(), by=request.user.pk, submission_key=key)
    messages.success(request, "The milestone is added.")
    return redirect(action)


@login_required
@require_POST
def add_named(request: HttpRequest, action_id: int) -> HttpResponse:
    """Make a step of each value of the timescale that has none yet: officers of its partnership."""
    action = action_for(reach_of(request.user), action_id, P.EDIT_PLAN)
    if add_named_milestones(action_id=action.pk, by=request.user.pk):
        messages.success(request, "The dates of the timescale are milestones now.")
    return redirect(action)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Change a step or move it: officers of its partnership."""
    step, action = milestone_for(reach_of(request.user), milestone_id, P.EDIT_PLAN)
    url = action.get_absolute_url()
    form = EditMilestoneForm(request.POST or None, action=action, initial=as_typed(step), cancel_url=url)
    context = {"form": form, "action": action, "step": step}
    if request.method != "POST" or not form.is_valid():
        return render(request, "plans/progress/milestone_edit.html", context)
    version = form.cleaned_data["version"]
    try:
        edit_milestone(milestone_id=step.pk, expected_version=version, wanted=form.wanted(), by=request.user.pk)
    except StaleSave as stale:
        form.turn_to(stale.current.version, url)
        conflict = _conflict(form, stale.current)
        return render(request, "plans/progress/milestone_edit.html", {**context, "conflict": conflict}, status=409)
    messages.success(request, "The milestone is saved.")
    return redirect(action)


@login_required
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Say on which day a step was done, or that it is not: whoever may say how the action stands."""
    reach = reach_of(request.user)
    step, action = milestone_for(reach, milestone_id)
    check_may_update(reach, facts_of(action))
    form = DoneForm(request.POST or None, step=step, cancel_url=action.get_absolute_url())
    undone = "undo" in request.POST
    if request.method != "POST" or not (undone or form.is_valid()):
        return render(request, "plans/progress/milestone_done.html", {"form": form, "action": action, "step": step})
    set_done(milestone_id=step.pk, done_on=None if undone else form.cleaned_data["done_on"], by=request.user.pk)
    messages.success(request, "The milestone is open again." if undone else "Thank you. The milestone is done.")
    return redirect(action)


def _conflict(form: EditMilestoneForm, current: Milestone) -> dict[str, object]:
    wanted, last = form.wanted(), last_change("action", current.action_id)
    theirs = in_words(current.text, current.due, current.done_on)
    mine = in_words(wanted.text, wanted.due, wanted.done_on)
    return {
        "thing": "milestone",
        "differences": differences(theirs, mine, LABELS),
        "who": last.by.name if last and last.by else "Somebody else",
        "at": last.at if last else None,
    }
