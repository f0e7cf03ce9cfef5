"""Pages about declarations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from areas.declarations import queries
from areas.declarations.forms import DeclarationForm
from areas.declarations.models import Declaration
from areas.declarations.operations import record_declaration
from areas.declarations.rules import DeclarationStatus, merged_with
from areas.partnerships.models import Partnership
from areas.partnerships.queries import partnership_of_area, regions_of
from areas.people.access import check_may, reach_of
from areas.places.models import LocalArea
from areas.places.queries import area_called
from areas.roles.rules import P
from concordat.conflicts import Clash, StaleSave, differences
from concordat.web.fields import DateText
from concordat.web.words import date_words, list_words

LABELS = {"text": "Agreed text", "status": "Where it stands", "signed_on": "Date signed"}


@require_safe
def declaration(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what an area has signed."""
    area = area_called(slug)
    shown = queries.declarations_of_area(area, reach_of(request.user), timezone.localdate())
    return render(
        request, "areas/declarations/declaration.html", {"area": area, "shown": shown, "today": timezone.localdate()}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declaration_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Record or change what a partnership of the area agreed (``?partnership=`` when it has several)."""
    area = area_called(slug)
    found = _chosen(request, area)
    if isinstance(found, list):
        return render(
            request,
            "areas/declarations/choose.html",
            {"area": area, "partnerships": found, "back": reverse("declaration", args=[slug])},
        )
    current = queries.declaration_of(found.pk)
    form = DeclarationForm(sent(request), request.FILES or None, current=current)
    form.cancel_url = reverse("declaration", args=[slug])
    page = {"area": area, "partnership": found, "current": current, "form": form, "differences": ()}
    if request.method != "POST":
        return render(request, "areas/declarations/edit.html", page)
    if _changed_meanwhile(form, current):
        return _stale(request, form, current, page)
    if not form.is_valid():
        return render(request, "areas/declarations/edit.html", page)
    return _save(request, form, found, page)


def _chosen(request: HttpRequest, area: LocalArea) -> Partnership | list[Partnership]:
    """Return the partnership to edit, or those to choose from."""
    reach, today = reach_of(request.user), timezone.localdate()
    slug = request.GET.get("partnership", "")
    if slug:
        partnership = partnership_of_area(area.pk, slug)
        may_edit(request, partnership)
        return partnership
    shown = queries.declarations_of_area(area, reach, today)
    editable = [one.partnership for one in shown if one.may_edit]
    if not editable and any(one.may_view for one in shown):
        raise PermissionDenied
    if not editable:
        raise Http404
    return editable[0] if len(editable) == 1 else editable


def may_edit(request: HttpRequest, partnership: Partnership) -> None:
    """Let through who may edit the partnership's declaration; raises 404 or 403."""
    regions = regions_of(partnership)
    check_may(reach_of(request.user), P.EDIT_DECLARATION, partnership_id=partnership.pk, region_ids=regions)


def person_id(request: HttpRequest) -> int:
    """Return who is signed in; asked only behind ``login_required``."""
    assert request.user.pk is not None
    return int(request.user.pk)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, even if that is nothing; None when it was not sent."""
    return request.POST if request.method == "POST" else None


def _changed_meanwhile(form: DeclarationForm, current: Declaration | None) -> bool:
    """Say whether the form was drawn from another version and cannot be judged against this one."""
    return current is not None and not form.is_valid() and form.cleaned_data["version"] != current.version


def _save(request: HttpRequest, form: DeclarationForm, partnership: Partnership, page: dict[str, Any]) -> HttpResponse:
    try:
        saved = record_declaration(
            partnership_id=partnership.pk,
            expected_version=form.cleaned_data["version"],
            agreed=form.agreed(),
            copy=form.cleaned_data["copy"],
            by=person_id(request),
            today=timezone.localdate(),
        )
    except StaleSave as stale:
        return _stale(request, form, stale.current, page, stale.clashes)
    messages.success(request, f"The declaration is saved. {_beside(saved.beside)}".strip())
    return redirect("declaration", slug=page["area"].slug)


def _beside(names: tuple[str, ...]) -> str:
    """Return a sentence on what somebody else changed and is kept; empty where that is nothing."""
    changed = list_words([f"“{LABELS[name]}”" for name in names])
    return f"Somebody else changed {changed} while you were writing; both are kept." if names else ""


def _stale(
    request: HttpRequest,
    form: DeclarationForm,
    current: Declaration | None,
    page: dict[str, Any],
    clashes: tuple[Clash, ...] = (),
) -> HttpResponse:
    """Show both texts; the form keeps what was typed, has theirs where only they changed it, and would now save over them."""
    assert current is not None
    day = form.cleaned_data.get("signed_on", form["signed_on"].value())
    mine = _in_words(form.data.get("status", ""), form["text"].value() or "", day)
    theirs = _in_words(current.status, current.text, current.signed_on)
    base = queries.agreed_at(current.pk, form.cleaned_data.get("version", 0)) if clashes else None
    clashing = {clash.name for clash in clashes}
    taken = merged_with(base, queries.said_in(current), form.agreed()).from_theirs if base else ()
    again = DeclarationForm(_going_on(request, current, taken), current=current, cancel_url=form.cancel_url)
    context = {
        "form": again,
        "current": current,
        "differences": differences(
            theirs,
            mine,
            {name: label for name, label in LABELS.items() if not clashing or name in clashing},
            _in_words(base.status, base.text, base.signed_on) if base else None,
        ),
        "beside": _beside(taken),
        "file_lost": bool(form.files),
    }
    return render(request, "areas/declarations/edit.html", page | context, status=409)


def _going_on(request: HttpRequest, current: Declaration, taken: tuple[str, ...]) -> dict[str, Any]:
    """Return what was typed, on the version that is stored now; ``taken`` fields become theirs."""
    data: dict[str, Any] = {**request.POST.dict(), "version": str(current.version)}
    data |= {name: getattr(current, name) for name in taken if name != "signed_on"}
    if "signed_on" in taken:
        boxes = DateText.of(current.signed_on)
        data |= {f"signed_on_{box}": text for box, text in zip(boxes._fields, boxes, strict=True)}
    return data


def _in_words(status: str, text: str, signed_on: Any) -> dict[str, str]:
    label = DeclarationStatus(status).label if status in DeclarationStatus.values() else status
    day = " ".join(signed_on) if isinstance(signed_on, tuple) else date_words(signed_on)
    return {"status": label, "text": text, "signed_on": day.strip()}
