"""What can be read: a list and its rows for each data set, and the map.

Annotations are looked at while the service runs, so this module may not put them off.
"""

from http import HTTPStatus
from math import sqrt
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from ninja import Query

from plans.api.answers import answer, token_of
from plans.api.problems import Refused
from plans.api.queries import has_ids, hexagons, page_of, row_of, sight_of
from plans.api.rules import FILTERS, LARGEST_ID, place_of_cursor
from plans.api.shapes import ASKED, PAGES, ROWS, FeatureCollection, Problem
from plans.api.views.schema import PREFIX, api
from plans.opendata.rules import LICENCE, DataSet

_REFUSED: dict[Any, Any] = {304: None, 401: Problem, 422: Problem, 429: Problem}
_LISTS = {"limit", "cursor"}


def _check_known(request: HttpRequest, known: set[str]) -> None:
    """Let through parameters that mean something: one that is misspelt would silently ask for everything."""
    if unknown := sorted(set(request.GET) - known):
        says = f"There is no parameter “{unknown[0][:40]}” here. There are: {', '.join(sorted(known)) or 'none'}."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, says)


def _list(data_set: DataSet) -> None:
    """Add the list of a data set to the API."""
    asked_type, name = ASKED[data_set], data_set.value
    known = {one.name for one in FILTERS[data_set]} | _LISTS

    def listed(request: HttpRequest, asked: Query[asked_type]) -> HttpResponse:  # type: ignore[valid-type]
        token = token_of(request)
        _check_known(request, known)
        typed: dict[str, Any] = asked.model_dump()  # type: ignore[attr-defined]
        after = place_of_cursor(typed["cursor"])
        sight = sight_of(token, timezone.localdate())
        page = page_of(data_set, sight, asked=typed, after=after, limit=typed["limit"])
        following = _next(request, name, page.after) if page.after else None
        told = {"data": page.rows, "next": following, "licence": LICENCE["path"]}
        return answer(request, told, link=following or "")

    api.get(
        f"/{name}", response={200: PAGES[data_set], **_REFUSED}, url_name=f"api-{name}", operation_id=f"list_{name}",
        summary=data_set.label, description=data_set.meaning, tags=[data_set.label],
    )(listed)  # fmt: skip


def _next(request: HttpRequest, name: str, cursor: str) -> str:
    asked = {key: value for key, value in request.GET.items() if key != "cursor"} | {"cursor": cursor}
    return f"{settings.SITE_URL}{PREFIX}{name}?{urlencode(asked)}"


def _one(data_set: DataSet) -> None:
    """Add the rows of a data set to the API, one by one."""
    name = data_set.value

    def shown(request: HttpRequest, key: int) -> HttpResponse:
        token = token_of(request)
        _check_known(request, set())
        sight = sight_of(token, timezone.localdate())
        row = row_of(data_set, sight, key) if 0 < key <= LARGEST_ID else None
        if row is None:
            raise Http404
        return answer(request, row)

    api.get(
        f"/{name}/{{int:key}}", response={200: ROWS[data_set], **_REFUSED, 404: Problem}, url_name=f"api-{name}-one",
        operation_id=f"show_{name}", summary=f"One of {data_set.label.lower()}", tags=[data_set.label],
    )(shown)  # fmt: skip


for _each in DataSet:
    _list(_each)
    if has_ids(_each):
        _one(_each)


_CORNERS = [(0.0, -1 / sqrt(3)), (0.5, -0.5 / sqrt(3)), (0.5, 0.5 / sqrt(3)), (0.0, 1 / sqrt(3)), (-0.5, 0.5 / sqrt(3)), (-0.5, -0.5 / sqrt(3))]  # fmt: skip


@api.get("/geography", response={200: FeatureCollection, **_REFUSED}, url_name="api-geography", tags=["Areas"])
def geography(request: HttpRequest) -> HttpResponse:
    """Return the map of hexagons: a polygon for each area of today, in units of the map, y downwards."""
    token_of(request)
    _check_known(request, set())
    names = ("slug", "gss_code", "name", "region", "stage")
    features = [
        {
            "type": "Feature",
            "id": pk,
            "geometry": {"type": "Polygon", "coordinates": [_ring(x, y)]},
            "properties": dict(zip(names, told, strict=True)),
        }
        for pk, *told, x, y in hexagons(timezone.localdate())
    ]
    return answer(request, {"type": "FeatureCollection", "features": features})


def _ring(x: float, y: float) -> list[list[float]]:
    """Return the corners of a hexagon, the first one again at the end."""
    return [[round(x + dx, 4), round(y + dy, 4)] for dx, dy in [*_CORNERS, _CORNERS[0]]]


def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of the API."""
    return answer(request, api.get_openapi_schema())


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell people what the API is, and what can be asked: everybody."""
    sets = [(one, f"{PREFIX}{one.value}", FILTERS[one]) for one in DataSet]
    return render(request, "plans/api/about.html", {"sets": sets, "site": settings.SITE_URL, "prefix": PREFIX})
