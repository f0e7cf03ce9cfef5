"""An action's page, and saying how it stands."""

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
from plans.planning.models import Action
from plans.planning.queries.access import action_for
from plans.planning.rules.conflicts import StaleSave, differences
from plans.planning.rules.states import Confidence, DeliveryState
from plans.progress.forms import UpdateForm
from plans.progress.operations import record_update, still_true
from plans.progress.queries import action_in_full, action_to_update, copy_of, facts_of, updates_of
from plans.progress.rules import Hand, UpdateRefused, may_update
from plans.progress.views.parts import milestones_table, rows_of

UPDATES_ON_A_PAGE = 10
LABELS = {
    "delivery_state": "How far it has come",
    "confidence": "Confidence",
    "reason": "Reason",
    "narrative": "What has been done",
}


@login_required
@require_GET
def show(request: HttpRequest, action_id: int) -> HttpResponse:
    """Say what was promised, by whom, and how it goes: everybody who works with the plan."""
    reach = reach_of(request.user)
    action = action_for(reach, action_id)
    page = Paginator(updates_of(action), UPDATES_ON_A_PAGE).get_page(request.GET.get("page"))
    more, today = action_in_full(action), timezone.localdate()
    context = {
        "action": action,
        "plan": action.plan,
        "rows": rows_of(action, more),
        "milestones": milestones_table(more.milestones) if more.milestones else None,
        "page": page,
        "today": today,
        "overdue": action.is_live and action.due is not None and action.due < today,
        "goes_on": copy_of(action),
        "may_edit": not action.plan.is_replaced and reach.may(P.EDIT_PLAN, partnership_id=action.plan.partnership_id),
        "may_update": may_update(reach, facts_of(action)),
    }
    return render(request, "plans/progress/action.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, action_id: int) -> HttpResponse:
    """Say how an action stands: officers; contributors whose organisation leads or supports it."""
    action, hand = action_to_update(reach_of(request.user), action_id)
    form = UpdateForm(request.POST or None, action=action, hand=hand, cancel_url=action.get_absolute_url())
    if request.method != "POST":
        return _page(request, form, action)
    try:
        saved = _save(form, action, hand, request.user.pk)
    except StaleSave as stale:
        return _overtaken(request, form, stale.current)
    if not saved:
        return _page(request, form, action)
    messages.success(request, "Thank you. The update is saved.")
    return redirect(action)


def _save(form: UpdateForm, action: Action, hand: Hand, by: int | None) -> bool:
    """Record what was typed, or that nothing has changed; False when something has to be mended."""
    sound, same = form.is_valid(), form.says_nothing_new()
    typed = form.cleaned_data
    if not (sound or same):
        return False
    with_what = {
        "action_id": action.pk,
        "expected_version": typed.get("version", 0),
        "by": by,
        "submission_key": typed.get("submission_key"),
        "hand": hand,
        "seen": action,
    }
    try:
        if same:
            still_true(**with_what)
        else:
            record_update(update=form.update_of(), **with_what)
    except UpdateRefused as refused:
        for problem in refused.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return False
    return True


def _page(request: HttpRequest, form: UpdateForm, action: Action) -> HttpResponse:
    return render(request, "plans/progress/update_add.html", {"form": form, "action": action, "plan": action.plan})


def _overtaken(request: HttpRequest, form: UpdateForm, current: Action) -> HttpResponse:
    last = updates_of(current).first()
    form.turn_to(current, current.get_absolute_url())
    theirs = _words(current.delivery_state, current.confidence, current.reason, last.narrative if last else "")
    mine = _words(*(str(form.data.get(name) or "") for name in ("delivery_state", "confidence", "reason", "narrative")))
    conflict = {
        "thing": "action",
        "differences": differences(theirs, mine, LABELS),
        "who": last.by.name if last and last.by else "Somebody else",
        "at": last.at if last else None,
    }
    context = {"form": form, "action": current, "plan": current.plan, "conflict": conflict}
    return render(request, "plans/progress/update_add.html", context, status=409)


def _words(state: str, confidence: str, reason: str, narrative: str) -> dict[str, str]:
    return {
        "delivery_state": dict(DeliveryState.choices()).get(state, state),
        "confidence": dict(Confidence.choices()).get(confidence, confidence),
        "reason": reason,
        "narrative": narrative,
    }
