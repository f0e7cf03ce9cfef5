"""Nothing typed is lost when a session has ended, or when somebody signed in again in another tab.

A form that arrives from somebody who is not signed in any more is answered with the sign-in page,
which carries what was typed (signed, in a hidden field): of people who are not signed in, nothing is
stored. Once they have signed in it lies in their session, and the page they were on shows it and
offers to send it again. The same page follows a token that is out of date, if the form came from us.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from concordat.web.account_forms import LoginForm

#: The name of the hidden field, of the place in the session, and of the button that throws it away.
KEPT, LEAVE = "kept", "kept_leave"
_SALT = "concordat.kept"
#: Seconds for which a sign-in page that was left open still gives back what it carries.
_HOLDS = 24 * 60 * 60
_NOT_TYPED = {"csrfmiddlewaretoken", KEPT, LEAVE}


class KeepWhatWasTyped:
    """Answers a form that comes too late so that its words can be sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Show what is kept for this page, or keep what comes too late."""
        kept = _kept_for(request)
        if kept and request.method == "GET":
            return page(request, kept)
        if kept and request.method == "POST":
            del request.session[KEPT]
            if LEAVE in request.POST:
                return redirect(request.get_full_path())
        response = self.get_response(request)
        if request.method == "POST":
            return _after_post(request, response)
        return response


def _kept_for(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is kept for the page asked for, if somebody is signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    kept = request.session.get(KEPT)
    if not isinstance(kept, dict) or str(kept.get("address")).split("?")[0] != request.path:
        return None
    return kept if request.user.is_authenticated else None


def _after_post(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.path == reverse(settings.LOGIN_URL):
        if KEPT in request.POST and request.user.is_authenticated:
            _lay_by(request)
    elif isinstance(response, HttpResponseRedirect) and may_keep(request) and _asks_to_sign_in(request, response):
        return sign_in_again(request)
    return response


def _asks_to_sign_in(request: HttpRequest, response: HttpResponseRedirect) -> bool:
    return not request.user.is_authenticated and response.url.split("?")[0] == reverse(settings.LOGIN_URL)


def may_keep(request: HttpRequest) -> bool:
    """Answer whether a page may hold what was typed: never a password."""
    return not request.path.startswith(reverse(settings.LOGIN_URL).removesuffix("login/"))


def _lay_by(request: HttpRequest) -> None:
    """Put what the sign-in page carried into the session of whoever signed in."""
    try:
        kept = signing.loads(request.POST[KEPT], salt=_SALT, max_age=_HOLDS)
    except signing.BadSignature:
        return
    if get_next_redirect_url(request) == kept["address"]:
        request.session[KEPT] = kept


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Return the sign-in page with what was typed in it; a script is told in JSON (401)."""
    accept = request.headers.get("accept", "")
    if "application/json" in accept and "text/html" not in accept:
        return JsonResponse({"error": "You are signed out. Sign in again; what you typed is still here."}, status=401)
    kept = typed_in(request)
    form = LoginForm(initial={KEPT: signing.dumps(kept, salt=_SALT, compress=True)}, request=request)
    form.helper.form_action = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': kept['address']})}"
    response = render(request, "account/login.html", {"form": form}, status=401)
    patch_cache_control(response, private=True, no_store=True)
    return response


def page(request: HttpRequest, kept: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return the page that shows what was typed and offers to send it again."""
    fields = [(name, value) for name, values in kept["typed"].items() for value in values]
    words = [value for _, value in fields if len(value.split()) > 1]
    context = {"address": kept["address"], "fields": fields, "words": words, "files": kept["files"]}
    return render(request, "concordat/kept.html", context, status=status)


def typed_in(request: HttpRequest) -> dict[str, Any]:
    """Return what a form brought: its address, the texts by name, and whether files came with it."""
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}
    return {"address": request.get_full_path(), "typed": typed, "files": bool(request.FILES)}


def came_from_us(request: HttpRequest) -> bool:
    """Answer whether the browser says that one of our own pages sent this form."""
    return request.headers.get("origin") == f"{request.scheme}://{request.get_host()}"
