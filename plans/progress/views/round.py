"""The update round: the whole plan, or my part of it, on one page; saved row by row."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.people.access import reach_of
from plans.planning.models import Action, Plan
from plans.planning.rules.conflicts import StaleSave
from plans.progress.forms.rows import RowForm, row_data, touched
from plans.progress.operations import drop_draft, keep_drafts
from plans.progress.queries import action_to_update
from plans.progress.queries.drafts import start_of
from plans.progress.queries.round import (
    Rounder,
    RoundPage,
    Wanted,
    actions_among,
    began,
    plan_to_go_through,
    round_page,
    round_row,
)
from plans.progress.rules import Hand
from plans.progress.views.rows import Sent, forms_in, groups_of
from plans.progress.views.saying import conflict_about, save, thanks

#: The names of the buttons of a row; their value is the action's id.
PRESSES = ("save", "still", "later", "drop")


@login_required
@require_http_methods(["GET", "POST"])
def go_through(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Go through a plan: officers all of it, contributors what their organisation leads or supports."""
    plan, who = plan_to_go_through(reach_of(request.user), plan_id)
    if request.method == "GET":
        return _page(request, plan, who, _just_done(request))
    sent = _do(request, plan)
    if request.headers.get("X-Row"):
        return _row(request, plan, who, sent)
    _lay_by_the_rest(request, plan, who, sent)
    if not sent.said:
        return _page(request, plan, who, sent)
    messages.success(request, sent.said)
    kept = {name: value for name, value in request.GET.items() if name != "done"}
    return redirect(f"{request.path}?{urlencode({**kept, 'done': sent.action_id})}#row-{sent.action_id}")


def _just_done(request: HttpRequest) -> Sent:
    """Return what the page before this one did, to be told in its row."""
    if "done" not in request.GET:
        return Sent()
    return Sent(_number(request.GET["done"]), said=" ".join(str(one) for one in messages.get_messages(request)))


def _do(request: HttpRequest, plan: Plan) -> Sent:
    """Do what the button of a row says."""
    press = next((one for one in PRESSES if one in request.POST), "")
    action, _ = action_to_update(request.user, _number(request.POST.get(press)))
    if action.plan_id != plan.pk:
        raise Http404
    if press in ("save", "still"):
        return _send(request, action, still_true=press == "still")
    if press == "drop":
        drop_draft(by=request.user.pk or 0, action_id=action.pk)
        return Sent(action.pk, said="Your draft is thrown away.")
    typed = touched({**request.POST.dict(), f"r{action.pk}-shown": ""}, action, start_of(action))
    keep_drafts(by=request.user.pk or 0, typed=[typed] if typed else [])
    return Sent(action.pk, said="What you typed is kept for later. Only you can see it.")


def _send(request: HttpRequest, action: Action, *, still_true: bool) -> Sent:
    """Record what one row says."""
    form = RowForm(row_data(request.POST, action.pk, still_true=still_true), action=action)
    try:
        saved = save(form, action, Hand.LEAD, request.user.pk)
    except StaleSave as stale:
        return Sent(action.pk, form=form, conflict=conflict_about(form, stale))
    return Sent(action.pk, form=form) if saved is None else Sent(action.pk, said=thanks(saved))


def _lay_by_the_rest(request: HttpRequest, plan: Plan, who: Rounder, sent: Sent) -> None:
    """Lay by what was typed in the other rows: without a script a page takes all of it along."""
    ids = [_number(name[1:].split("-")[0]) for name in request.POST if name.endswith("-shown")]
    others = actions_among(plan, who, [one for one in ids if one != sent.action_id])
    typed = [one for action in others if (one := touched(request.POST, action, start_of(action)))]
    if typed:
        keep_drafts(by=who.person_id or 0, typed=typed)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def _page(request: HttpRequest, plan: Plan, who: Rounder, sent: Sent) -> HttpResponse:
    today, wanted = timezone.localdate(), _wanted(request, who, sent)
    found = round_page(plan, who, wanted, today, request.GET.get("page"))
    groups = groups_of(found, began(plan, today), sent)
    context = {
        **_told(request, plan, who, wanted, found),
        "groups": groups,
        "page": found.page,
        "forms": forms_in(groups),
        "messages": [],  # what was done is told in its row
    }
    return render(request, "plans/progress/round.html", context, status=409 if sent.conflict else 200)


def _wanted(request: HttpRequest, who: Rounder, sent: Sent) -> Wanted:
    """Return which part of the plan is asked for; contributors begin with their own."""
    mine = {"mine": True, "all": False}.get(request.GET.get("part", ""), not who.is_officer)
    return Wanted(mine=mine and bool(who.organisations), unsaid=request.GET.get("said") == "no", also=sent.action_id)


def _told(request: HttpRequest, plan: Plan, who: Rounder, wanted: Wanted, found: RoundPage) -> dict[str, Any]:
    """Return what is said above the rows, and what they lead to."""
    counts = found.progress
    total, said = (counts.my_total, counts.my_said) if wanted.mine else (counts.total, counts.said)
    query = {name: value for name, value in request.GET.items() if name in ("part", "said", "page")}
    return {
        "plan": plan,
        "who": who,
        "wanted": wanted,
        "counts": counts,
        "total": total,
        "said": said,
        "period": found.period,
        "address": f"{request.path}?{urlencode(query)}" if query else request.path,
        "today": timezone.localdate(),
    }


def _row(request: HttpRequest, plan: Plan, who: Rounder, sent: Sent) -> HttpResponse:
    """Return the row a script sent, drawn anew, and how far the round has come."""
    today, wanted = timezone.localdate(), _wanted(request, who, sent)
    found = round_row(plan, who, sent.action_id, today)
    (group,) = groups_of(found, began(plan, today), sent)
    context = {**_told(request, plan, who, wanted, found), "row": group.rows[0]}
    state = "done" if sent.said else "overtaken" if sent.conflict else "wrong"
    return JsonResponse(
        {
            "state": state,
            "said": sent.said,
            "row": render_to_string("plans/progress/_round_row.html", context, request),
            "progress": render_to_string("plans/progress/_round_progress.html", context, request),
        }
    )
