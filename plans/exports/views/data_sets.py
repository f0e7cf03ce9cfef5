"""What can I take away?"""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.documents import write_csv, write_xlsx
from concordat.documents.download import made_file, stream
from plans.exports.operations import csv_table, make_workbook
from plans.exports.queries.access import check_export
from plans.exports.queries.national import COLUMNS, waiting_words
from plans.exports.queries.sizes import Size, sizes
from plans.exports.queries.words import ACTION_COLUMNS
from plans.exports.rules import DataSet, FileFormat, file_name


@login_required
def exports(request: HttpRequest) -> HttpResponse:
    """Show what there is, how big it is, and what its columns mean."""
    check_export(request)
    today = timezone.localdate()
    found = sizes(today)
    context = {
        "sets": [_shown(one, found[one]) for one in DataSet],
        "waiting": waiting_words(today),
        "today": today,
    }
    return render(request, "plans/exports/exports.html", context)


def _shown(data_set: DataSet, size: Size) -> dict[str, object]:
    columns = ACTION_COLUMNS if data_set is DataSet.ACTIONS else COLUMNS
    links = [
        (one, reverse("export-download", args=[data_set.value, one.value]), getattr(size, f"{one.value}_bytes"))
        for one in FileFormat
    ]
    return {
        "set": data_set,
        "size": size,
        "links": links,
        "columns": [(one.heading, one.description) for one in columns],
    }


@login_required
def download(request: HttpRequest, data_set: str, file_format: str) -> HttpResponseBase:
    """Hand a data set over: CSV while it is read, a workbook once it is made."""
    check_export(request)
    if data_set not in DataSet.values() or file_format not in FileFormat.values():
        raise Http404
    wanted, form, today = DataSet(data_set), FileFormat(file_format), timezone.localdate()
    name = file_name(wanted, form, today)
    if form is FileFormat.CSV:
        return stream(write_csv.csv_chunks(csv_table(wanted, today)), name, write_csv.CONTENT_TYPE)
    try:
        return made_file(partial(make_workbook, data_set=wanted, today=today), name, write_xlsx.CONTENT_TYPE)
    except write_xlsx.TooManyRows as refused:
        messages.error(request, str(refused))
        return redirect("exports")
