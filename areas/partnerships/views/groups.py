"""The partnerships, one of them, and its name and areas."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from areas.partnerships import operations, queries
from areas.partnerships.forms import PartnershipForm, PartnershipSearch, partnership_as_seen, seen_partnership
from areas.partnerships.models import Partnership
from areas.partnerships.rules import Named
from areas.people.access import reach_of
from areas.roles.rules import P
from concordat.conflicts import StaleSave, differences
from concordat.web.words import list_words

ON_A_PAGE = 25
LABELS = {"name": "Name of the partnership", "areas": "Areas it covers"}


def administrator(request: HttpRequest) -> int:
    """Return who is signed in, if they look after the catalogue; for others these pages do not exist (404)."""
    reach = reach_of(request.user)
    if reach.person_id is None or not reach.nationwide(P.MANAGE_CATALOGUE):
        raise Http404
    return reach.person_id


@login_required
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    """List the partnerships with their areas, members and people."""
    administrator(request)
    form = PartnershipSearch(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    found = queries.find_partnerships(words, timezone.localdate())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "areas/partnerships/partnerships.html", {"form": form, "page": page})


@login_required
@require_safe
def partnership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one partnership: where it works, who belongs to it, and what it has signed and planned."""
    administrator(request)
    group = queries.partnership_called(slug)
    context = {
        "partnership": group,
        "declaration": getattr(group, "declaration", None),
        "plans": queries.newest_plans(group),
        "members": queries.members_of(group),
        "people": queries.people_count(group, timezone.localdate()),
    }
    return render(request, "areas/partnerships/partnership.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partnership_add(request: HttpRequest) -> HttpResponse:
    """Make a partnership."""
    by = administrator(request)
    form = PartnershipForm(request.POST if request.method == "POST" else None, cancel_url=reverse("partnerships"))
    if form.is_bound and form.is_valid():
        try:
            made = operations.add_partnership(wanted=form.wanted(), by=by)
        except operations.NameTaken as refusal:
            form.add_error("name", _taken(refusal))
        else:
            messages.success(request, f"The partnership {made} is saved. Add its members next")
            return redirect("partnership", slug=made.slug)
    return render(request, "areas/partnerships/partnership_form.html", _page(form, None))


def _taken(refusal: operations.NameTaken) -> str:
    return f"There is a partnership called {refusal.partnership} already. Change that one, or enter another name"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partnership_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the name of a partnership and the areas it covers."""
    by = administrator(request)
    group = queries.partnership_called(slug)
    form = _form(request.POST if request.method == "POST" else None, group)
    page = _page(form, group)
    if form.is_bound and form.is_valid():
        try:
            operations.edit_partnership(partnership_id=group.pk, seen=form.seen(), wanted=form.wanted(), by=by)
        except StaleSave as stale:
            return _stale(request, form.wanted(), stale.current, page)
        except operations.NameTaken as refusal:
            form.add_error("name", _taken(refusal))
        except operations.PlannedAreas as refusal:
            areas = list_words(refusal.areas)
            form.add_error("areas", f"A plan of this partnership covers {areas}. Take it out of the plan first")
        else:
            messages.success(request, "The name and areas are saved")
            return redirect(form.cancel_url)
    return render(request, "areas/partnerships/partnership_form.html", page)


def _page(form: PartnershipForm, group: Partnership | None) -> dict[str, Any]:
    return {"form": form, "partnership": group, "back": form.cancel_url, "differences": (), "file_lost": False}


def _form(data: Any, group: Partnership) -> PartnershipForm:
    start = partnership_as_seen(group)
    back = reverse("partnership", args=[group.slug])
    return PartnershipForm(data, initial=start, covered=start["areas"], cancel_url=back)


def _stale(request: HttpRequest, mine: Named, current: Partnership, page: dict[str, Any]) -> HttpResponse:
    """Show both; the form keeps what was typed and would now save over what is stored."""
    theirs = queries.named(current)
    data = request.POST.copy()
    for name, value in seen_partnership(theirs).items():
        data[name] = value
    told = differences(_words(theirs), _words(mine), LABELS)
    context = page | {"form": _form(data, current), "differences": told}
    return render(request, "areas/partnerships/partnership_form.html", context, status=409)


def _words(what: Named) -> dict[str, str]:
    return {"name": what.name, "areas": ", ".join(queries.names_of_areas(what.areas))}
