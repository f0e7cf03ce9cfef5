"""The history of one thing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from areas.history.queries import Told, history_of, in_words
from areas.history.registry import kind_called
from areas.people.access import reach_of
from concordat.web.components import Column, Table

ON_A_PAGE = 20


@login_required
@require_GET
def show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say who did what and when: people who work with the thing, as its own page has it."""
    wanted = kind_called(kind)
    subject = wanted.find(reach_of(request.user), pk)
    page = Paginator(history_of(wanted, pk), ON_A_PAGE).get_page(request.GET.get("page"))
    told = in_words(wanted, subject, list(page))
    context = {"subject": subject, "page": page, "told": [(one, _table(one)) for one in told]}
    return render(request, "areas/history/history.html", context)


def _table(one: Told) -> Table | None:
    if not one.changes:
        return None
    caption = f"What changed: {one.did}, {one.when}"
    if not any(change.before for change in one.changes):
        new = [[change.label, change.after] for change in one.changes]
        return Table(caption, [Column("What"), Column("From then on", long=True)], new, hide_caption=True)
    columns = [Column("What"), Column("Before", long=True), Column("After", long=True)]
    rows = [[change.label, change.before, change.after] for change in one.changes]
    return Table(caption, columns, rows, hide_caption=True)
