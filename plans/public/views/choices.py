"""An area chooses what the public sees: look first, then save."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.conflicts import StaleSave
from plans.planning.queries.access import plan_for
from plans.public.forms import ChoiceForm
from plans.public.operations import choose_public, hold_back, let_read
from plans.public.queries import choice_of, kept_back, update_to_choose
from plans.public.rules import LABELS
from plans.public.views.pages import public_parts


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Choose what everybody may read of a plan: the area lead."""
    plan = plan_for(reach_of(request.user), plan_id, P.CHOOSE_PUBLIC)
    if request.method == "POST":
        form = ChoiceForm(request.POST)
        try:
            choose_public(plan=plan, expected_version=form.seen_version, choice=form.choice, by=request.user.pk)
        except StaleSave:
            return render(request, "plans/public/choose.html", _choosing(plan, overtaken=True), status=409)
        messages.success(request, "Saved. The public page shows this from now on." if plan.published_on else "Saved.")
        return redirect("plan-choices", plan_id=plan.pk)
    return render(request, "plans/public/choose.html", _choosing(plan))


def _choosing(plan: object, *, overtaken: bool = False) -> dict[str, object]:
    choice, version = choice_of(plan)  # type: ignore[arg-type]
    form = ChoiceForm(initial={**asdict(choice), "version": version})
    form.helper.form_action = reverse("plan-public-preview", args=[plan.pk])  # type: ignore[attr-defined]
    shown = [label for name, label in LABELS.items() if getattr(choice, name)]
    return {"plan": plan, "form": form, "shown": shown, "overtaken": overtaken}


@login_required
@require_GET
def preview(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show a plan as the public would see it under the choices in the address: everybody who works with it."""
    reach = reach_of(request.user)
    plan = plan_for(reach, plan_id)
    saved, version = choice_of(plan)
    asked = ChoiceForm(request.GET) if "version" in request.GET else None
    choice = asked.choice if asked else saved
    parts = public_parts(plan, choice, request.GET.get("page"))
    context = {
        "plan": plan,
        "area": plan.areas.order_by("name").first(),
        "plans": [plan],
        "earlier": [],
        "preview": True,
        "may_open": False,
        "may_choose": reach.may(P.CHOOSE_PUBLIC, partnership_id=plan.partnership_id),
        "differs": asked is not None and choice != saved,
        "asked": [(name, "on") for name in LABELS if getattr(choice, name)],
        "version": asked.seen_version if asked else version,
        "kept": kept_back(parts["actions"]),
        **parts,
    }
    return render(request, "plans/public/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, update_id: int) -> HttpResponse:
    """Keep the wording of an update inside (officers), or let it be read again (area leads)."""
    update, held = update_to_choose(reach_of(request.user), update_id)
    if request.method == "POST":
        if held:
            let_read(update=update, by=request.user.pk)
            messages.success(request, "The public may read this wording again, where the plan shows wordings.")
        else:
            hold_back(update=update, by=request.user.pk)
            messages.success(request, "The wording of this update stays inside.")
        return redirect(update.action)
    return render(request, "plans/public/wording.html", {"update": update, "action": update.action, "held": held})
