"""The list of what is published, and its files."""

from __future__ import annotations

from functools import partial

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
from plans.opendata.operations import describe, file_pieces, make_workbook
from plans.opendata.rules import FIELDS, LICENCE, DataSet, FileFormat

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
        "site": settings.SITE_URL,
    }
    return render(request, "plans/opendata/data.html", context)


def _links(data_set: DataSet) -> list[tuple[FileFormat, str]]:
    return [(form, reverse("data-file", args=[data_set.value, form.value])) for form in FileFormat]


@require_safe
def take(request: HttpRequest, data_set: str, file_format: str) -> HttpResponseBase:
    """Hand over a data set as it stands now: everybody."""
    if data_set not in DataSet.values() or file_format not in FileFormat.values():
        raise Http404
    wanted, form = DataSet(data_set), FileFormat(file_format)
    if _is_hasty(request, form):
        return _wait()
    name = f"concordat-{wanted.value}.{form.value}"
    if form is FileFormat.XLSX:
        make = partial(make_workbook, data_set=wanted, now=timezone.now())
        try:
            return _open(request, made_file(make, name, write_xlsx.CONTENT_TYPE))
        except write_xlsx.TooManyRows as refused:
            return HttpResponse(f"{refused}\n", status=413, content_type="text/plain; charset=utf-8")
    return _open(request, stream(file_pieces(wanted, form), name, _TYPES[form]))


@require_safe
def package(request: HttpRequest) -> HttpResponseBase:
    """Describe the CSV files to machines: everybody."""
    if _is_hasty(request):
        return _wait()
    described = JsonResponse(describe(timezone.now()), json_dumps_params={"indent": 2, "ensure_ascii": False})
    return _open(request, described)


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
