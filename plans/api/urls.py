"""Addresses of this room."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from plans.api.answers import read_only
from plans.api.problems import problem
from plans.api.views import data
from plans.api.views.schema import PREFIX, api


def _nothing(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, f"There is no such address. {PREFIX}openapi.json names all there are.")


def _read_only() -> list[URLPattern]:
    """Return the addresses of the API, each only to be read; its own front page is ours."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for pattern in found:
        pattern.callback = read_only(pattern.callback)
    return found


_v1 = [
    path("openapi.json", read_only(data.openapi), name="api-openapi"),
    *_read_only(),
    path("<path:rest>", read_only(_nothing), name="api-nothing"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("api/", data.about, name="api"), path("api/v1/", include(_v1))]
