"""Take a plan a step further: one page that asks, for every step."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from plans.planning.models import Plan
from plans.planning.queries.access import plan_for
from plans.review.forms import StepForm
from plans.review.operations import take_step
from plans.review.queries import facts_of, last_step, next_edition
from plans.review.rules import PERMISSION_FOR, Move, MoveRefused, why_not

#: What follows from a step, said before it is taken.
CONSEQUENCE = {
    Move.SUBMIT: "The regional lead reads the plan and answers. You can go on working on it and recording updates.",
    Move.TAKE_BACK: "The plan is a draft again. Nothing in it is lost, and you can submit it again at any time.",
    Move.RETURN: "The area sees your suggestions and can submit the plan again. Nothing in the plan changes.",
    Move.APPROVE: "The area lead can then publish the plan.",
    Move.PUBLISH: "Everybody can read the plan on the area’s page: actions, leads, timescales and how far they have come. "
    "Reasons, updates and people’s names are not shown.",
    Move.REFRESH: "This starts the next edition as a draft. The actions still to be done go into it with their leads, "
    "partners, standards, milestones and how they stand; finished, merged and withdrawn ones stay in this edition, which "
    "stays readable. Updates and reminders go on here until the next edition is published.",
}
DONE = {
    Move.SUBMIT: "The plan is submitted.",
    Move.TAKE_BACK: "The plan is a draft again.",
    Move.RETURN: "The plan is returned with your suggestions.",
    Move.APPROVE: "The plan is approved.",
    Move.PUBLISH: "The plan is published. Everybody can read it.",
    Move.REFRESH: "The next edition has been started. This is it: change what it promises, then submit it.",
}


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, plan_id: int, move: Move) -> HttpResponse:
    """Ask, then take the step. Officers submit, regional leads answer, area leads publish."""
    plan = plan_for(reach_of(request.user), plan_id, PERMISSION_FOR[move])
    form = StepForm(request.POST or None, move=move, cancel_url=plan.get_absolute_url())
    if request.method == "POST" and _take(form, plan, move, request.user.pk):
        messages.success(request, DONE[move])
        return redirect(next_edition(plan) or plan)
    begun = next_edition(plan)
    if request.method == "POST" and move is Move.REFRESH and begun:
        return redirect(begun)
    context = {
        "form": form,
        "plan": plan,
        "move": move,
        "consequence": CONSEQUENCE[move],
        "cannot": "" if form.is_bound else why_not(facts_of(plan), move),
        "said": last_step(plan),
    }
    return render(request, "plans/review/step.html", context)


def _take(form: StepForm, plan: Plan, move: Move, by: int | None) -> bool:
    if not form.is_valid():
        return False
    try:
        take_step(plan_id=plan.pk, move=move, by=by, comment=form.cleaned_data["comment"])
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
