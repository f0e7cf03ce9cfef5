"""Signatories that come as a list: pasted or sent, checked line by line, then recorded all or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from areas.declarations import operations, queries
from areas.declarations.forms import AnswersForm, ClearForm, LineForm, PasteForm, RecordForm, line_as_stored
from areas.declarations.models import WaitingSignatory
from areas.declarations.rules import WRITES, Bodies, Decision, Fate, Judged, counts, likely_kind
from areas.declarations.views.agreement import person_id, sent
from areas.declarations.views.signatories import begin
from areas.organisations.queries import kinds_to_choose_from
from concordat.conflicts import StaleSave
from concordat.documents.uploads import UploadRefused
from concordat.web.words import plural

ASKED_AT_ONCE, ON_A_PAGE = 25, 50


def begin_list(request: HttpRequest, slug: str, partnership: str) -> dict[str, Any]:
    """Return what every page here shows, for somebody who may edit; raises 404 or 403."""
    page = begin(request, slug, partnership, before=True)
    return page | {"check": reverse("signatory-list-check", args=[slug, partnership])}


def keep_pasted(request: HttpRequest, form: PasteForm, page: dict[str, Any]) -> bool:
    """Keep the lines of a form that is valid and say what was kept; False leaves a sentence on the form."""
    partnership, declaration = page["partnership"], page["declaration"]
    bodies = queries.bodies_for(partnership.pk, timezone.localdate())
    try:
        lines = form.lines(bodies.knows, declaration.signed_on if declaration else None)
    except UploadRefused as refusal:
        form.add_error("file", str(refusal))
        return False
    gone = queries.withdrawn_from(declaration)
    names = {line.name: bodies.meant_by(line.name).certain for line in lines if line.name and bodies.knows(line.name)}
    meant = {name: body.pk for name, body in names.items() if body and body.pk not in gone}
    kept, there = operations.keep_list(partnership_id=partnership.pk, lines=lines, meant=meant, by=person_id(request))
    if there:
        messages.info(request, f"{plural(there, 'line')} stood in the list already and came in once")
    if kept:
        messages.success(request, f"{plural(kept, 'line')} read. Nothing is recorded yet")
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_list(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Take a list, pasted or as a file."""
    page = begin_list(request, slug, partnership)
    form = PasteForm(sent(request), request.FILES or None, cancel_url=page["back"])
    if form.is_bound and form.is_valid() and keep_pasted(request, form, page):
        return redirect(page["check"])
    waiting = _waiting(page)
    return render(request, "areas/declarations/list.html", page | {"form": form, "waiting": waiting})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_list_check(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Show how each line was read; take answers about those that were not understood."""
    page = begin_list(request, slug, partnership)
    waiting = _waiting(page)
    asked = _asked(request, waiting)
    form = _answers_form(request, page, asked) if asked else None
    if form and form.is_bound and form.is_valid():
        stale = operations.answer_lines(
            partnership_id=page["partnership"].pk, answers=form.answers(), by=person_id(request)
        )
        if stale:
            messages.info(request, f"Somebody else changed {plural(len(stale), 'line')} meanwhile. Look at them again")
        return redirect(page["check"])
    return render(request, "areas/declarations/list_check.html", page | list_context(request, waiting) | {"form": form})


def _waiting(page: dict[str, Any]) -> queries.Waiting:
    """Return the list; before there is a declaration, as the four steps will record it."""
    partnership, declaration, today = page["partnership"], page["declaration"], timezone.localdate()
    if declaration is None:
        return queries.on_the_way(partnership, None, today).waiting
    return queries.waiting_for(partnership.pk, declaration, today)


def list_context(request: HttpRequest, waiting: queries.Waiting) -> dict[str, Any]:
    """Return what a page that shows the list needs: lines with a question first."""
    rows = {row.pk: row for row in waiting.rows}
    pairs = [(rows[one.line.pk], one) for one in waiting.judged if one.line.pk in rows]
    found = counts(one for _, one in pairs)
    pairs.sort(key=lambda pair: pair[1].fate is not Fate.ASK)
    return {
        "waiting": waiting,
        "lines": Paginator(pairs, ON_A_PAGE).get_page(request.GET.get("page")),
        "told": [(fate.label, number) for fate, number in found.items() if number],
        "asks": found[Fate.ASK],
        "writes": sum(found[fate] for fate in WRITES),
        "record": RecordForm(initial={"mark": waiting.mark}),
    }


def _asked(request: HttpRequest, waiting: queries.Waiting) -> list[WaitingSignatory]:
    """Return the rows to ask about: those the form was sent with, else the first that mean nothing yet."""
    if request.method == "POST":
        return [row for row in waiting.rows if f"version_{row.pk}" in request.POST][:ASKED_AT_ONCE]
    nameless: set[int] = {one.line.pk for one in waiting.judged if not one.line.name}
    return [r for r in waiting.rows if r.decision == Decision.OPEN and r.pk not in nameless][:ASKED_AT_ONCE]


def _answers_form(request: HttpRequest, page: dict[str, Any], rows: list[WaitingSignatory]) -> AnswersForm:
    bodies = queries.bodies_for(page["partnership"].pk, timezone.localdate())
    kinds = queries.kind_ids()
    return AnswersForm(
        sent(request),
        rows=rows,
        suggested={row.pk: _suggested(bodies, row.name) for row in rows},
        likely={row.pk: kinds.get(likely_kind(row.name)) for row in rows},
        kinds=kinds_to_choose_from(timezone.localdate()),
    )


def _suggested(bodies: Bodies, name: str) -> list[Any]:
    meant = bodies.meant_by(name)
    return [meant.certain] if meant.certain else list(meant.suggested)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_line(request: HttpRequest, slug: str, partnership: str, pk: int) -> HttpResponse:
    """Correct one line."""
    page = begin_list(request, slug, partnership)
    row = queries.waiting_line(page["partnership"].pk, pk)
    form = _line_form(request, page, row)
    looking = "look" in request.POST
    if form.is_bound and not looking and form.is_valid():
        try:
            operations.change_line(
                line_id=pk, expected_version=form.cleaned_data["version"], reading=form.reading(row), by=person_id(request)
            )  # fmt: skip
        except StaleSave as stale:
            return _stale_line(request, page, stale.current)
        messages.success(request, f"Line {row.position} is saved")
        return redirect(page["check"])
    return render(
        request, "areas/declarations/list_line.html", page | {"form": form, "row": row, "problem": _problem(page, row)}
    )


def _line_form(request: HttpRequest, page: dict[str, Any], row: WaitingSignatory, **more: Any) -> LineForm:
    """Return the form of a line; the names it suggests are like what was typed last."""
    today = timezone.localdate()
    bodies = queries.bodies_for(page["partnership"].pk, today)
    suggested = _suggested(bodies, request.POST.get("name", row.name))
    chosen = [body for body in bodies.all if body.pk == row.organisation_id and body not in suggested]
    likely = queries.kind_ids().get(likely_kind(row.name))
    start = line_as_stored(row, likely)
    data = more.get("data", sent(request))
    if "look" in request.POST:
        typed = LineForm(request.POST, suggested=(), kinds=())
        data, start = (
            None,
            start | {name: typed[name].value() for name in ("name", "kind", "role", "post", "signed_on")},
        )
    return LineForm(
        data, initial=start, suggested=[*chosen, *suggested], kinds=kinds_to_choose_from(today), cancel_url=page["check"]
    )  # fmt: skip


def _problem(page: dict[str, Any], row: WaitingSignatory) -> str:
    waiting = _waiting(page)
    judged: dict[int, Judged] = {one.line.pk: one for one in waiting.judged}
    return judged[row.pk].why if row.pk in judged else ""


def _stale_line(request: HttpRequest, page: dict[str, Any], current: WaitingSignatory | None) -> HttpResponse:
    """Show what somebody else made of the line; the form keeps what was typed and would now save over it."""
    if current is None:
        messages.info(request, "This line is gone: somebody else recorded the list or threw it away meanwhile")
        return redirect(page["check"])
    data = {**request.POST.dict(), "version": str(current.version)}
    form = _line_form(request, page, current, data=data)
    context = page | {"form": form, "row": current, "problem": "", "overtaken": True}
    return render(request, "areas/declarations/list_line.html", context, status=409)


@login_required
@require_POST
def signatory_list_record(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Record the list, all or none."""
    page = begin_list(request, slug, partnership)
    if page["declaration"] is None:
        messages.info(request, "The list is recorded with the declaration, once that is endorsed")
        return redirect(page["check"])
    try:
        written = operations.record_list(
            declaration_id=page["declaration"].pk,
            mark=request.POST.get("mark", ""),
            by=person_id(request),
            today=timezone.localdate(),
        )
    except StaleSave:
        messages.info(
            request, "Somebody changed the list or the signatories meanwhile. Nothing was recorded. Look again"
        )
        return redirect(page["check"])
    except operations.StillAsking:
        messages.info(request, "Some lines still need your answer. Nothing was recorded")
        return redirect(page["check"])
    messages.success(request, f"The list is recorded: {plural(written, 'signatory', 'signatories')} came or changed")
    return redirect(page["back"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_list_clear(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Ask, then throw the list away."""
    page = begin_list(request, slug, partnership)
    if request.method == "POST":
        lines = operations.drop_list(partnership_id=page["partnership"].pk, by=person_id(request))
        messages.success(request, f"The list is thrown away ({plural(lines, 'line')})")
        return redirect(page["back"])
    waiting = _waiting(page)
    context = page | {"form": ClearForm(cancel_url=page["check"]), "waiting": waiting}
    return render(request, "areas/declarations/list_clear.html", context)
