"""Pages for when something is wrong. Each says what happened and what to do; none needs the database for 500."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from concordat.web import kept

logger = logging.getLogger(__name__)

LAST_RESORT = (
    "<!DOCTYPE html><html lang='en-GB'><title>Sorry, there is a problem – Concordat</title>"
    "<h1>Sorry, there is a problem with the service</h1>"
    "<p>Nothing you sent was saved. Try again in a few minutes.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the browser sent something that could not be read (400)."""
    return _page(request, 400, "400.html", "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person may read but not do this (403); the reason is shown when one was given."""
    reason = str(exception)[:300]
    return _page(request, 403, "403.html", reason or "You may not do this.", reason=reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none that this person may see (404)."""
    return _page(request, 404, "404.html", "There is no such page.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, and offer to send the form again (403).

    What was typed is offered only if the browser says the form is ours: nobody else's words are put
    into a page of ours. Whoever is signed out signs in first.
    """
    logger.warning("CSRF check failed at %s: %s", request.path, reason)
    if request.POST and kept.may_keep(request) and kept.came_from_us(request) and not _wants_json(request):
        if request.user.is_authenticated:
            return kept.page(request, kept.typed_in(request), status=403)
        return kept.sign_in_again(request)
    return _page(request, 403, "csrf.html", "The page was open too long. Load it again and send it again.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed (500), without asking the database or the context processors for anything."""
    if _wants_json(request):
        return JsonResponse({"error": "Something went wrong. Try again in a few minutes."}, status=500)
    try:
        return HttpResponse(render_to_string("500.html"), status=500)
    except Exception:
        logger.exception("The page for errors could not be drawn")
        return HttpResponse(LAST_RESORT, status=500)


def _page(request: HttpRequest, status: int, template: str, words: str, **context: object) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": words}, status=status)
    return render(request, template, {"path": request.path, **context}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    accept = request.headers.get("accept", "")
    return request.path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)
