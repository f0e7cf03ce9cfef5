"""The list of what is published, and its files."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from concordat.documents import write_csv, write_json, write_xlsx
from concordat.documents.download import made_file, stream
from concordat.web.tries import place_of, too_many
from plans.opendata.operations import (
    describe,
    describe_quarter,
    file_pieces,
    make_quarter_workbook,
    make_workbook,
    quarter_pieces,
)
from plans.opendata.queries import published_quarters, published_revision
from plans.opendata.rules import FIELDS, LICENCE, QUARTER_FIELDS, DataSet, FileFormat
from plans.rollups.models import PublishedQuarter

#: Files, and workbooks, that one place may take in this many seconds: a workbook costs ten times what a CSV costs.
MOST_FILES, MOST_WORKBOOKS, SECONDS = 120, 24, 600
_TYPES = {FileFormat.CSV: write_csv.CONTENT_TYPE, FileFormat.JSON: write_json.CONTENT_TYPE}
_WAIT = "Too many files were asked for from your network. Wait ten minutes and ask again.\n"


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """List the data sets with their files and what their fields mean: everybody."""
    context = {
        "sets": [(one, _links(one), FIELDS[one]) for one in DataSet],
        "licence": LICENCE,
        "package": reverse("data-package"),
        "quarters": [(one, _of_quarter(one)) for one in published_quarters()],
        "site": settings.SITE_URL,
    }
    return render(request, "plans/opendata/data.html", context)


def _links(data_set: DataSet) -> list[tuple[FileFormat, str]]:
    return [(form, reverse("data-file", args=[data_set.value, form.value])) for form in FileFormat]


def _of_quarter(quarter: PublishedQuarter) -> list[tuple[DataSet, list[tuple[FileFormat, str]]]]:
    def link(data_set: DataSet, form: FileFormat) -> str:
        return reverse("data-quarter-file", args=[quarter.quarter, data_set.value, form.value])

    return [(one, [(form, link(one, form)) for form in FileFormat]) for one in QUARTER_FIELDS]


@require_safe
def take(request: HttpRequest, data_set: str, file_format: str) -> HttpResponseBase:
    """Hand over a data set as it stands now: everybody."""
    wanted, form = _asked(data_set, file_format, FIELDS)
    if _is_hasty(request, form):
        return _wait()
    name = f"concordat-{wanted.value}.{form.value}"
    if form is FileFormat.XLSX:
        return _book(request, partial(make_workbook, data_set=wanted, now=timezone.now()), name)
    return _open(request, stream(file_pieces(wanted, form), name, _TYPES[form]))


@require_safe
def take_quarter(
    request: HttpRequest, quarter: str, data_set: str, file_format: str, revision: int | None = None
) -> HttpResponseBase:
    """Hand over a data set of a published quarter, the newest revision unless one is named: everybody."""
    wanted, form = _asked(data_set, file_format, QUARTER_FIELDS)
    if _is_hasty(request, form):
        return _wait()
    frozen = _frozen(quarter, revision)
    name = f"concordat-{wanted.value}-{frozen.quarter}-revision-{frozen.revision}.{form.value}"
    if form is FileFormat.XLSX:
        return _book(request, partial(make_quarter_workbook, data_set=wanted, quarter=frozen), name)
    return _open(request, stream(quarter_pieces(wanted, form, frozen), name, _TYPES[form]))


def _asked(data_set: str, file_format: str, there: Container[DataSet]) -> tuple[DataSet, FileFormat]:
    """Return what is asked for. Raises ``Http404`` where there is no such file."""
    if data_set not in DataSet.values() or file_format not in FileFormat.values() or DataSet(data_set) not in there:
        raise Http404
    return DataSet(data_set), FileFormat(file_format)


def _frozen(quarter: str, revision: int | None) -> PublishedQuarter:
    found = published_revision(quarter, revision)
    if found is None:
        raise Http404
    return found


def _book(request: HttpRequest, make: Callable[[Path], None], name: str) -> HttpResponseBase:
    try:
        return _open(request, made_file(make, name, write_xlsx.CONTENT_TYPE))
    except write_xlsx.TooManyRows as refused:
        return HttpResponse(f"{refused}\n", status=413, content_type="text/plain; charset=utf-8")


@require_safe
def package(request: HttpRequest) -> HttpResponseBase:
    """Describe the CSV files to machines: everybody."""
    if _is_hasty(request):
        return _wait()
    return _open(request, _described(describe(timezone.now())))


@require_safe
def package_quarter(request: HttpRequest, quarter: str, revision: int | None = None) -> HttpResponseBase:
    """Describe the CSV files of a published quarter to machines: everybody."""
    if _is_hasty(request):
        return _wait()
    return _open(request, _described(describe_quarter(_frozen(quarter, revision))))


def _described(package: dict[str, Any]) -> JsonResponse:
    return JsonResponse(package, json_dumps_params={"indent": 2, "ensure_ascii": False})


def _is_hasty(request: HttpRequest, form: FileFormat = FileFormat.CSV) -> bool:
    is_book = form is FileFormat.XLSX
    most = MOST_WORKBOOKS if is_book else MOST_FILES
    return too_many(f"open-data{is_book}", place_of(request), most=most, seconds=SECONDS)


def _wait() -> HttpResponse:
    refused = HttpResponse(_WAIT, status=429, content_type="text/plain; charset=utf-8")
    refused.headers["Retry-After"] = str(SECONDS)
    return refused


def _open(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let pages of others read an answer. What an area takes back is gone at once: nobody keeps it without asking."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    del response.headers["Cache-Control"]
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
