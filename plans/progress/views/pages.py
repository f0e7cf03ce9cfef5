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
from plans.planning.queries.milestones import dates_without_milestone
from plans.planning.rules.conflicts import StaleSave
from plans.planning.views.conflict import Conflict
from plans.progress.forms import UpdateForm
from plans.progress.models import UpdateDraft
from plans.progress.operations import keep_drafts
from plans.progress.queries import action_in_full, action_to_update, copy_of, facts_of, updates_of
from plans.progress.queries.drafts import draft_of
from plans.progress.rules import may_update
from plans.progress.views.parts import rows_of
from plans.progress.views.saying import conflict_about, save, thanks

UPDATES_ON_A_PAGE = 10


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
        "steps": more.milestones,
        "unnamed_dates": dates_without_milestone(action, more.milestones),
        "page": page,
        "today": today,
        "overdue": action.is_live and action.due is not None and action.due < today,
        "goes_on": copy_of(action),
        "may_edit": not action.plan.is_replaced and reach.may(P.EDIT_PLAN, partnership_id=action.plan.partnership_id),
        "may_update": may_update(reach, facts_of(action, more.partners)),
    }
    return render(request, "plans/progress/action.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, action_id: int) -> HttpResponse:
    """Say how an action stands: officers; contributors whose organisation leads or supports it."""
    action, hand = action_to_update(request.user, action_id)
    draft = draft_of(request.user.pk, action, action_id) if request.method == "GET" else None
    form = UpdateForm(request.POST or None, action=action, hand=hand, draft=draft, cancel_url=action.get_absolute_url())
    if request.method != "POST":
        return _page(request, form, action, draft=draft)
    if "later" in request.POST:
        keep_drafts(by=request.user.pk or 0, typed=[form.typed()])
        messages.success(request, "What you typed is kept for later. Only you can see it.")
        return redirect("update-add", action_id=action.pk)
    try:
        saved = save(form, action, hand, request.user.pk)
    except StaleSave as stale:
        return _page(request, form, stale.current, conflict=conflict_about(form, stale), status=409)
    if saved is None:
        return _page(request, form, action)
    messages.success(request, thanks(saved))
    return redirect(action)


def _page(
    request: HttpRequest,
    form: UpdateForm,
    action: Action,
    *,
    draft: UpdateDraft | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "action": action, "plan": action.plan, "draft": draft, "conflict": conflict}
    return render(request, "plans/progress/update_add.html", context, status=status)
