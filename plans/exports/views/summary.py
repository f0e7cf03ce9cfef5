"""The national summary of a published quarter, or of today, to read and to count with."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from areas.people.access import reach_of
from concordat.documents.download import made_file
from concordat.web.components import Cell, Column, Table
from concordat.web.words import date_words
from plans.exports.operations.summary import CONTENT_TYPES, write_summary
from plans.exports.queries.access import check_export
from plans.exports.queries.summary import facts_of, facts_today, frozen_quarter
from plans.exports.queries.summary_paper import summary_paper
from plans.exports.rules.summary import Facts
from plans.exports.rules.summary_files import TODAY, SummaryFormat, read_period, summary_file_name
from plans.rollups.queries.access import seen_by
from plans.rollups.queries.quarters import all_revisions


@login_required
@require_GET
def summaries(request: HttpRequest) -> HttpResponse:
    """List the summaries there are: of today, and of every quarter that is frozen."""
    check_export(request)
    lines: list[list[object]] = [
        ["Today", "Provisional: it will change", date_words(timezone.localdate()), _read(TODAY, "the figures of today")]
    ]
    for one in seen_by(reach_of(request.user), all_revisions()):
        period = f"{one.quarter}-r{one.revision}"
        state = "Published" if one.is_published else "Frozen, not published"
        words = f"{one.period.words}{f', revision {one.revision}' if one.revision > 1 else ''}"
        lines.append([words, state, date_words(one.as_at), _read(period, words)])
    columns = [Column("Period"), Column("State"), Column("Figures as at", nowrap=True), Column("Summary", nowrap=True)]
    table = Table("National summaries", columns, lines, hide_caption=True)
    return render(request, "plans/exports/summaries.html", {"table": table})


@login_required
@require_GET
def summary(request: HttpRequest, period: str) -> HttpResponse:
    """Show a summary as a page, with the files of it."""
    check_export(request)
    with transaction.atomic():
        facts = _facts(request, period)
        paper = summary_paper(facts, with_lists=False)
    files = [(form, reverse("summary-file", args=[period, form.value])) for form in SummaryFormat]
    context = {"paper": paper, "files": files, "facts": facts, "is_today": period == TODAY}
    return render(request, "plans/exports/summary.html", context)


@login_required
@require_GET
def summary_file(request: HttpRequest, period: str, file_format: str) -> HttpResponseBase:
    """Hand a summary over as a file."""
    check_export(request)
    if file_format not in SummaryFormat.values():
        raise Http404
    form = SummaryFormat(file_format)
    with transaction.atomic():
        facts = _facts(request, period)
    name = summary_file_name(period, facts.day.isoformat(), form)
    return made_file(partial(write_summary, facts=facts, form=form), name, CONTENT_TYPES[form])


def _facts(request: HttpRequest, period: str) -> Facts:
    if period == TODAY:
        return facts_today(timezone.localdate())
    try:
        frozen = frozen_quarter(*read_period(period))
    except ValueError as problem:
        raise Http404(str(problem)) from problem
    if frozen is None or not seen_by(reach_of(request.user), [frozen]):
        raise Http404
    return facts_of(frozen)


def _read(period: str, words: str) -> Cell:
    return Cell(f"Read it: {words}", reverse("summary", args=[period]))
