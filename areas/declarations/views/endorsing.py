"""The last two steps: the other organisations, and checking and endorsing all of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.declarations import operations, queries
from areas.declarations.forms import EndorseForm, MembersForm, OthersForm, PasteForm
from areas.declarations.forms.steps import seen_of
from areas.declarations.rules import PastedLine, Step, difference
from areas.declarations.views.agreement import person_id, sent
from areas.declarations.views.lists import keep_pasted, list_context
from areas.declarations.views.steps import after_saving, begin_step, save_others
from areas.organisations.queries import members_not_in
from concordat.conflicts import StaleSave
from concordat.web.components import Action, Row
from concordat.web.words import date_words, plural


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_others(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Gather the other organisations: members by a tick, others pasted; then say that the list is complete."""
    page = begin_step(request, slug, partnership, Step.OTHERS)
    which = request.POST.get("form", "done")
    near = _not_listed(page)
    forms = {
        "members": MembersForm(sent(request) if which == "members" else None, near=near),
        "paste": PasteForm(sent(request) if which == "paste" else None, request.FILES or None),
        "done": OthersForm(
            sent(request) if which == "done" else None,
            initial=seen_of(page["way"].drafted.others_done),
            cancel_url=page["start"],
        ),
    }
    form = forms.get(which)
    if form is not None and form.is_bound and form.is_valid():
        if isinstance(form, OthersForm):
            save_others(request, page, form)
            return after_saving(request, page, Step.OTHERS)
        if isinstance(form, MembersForm):
            _add_members(request, page, form, dict(near))
            return redirect(request.path)
        if isinstance(form, PasteForm) and keep_pasted(request, form, page):
            return redirect(request.path)
    context = list_context(request, page["way"].waiting) | {"near": near, "forms": forms}
    return render(request, "areas/declarations/step_others.html", page | context)


def _not_listed(page: dict[str, Any]) -> list[tuple[int, str]]:
    """Return ids and names of members that neither stand, nor wait in the list, nor are one's own organisation."""
    way, declaration = page["way"], page["declaration"]
    listed = {row.organisation_id for row in way.waiting.rows} | {way.drafted.own.organisation_id}
    standing = queries.organisations_in(declaration) if declaration else set()
    there = standing | {pk for pk in listed if pk}
    return [(body.pk, body.name) for body in members_not_in(page["partnership"].pk, there)]


def _add_members(request: HttpRequest, page: dict[str, Any], form: MembersForm, names: dict[int, str]) -> None:
    ticked = form.cleaned_data["members"]
    kept, _ = operations.keep_list(
        partnership_id=page["partnership"].pk,
        lines=[PastedLine(names[pk], names[pk]) for pk in ticked],
        meant={names[pk]: pk for pk in ticked},
        by=person_id(request),
    )
    messages.success(request, f"{plural(kept, 'organisation')} added to the list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_check(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Show everything, with a way to change each answer; then endorse it."""
    page = begin_step(request, slug, partnership, Step.CHECK)
    way, declaration = page["way"], page["declaration"]
    start = {"draft": way.version, "declaration": declaration.version if declaration else 0, "mark": way.waiting.mark}
    form = EndorseForm(sent(request), initial=start, cancel_url=page["start"])
    if form.is_bound and form.is_valid():
        if found := _endorsed(request, form, page):
            return found
        return redirect(request.path)
    standing = queries.kinds_signed(declaration)
    context = {
        "form": form,
        "rows": _rows(page),
        "missing": queries.still_missing(way, standing, timezone.localdate()),
        "pieces": _pieces(page),
    }
    return render(request, "areas/declarations/step_check.html", page | context | _signing(page))


def _endorsed(request: HttpRequest, form: EndorseForm, page: dict[str, Any]) -> HttpResponse | None:
    """Endorse and say so; None where the page has to be looked at again."""
    typed = form.cleaned_data
    try:
        operations.endorse(
            partnership_id=page["partnership"].pk,
            seen=operations.Seen(typed["draft"], typed["declaration"], typed["mark"]),
            by=person_id(request),
            today=timezone.localdate(),
        )
    except operations.EndorsedAlready:
        messages.info(request, "The declaration is endorsed and signed already. Nothing more was written")
        return redirect(page["back"])
    except StaleSave:
        messages.info(
            request,
            "Somebody changed the draft or the declaration since you looked. Nothing was written. Check it again",
        )
        return None
    except (operations.NotComplete, operations.StillAsking):
        messages.info(request, "Some of it is not finished. Nothing was written. See what is missing below")
        return None
    messages.success(request, "The declaration is endorsed and recorded as signed")
    return redirect(page["back"])


def _rows(page: dict[str, Any]) -> list[Row]:
    """Return the answers of the first two steps."""
    way, group = page["way"], page["way"].drafted.group
    here = [page["area"].slug, page["partnership"].slug]
    first, second = (reverse(f"declaration-step-{step}", args=here) for step in (Step.ORGANISATION, Step.GROUP))
    areas = [area.name for area in page["partnership"].areas.all()]
    return [
        Row("Your organisation", way.own_name, (Action("Change", first, "your organisation"),)),
        Row("Post of the person who signs", way.drafted.own.post, (Action("Change", first, "post"),)),
        Row("Group", page["partnership"].name),
        Row("Areas it covers", areas, (Action("Change", second, "whether group and areas are right"),)),
        Row("Agreed text", group.text, (Action("Change", second, "agreed text"),), preserve_lines=True),
        Row("Date signed", date_words(group.signed_on), (Action("Change", second, "date signed"),)),
    ]


def _pieces(page: dict[str, Any]) -> tuple[Any, ...]:
    """Return what changes in a text that is recorded already."""
    declaration, text = page["declaration"], page["way"].drafted.group.text
    changes = declaration is not None and declaration.text and declaration.text != text
    return difference(declaration.text, text) if changes else ()


def _signing(page: dict[str, Any]) -> dict[str, Any]:
    """Return the organisations that will stand once this is endorsed, by name with their signature."""
    way = page["way"]
    names = {row.pk: row.organisation.name if row.organisation else row.name for row in way.waiting.rows}
    names[0] = way.own_name
    signing = [(names[one.line.pk], one) for one in way.waiting.judged if one.signature and one.fate != "double"]
    others = queries.signatures_in(page["declaration"]) if page["declaration"] else {}
    return {"signing": signing, "already": len(others)}
