"""The members of a partnership."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.organisations.forms import chosen, searched
from areas.partnerships import operations, queries
from areas.partnerships.forms import LeaveForm, MemberForm, NewMemberForm, member_as_seen, seen_member
from areas.partnerships.models import PartnershipMember
from areas.partnerships.rules import Entry
from areas.partnerships.views.groups import administrator
from concordat.conflicts import StaleSave, differences
from concordat.web.words import date_words

LABELS = {"alias": "What the plan calls it", "joined_on": "Member since"}


def _begin(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return what every page here shows, for an administrator; raises 404."""
    by = administrator(request)
    group = queries.partnership_called(slug)
    back = reverse("partnership", args=[slug])
    page = {"by": by, "partnership": group, "back": back, "differences": (), "file_lost": False}
    return page | dict.fromkeys(("organisation", "member"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Find an organisation (``?q=``), then say how it stands (``?organisation=`` or ``?new=``)."""
    page = _begin(request, slug)
    if "organisation" in request.GET:
        return _add_known(request, page)
    if "new" in request.GET:
        return _add_new(request, page)
    context = {"standing": queries.member_ids(page["partnership"]), "suggested": ()}
    return render(request, "areas/partnerships/member_search.html", page | searched(request.GET) | context)


def _add_known(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    organisation = chosen(request.GET)
    form = MemberForm(_sent(request), cancel_url=page["back"])

    def save() -> PartnershipMember:
        return operations.add_member(
            partnership_id=page["partnership"].pk, organisation_id=organisation.pk, entry=form.entry(), by=page["by"]
        )

    return _add(request, form, page | {"organisation": organisation}, save)


def _add_new(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    start = {"name": request.GET.get("q", "")[:160]}
    form = NewMemberForm(_sent(request), initial=start, cancel_url=page["back"])

    def save() -> PartnershipMember:
        return operations.add_new_member(
            partnership_id=page["partnership"].pk,
            name=form.cleaned_data["name"],
            kind_id=int(form.cleaned_data["kind"]),
            entry=form.entry(),
            by=page["by"],
        )

    return _add(request, form, page, save)


def _add(
    request: HttpRequest, form: MemberForm, page: dict[str, Any], save: Callable[[], PartnershipMember]
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            member = save()
        except operations.AlreadyMember as refusal:
            form.add_error(
                None,
                f"{refusal.member.organisation} is a member already. "
                "Go back to the partnership and change its entry there",
            )
        else:
            messages.success(request, f"{member.organisation} is recorded as a member")
            return redirect(page["back"])
    return render(request, "areas/partnerships/member_form.html", page | {"form": form})


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _member(request: HttpRequest, slug: str, pk: int) -> tuple[dict[str, Any], PartnershipMember]:
    page = _begin(request, slug)
    member = queries.member_of(page["partnership"], pk)
    return page | {"member": member, "organisation": member.organisation}, member


def _gone(request: HttpRequest, member: PartnershipMember, back: str) -> HttpResponse:
    messages.info(request, f"{member.organisation} has left. Add it again if it is back")
    return redirect(back)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what the plan calls a member, and since when it belongs."""
    page, member = _member(request, slug, pk)
    if member.left_on is not None:
        return _gone(request, member, page["back"])
    form = MemberForm(_sent(request), initial=member_as_seen(member), cancel_url=page["back"])
    if not form.is_bound or not form.is_valid():
        return render(request, "areas/partnerships/member_form.html", page | {"form": form})
    seen = queries.entry_of(member)
    try:
        if not form.saw(seen) and form.entry() != seen:
            raise StaleSave(member)
        operations.edit_member(member_id=pk, seen=seen, entry=form.entry(), by=page["by"])
    except StaleSave as stale:
        return _stale(request, form.entry(), stale.current, page)
    messages.success(request, f"The entry of {member.organisation} is saved")
    return redirect(page["back"])


def _stale(request: HttpRequest, mine: Entry, current: PartnershipMember, page: dict[str, Any]) -> HttpResponse:
    """Show both entries; the form keeps what was typed and would now save over what is stored."""
    if current.left_on is not None:
        return _gone(request, current, page["back"])
    theirs = queries.entry_of(current)
    data = {**request.POST.dict(), **seen_member(theirs)}
    told = differences(_words(theirs), _words(mine), LABELS)
    context = page | {"form": MemberForm(data, cancel_url=page["back"]), "differences": told}
    return render(request, "areas/partnerships/member_form.html", context, status=409)


def _words(entry: Entry) -> dict[str, str]:
    return {"alias": entry.alias, "joined_on": date_words(entry.joined_on) if entry.joined_on else ""}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then record that an organisation has left."""
    page, member = _member(request, slug, pk)
    if member.left_on is not None:
        return _gone(request, member, page["back"])
    today = timezone.localdate()
    form = LeaveForm(_sent(request), initial={"left_on": today}, cancel_url=page["back"])
    if form.is_bound and form.is_valid():
        try:
            operations.end_member(member_id=pk, left_on=form.cleaned_data["left_on"], by=page["by"])
        except operations.LeftBeforeJoining:
            joined = date_words(member.joined_on)
            form.add_error("left_on", f"The day it left must be {joined} or later: it has been a member since then")
        else:
            messages.success(request, f"{member.organisation} is recorded as having left")
            return redirect(page["back"])
    context = {"form": form, "people": queries.people_for(member, today)}
    return render(request, "areas/partnerships/member_leave.html", page | context)
