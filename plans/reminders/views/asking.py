"""A regional lead's nudge, and putting an action off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.planning.queries.access import action_for, plan_for
from plans.reminders.forms import LaterForm, NudgeForm
from plans.reminders.operations.nudges import AlreadyNudged, NobodyToNudge, nudge
from plans.reminders.operations.snooze import put_off, remind_again
from plans.reminders.queries.nudges import nudge_of_week, readers_of_nudge
from plans.reminders.queries.snooze import snooze_of
from plans.reminders.rules.later import until


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_nudge(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Ask after a plan: the regional lead, once a week."""
    plan, today = plan_for(reach_of(request.user), plan_id, P.NUDGE), timezone.localdate()
    form = NudgeForm(request.POST if request.method == "POST" else None, cancel_url=plan.get_absolute_url())
    if request.method == "POST" and form.is_valid() and _nudge(request, form, plan):
        return redirect(plan)
    context = {
        "plan": plan,
        "form": form,
        "readers": readers_of_nudge(plan, today),
        "sent": None if form.is_bound else nudge_of_week(plan, today),
    }
    return render(request, "plans/reminders/nudge.html", context)


def _nudge(request: HttpRequest, form: NudgeForm, plan: Plan) -> bool:
    try:
        names = nudge(plan=plan, words=form.cleaned_data["words"], day=timezone.localdate(), by=request.user.pk or 0)
    except AlreadyNudged:
        form.add_error(None, "This plan was asked after this week already, so nothing was sent. Try again next week")
        return False
    except NobodyToNudge:
        form.add_error(None, "Nobody who looks after this plan gets letters, so nothing was sent. Telephone instead")
        return False
    messages.success(request, f"The letter goes to {' and '.join(names)} in the next working hours.")
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def action_later(request: HttpRequest, action_id: int) -> HttpResponse:
    """Put off one's own reminders of an action, or take that back."""
    person_id, today = request.user.pk or 0, timezone.localdate()
    action = action_for(reach_of(request.user), action_id)
    if request.method == "POST" and "again" in request.POST:
        remind_again(person_id=person_id, action_id=action.pk, by=person_id)
        messages.success(request, "You hear of this action again as before.")
        return redirect(action)
    form = LaterForm(request.POST if request.method == "POST" else None, cancel_url=action.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        kept = put_off(
            person_id=person_id, action_id=action.pk, until=until(form.cleaned_data["days"], today), by=person_id
        )
        messages.success(request, f"You hear nothing of this action before {kept.until.day} {kept.until:%B %Y}.")
        return redirect(action)
    context = {"action": action, "form": form, "snooze": snooze_of(person_id, action.pk, today)}
    return render(request, "plans/reminders/later.html", context)
