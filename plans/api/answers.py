"""How an answer leaves: who asks, how often, whether they have it already, and who may keep it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from areas.models import PersonalToken
from areas.tokens.queries import working_token
from concordat.documents.write_json import as_json
from concordat.web.tries import place_of, too_many
from plans.api.problems import Refused, problem

#: Requests in this many seconds: from one place, with one token, and with tokens that are none.
MOST_OPEN, MOST_TOKEN, MOST_BROKEN, SECONDS = 600, 1200, 30, 600
logger = logging.getLogger(__name__)
_FAILED = "Something went wrong here, not with your request. Try again in a few minutes."
_READING = ("GET", "HEAD", "OPTIONS")
View = Callable[..., HttpResponse]


def token_of(request: HttpRequest) -> PersonalToken | None:
    """Return the token a request brings, if it brings one.

    Raises:
        Refused: it opens nothing (401), or there were too many requests (429).
    """
    kind, _, written = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        _count("open", place_of(request), MOST_OPEN)
        return None
    token = working_token(written.strip(), timezone.localdate()) if kind.lower() == "bearer" else None
    if token is None:
        _count("broken", place_of(request), MOST_BROKEN)
        says = "The token opens nothing: it may be stopped or have run out. Make one under “Your account”."
        raise Refused(HTTPStatus.UNAUTHORIZED, says, **{"WWW-Authenticate": 'Bearer error="invalid_token"'})
    _count("token", str(token.pk), MOST_TOKEN)
    return token


def _count(door: str, who: str, most: int) -> None:
    if too_many(f"api-{door}", who, most=most, seconds=SECONDS):
        says = f"More than {most} requests in {SECONDS // 60} minutes. Wait a little and go on."
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, says, **{"Retry-After": str(SECONDS)})


def answer(request: HttpRequest, told: Any, *, link: str = "", content_type: str = "application/json") -> HttpResponse:
    """Return what is told as JSON, or that it is what its sender has already; ``link`` is where it goes on."""
    body = as_json(told).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    found = get_conditional_response(request, etag=etag, response=response) or response
    if link:
        found.headers["Link"] = f'<{link}>; rel="next"'
    return found


def read_only(view: View) -> View:
    """Let a view only be read, from any page of any site; what it cannot answer is told as a problem."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in _READING:
            response: HttpResponse = problem(HTTPStatus.METHOD_NOT_ALLOWED, "The API can only be read.")
            response.headers["Allow"] = ", ".join(_READING)
        elif request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(_READING)})
        else:
            method, request.method = request.method, "GET"  # the server leaves the body out of the answer to a HEAD
            try:
                response = view(request, *args, **kwargs)
            except Exception:
                logger.exception("The API failed at %s", request.path)
                response = problem(HTTPStatus.INTERNAL_SERVER_ERROR, _FAILED)
            request.method = method
        return _opened(request, response)

    return wrapped


def _opened(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(_READING)
    response.headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    patch_vary_headers(response, ["Authorization"])
    is_own = "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
    patch_cache_control(response, no_cache=True, **({"private": True} if is_own else {}))
    return response
