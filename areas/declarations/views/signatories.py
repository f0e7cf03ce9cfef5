"""Pages about the organisations that stand behind a declaration."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from areas.declarations import operations, queries
from areas.declarations.forms import NewOrganisationForm, SignatoryForm, as_seen
from areas.declarations.models import Declaration, Signatory
from areas.declarations.rules import Signature
from areas.declarations.views.agreement import may_edit, person_id, sent
from areas.organisations.forms import chosen, searched
from areas.organisations.queries import members_not_in
from areas.partnerships.queries import partnership_of_area
from areas.places.queries import area_called
from concordat.conflicts import StaleSave, differences
from concordat.web.forms import ConcordatForm
from concordat.web.words import date_words

LABELS = {"role": "How it stands", "post": "Post", "signed_on": "Date signed"}


def begin(request: HttpRequest, slug: str, partnership: str, *, before: bool = False) -> dict[str, Any]:
    """Return what every page here shows, for somebody who may edit; raises 404 or 403.

    ``before``: the page is of use before there is a declaration.
    """
    area = area_called(slug)
    group = partnership_of_area(area.pk, partnership)
    may_edit(request, group)
    declaration = queries.declaration_of(group.pk)
    if declaration is None and not before:
        raise Http404("Save the declaration before its signatories")
    back = reverse("declaration", args=[slug])
    return {
        "area": area,
        "partnership": group,
        "declaration": declaration,
        "back": back,
        "differences": (),
        "file_lost": False,
    } | dict.fromkeys(("organisation", "signatory"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_add(request: HttpRequest, slug: str, partnership: str) -> HttpResponse:
    """Find an organisation (``?q=``), then say how it stands (``?organisation=`` or ``?new=``)."""
    page = begin(request, slug, partnership)
    if "organisation" in request.GET:
        return _add_known(request, page)
    if "new" in request.GET:
        return _add_new(request, page)
    return _search(request, page)


def _search(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    standing = queries.organisations_in(page["declaration"])
    context = {
        "standing": standing,
        "suggested": [] if request.GET.get("q", "").strip() else members_not_in(page["partnership"].pk, standing),
        "suggested_heading": "Members of this partnership that have not signed",
    }
    return render(request, "areas/declarations/signatory_search.html", page | searched(request.GET) | context)


def _add_known(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    organisation = chosen(request.GET)
    form = SignatoryForm(sent(request), initial=_start(page["declaration"]), cancel_url=page["back"])
    page |= {"form": form, "organisation": organisation}

    def save() -> Signatory:
        return operations.add_signatory(
            declaration_id=page["declaration"].pk,
            organisation_id=organisation.pk,
            signature=form.signature(),
            by=person_id(request),
        )

    return _add(request, form, page, save)


def _add_new(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    start = {**_start(page["declaration"]), "name": request.GET.get("q", "")[:160]}
    form = NewOrganisationForm(sent(request), initial=start, cancel_url=page["back"])
    page |= {"form": form}

    def save() -> Signatory:
        return operations.add_new_signatory(
            declaration_id=page["declaration"].pk,
            name=form.cleaned_data["name"],
            kind_id=int(form.cleaned_data["kind"]),
            signature=form.signature(),
            by=person_id(request),
        )

    return _add(request, form, page, save)


def _add(request: HttpRequest, form: ConcordatForm, page: dict[str, Any], save: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            signatory = save()
        except operations.AlreadySigned as refusal:
            form.add_error(
                None,
                f"{refusal.signatory.organisation} stands in this declaration already. "
                "Go back to the declaration and change its entry there",
            )
        else:
            messages.success(request, f"{signatory.organisation} is recorded")
            return redirect(page["back"])
    return render(request, "areas/declarations/signatory_form.html", page)


def _start(declaration: Declaration) -> dict[str, Any]:
    return {"signed_on": declaration.signed_on, "role": "signatory"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatory_edit(request: HttpRequest, slug: str, partnership: str, pk: int) -> HttpResponse:
    """Change how an organisation stands."""
    page = begin(request, slug, partnership)
    signatory = queries.signatory_of(page["declaration"], pk)
    if signatory.withdrawn_on is not None:
        messages.info(request, f"{signatory.organisation} has withdrawn. Say so if it signs again")
        return redirect(page["back"])
    form = SignatoryForm(sent(request), initial=as_seen(signatory), cancel_url=page["back"])
    page |= {"form": form, "organisation": signatory.organisation, "signatory": signatory}
    if request.method != "POST" or not form.is_valid():
        return render(request, "areas/declarations/signatory_form.html", page)
    seen = form.seen()
    try:
        if seen is None:
            raise StaleSave(signatory)
        operations.edit_signatory(
            signatory_id=signatory.pk, seen=seen, signature=form.signature(), by=person_id(request)
        )
    except StaleSave as stale:
        return _stale(request, form, stale.current, page)
    messages.success(request, f"The entry of {signatory.organisation} is saved")
    return redirect(page["back"])


def _stale(request: HttpRequest, form: SignatoryForm, current: Signatory, page: dict[str, Any]) -> HttpResponse:
    """Show both entries; the form keeps what was typed and would now save over what is stored."""
    if current.withdrawn_on is not None:
        messages.info(request, f"{current.organisation} has withdrawn meanwhile. Nothing was changed")
        return redirect(page["back"])
    seen = {name: value for name, value in as_seen(current).items() if name.startswith("seen_")}
    data = {**request.POST.dict(), **seen}
    again = SignatoryForm(data, cancel_url=page["back"])
    told = differences(_words(queries.signature_of(current)), _words(form.signature()), LABELS)
    context = page | {"form": again, "differences": told}
    return render(request, "areas/declarations/signatory_form.html", context, status=409)


def _words(signature: Signature) -> dict[str, str]:
    return {
        "role": signature.role.label,
        "post": signature.post,
        "signed_on": date_words(signature.signed_on),
    }
