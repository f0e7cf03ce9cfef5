"""Lay by what is typed, from a script or by a button, and throw it away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plans.progress.forms import UpdateForm
from plans.progress.operations import drop_draft, keep_drafts
from plans.progress.queries import action_to_update, update_under


@login_required
@require_POST
def keep(request: HttpRequest, action_id: int) -> HttpResponse:
    """Lay by what stands in the form about an action, for a script: who may update it."""
    action, hand = action_to_update(request.user, action_id)
    form = UpdateForm(request.POST, action=action, hand=hand)
    if update_under(form.fields["submission_key"].clean(request.POST.get("submission_key"))):
        return JsonResponse({"kept": False})  # it was saved while the script was on its way
    return JsonResponse({"kept": bool(keep_drafts(by=request.user.pk or 0, typed=[form.typed()]))})


@login_required
@require_POST
def drop(request: HttpRequest, action_id: int) -> HttpResponse:
    """Forget what was laid by about an action: who may update it."""
    action, _ = action_to_update(request.user, action_id)
    drop_draft(by=request.user.pk or 0, action_id=action.pk)
    return redirect("update-add", action_id=action.pk)
