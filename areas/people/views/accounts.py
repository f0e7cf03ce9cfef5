"""Names, passwords and accounts: one's own, and those one looks after."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas.people import operations, queries
from areas.people.access import Reach, reach_of
from areas.people.forms import CloseAccountForm, OpenAccountForm, PersonForm, as_seen
from areas.people.models import Person
from areas.people.views.invitations import send_letter
from areas.people.views.register import LAST, look_after
from areas.roles.rules import P
from concordat.conflicts import StaleSave, differences

LABELS = {"name": "Full name", "post": "Post"}


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account."""
    reach = reach_of(request.user)
    assert reach.person_id is not None
    roles = queries.own_roles(reach.person_id)
    return render(request, "areas/people/account.html", {"person": request.user, "roles": roles})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a name and a post: one's own, or of a person one looks after."""
    reach = reach_of(request.user)
    own = pk == reach.person_id
    whom = _own(request) if own else look_after(request, pk)[1]
    back = reverse("account") if own else reverse("person", args=[pk])
    sent = request.POST if request.method == "POST" else None
    form = PersonForm(sent, initial=as_seen(whom), cancel_url=back)
    context = {"person": whom, "form": form, "back": back, "differences": (), "file_lost": False}
    if not form.is_bound or not form.is_valid():
        return render(request, "areas/people/person_edit.html", context)
    try:
        operations.edit_person(person_id=pk, seen=form.seen(), named=form.named(), by=reach)
    except StaleSave as stale:
        return _stale(request, form, stale.current, context)
    messages.success(request, "The name and post are saved")
    return redirect(back)


def _own(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _stale(request: HttpRequest, form: PersonForm, current: Person, context: dict[str, object]) -> HttpResponse:
    data = {**request.POST.dict(), "seen_name": current.name, "seen_post": current.post}
    again = PersonForm(data, cancel_url=form.cancel_url)
    told = differences(vars(current), vars(form.named()), LABELS)
    return render(request, "areas/people/person_edit.html", context | {"form": again, "differences": told}, status=409)


@require_POST
@login_required
def person_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitation once more, with a fresh link."""
    reach, whom = look_after(request, pk)
    if not whom.is_active:
        raise Http404("The account is closed")
    send_letter(request, pk, f"A new letter is on its way to {whom.email}", reach)
    return redirect("person", pk=pk)


def _may_close(request: HttpRequest, pk: int) -> tuple[Reach, Person]:
    reach, whom = look_after(request, pk)
    if not reach.nationwide(P.MANAGE_PEOPLE) or pk == reach.person_id:
        raise PermissionDenied
    return reach, whom


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then close an account."""
    reach, whom = _may_close(request, pk)
    back = reverse("person", args=[pk])
    form = CloseAccountForm(request.POST if request.method == "POST" else None, cancel_url=back)
    if form.is_bound:
        try:
            operations.close_account(person_id=pk, by=reach)
        except operations.LastAdministrator:
            form.add_error(None, LAST)
        else:
            messages.success(request, f"The account of {whom} is closed")
            return redirect(back)
    return render(request, "areas/people/account_close.html", {"person": whom, "form": form, "back": back})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then open an account again."""
    reach, whom = _may_close(request, pk)
    back = reverse("person", args=[pk])
    form = OpenAccountForm(request.POST if request.method == "POST" else None, cancel_url=back)
    if form.is_bound:
        operations.open_account(person_id=pk, by=reach)
        send_letter(request, pk, f"The account of {whom} is open, and a letter is on its way", reach)
        return redirect(back)
    return render(request, "areas/people/account_open.html", {"person": whom, "form": form, "back": back})
