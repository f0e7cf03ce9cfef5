"""One action behind a signed link in a letter: opening it changes nothing, sending it says how it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concordat.web.headers import keep_to_itself
from concordat.web.tries import place_of, too_many
from plans.planning.rules.conflicts import StaleSave
from plans.planning.views.conflict import Conflict
from plans.progress.forms.links import LinkForm
from plans.progress.operations import send_new_link
from plans.progress.queries import updates_of
from plans.progress.queries.links import Link, LinkDead, Why, open_link, renew_link
from plans.progress.rules import Hand
from plans.progress.views.saying import conflict_about, save

THROUGH = "through a link in a letter"
#: Tries with a link that is none, from one place; and answers through one link.
MOST_BROKEN, MOST_ANSWERS, SECONDS = 30, 30, 600
_STATUS = {Why.BROKEN: 404}
View = Callable[..., HttpResponse]


def behind_a_link(view: View) -> View:
    """Open the link, say kindly why it does not work, and keep its address out of caches, searches and other sites."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        response = _opened(view, request, token)
        keep_to_itself(response, no_store=True)
        return response

    return opened


def _opened(view: View, request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = open_link(token)
    except LinkDead as dead:
        if dead.why == Why.BROKEN and too_many("link", place_of(request), most=MOST_BROKEN, seconds=SECONDS):
            return _dead(request, "too_many", 429)
        return _dead(request, dead.why.value, _STATUS.get(dead.why, 410), token=token)
    whose = f"{link.person.pk}-{link.action.pk}"
    if request.method == "POST" and too_many("answer", whose, most=MOST_ANSWERS, seconds=SECONDS):
        return _dead(request, "too_many", 429)
    return view(request, token, link)


def _dead(request: HttpRequest, why: str, status: int, *, token: str = "") -> HttpResponse:
    return render(request, "plans/progress/link_dead.html", {"why": why, "token": token}, status=status)


@csrf_exempt
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Send the reader of a letter a new link, if the action is still theirs to update."""
    response = _renewed(request, token)
    keep_to_itself(response, no_store=True)
    return response


def _renewed(request: HttpRequest, token: str) -> HttpResponse:
    if too_many("link", place_of(request), most=MOST_BROKEN, seconds=SECONDS):
        return _dead(request, "too_many", 429)
    try:
        link = renew_link(token)
    except LinkDead as dead:
        return _dead(request, dead.why.value, _STATUS.get(dead.why, 410))
    send_new_link(person=link.person, action=link.action, day=timezone.localdate())
    return _dead(request, "renewed", 200)


# The token is the proof: no cookie of ours takes part in it, so no other site can use one. Without a referrer the
# browser names no origin either, and Django's own check would refuse what somebody typed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_link
def answer(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    """Say how one action stands: whoever was sent the link, while they may update the action."""
    form = LinkForm(request.POST if request.method == "POST" else None, action=link.action)
    if request.method != "POST":
        return _page(request, form, link)
    try:
        with pghistory.context(user=link.person.pk):
            saved = save(form, link.action, Hand.LEAD, link.person.pk, through=THROUGH)
    except StaleSave as stale:
        return _page(request, form, link, conflict=conflict_about(form, stale), status=409)
    if saved is None:
        return _page(request, form, link)
    both = "?both=1" if saved.beside is not None else ""
    return redirect(reverse("link-thanks", args=[token]) + both)


@require_safe
@behind_a_link
def thank(request: HttpRequest, token: str, link: Link) -> HttpResponse:
    """Show what was said last through the link, and the way on."""
    said = updates_of(link.action).filter(by=link.person).first()
    context = {"action": link.action, "said": said, "token": token, "both": "both" in request.GET}
    return render(request, "plans/progress/link_thanks.html", context)


def _page(
    request: HttpRequest, form: LinkForm, link: Link, *, conflict: Conflict | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "action": link.action, "plan": link.action.plan, "link": link}
    return render(request, "plans/progress/link.html", {**context, "conflict": conflict}, status=status)
