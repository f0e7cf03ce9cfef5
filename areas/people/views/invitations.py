"""Inviting people: first the role, then the person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from areas.people import operations
from areas.people.access import Reach
from areas.people.forms import InviteForm, InviteRoleForm
from areas.people.queries import grant_in_words
from areas.people.views.register import looks_after_people


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_invite(request: HttpRequest) -> HttpResponse:
    """Ask for the role (``?role=`` and its place), then for the person."""
    reach = looks_after_people(request)
    first = InviteRoleForm(request.GET if "role" in request.GET else None, reach=reach)
    if not first.is_bound or not first.is_valid():
        return render(request, "areas/people/invite_role.html", {"form": first})
    grant = first.grant()
    form = InviteForm(request.POST if request.method == "POST" else None, grant=grant)
    form.cancel_url = reverse("people")
    if form.is_bound and form.is_valid() and (invited := _invite(form, reach)):
        _say(request, invited, reach)
        return redirect("person", pk=invited.person.pk)
    return render(request, "areas/people/invite.html", {"form": form, "grant": grant_in_words(grant)})


def _invite(form: InviteForm, reach: Reach) -> operations.Invited | None:
    try:
        return operations.invite(
            email=form.cleaned_data["email"],
            named=form.named(),
            grant=form.whole_grant(),
            by=reach,
            today=timezone.localdate(),
        )
    except operations.AccountClosed:
        form.add_error("email", "The account with this address was closed. Ask an administrator to open it again first")
        return None


def _say(request: HttpRequest, invited: operations.Invited, reach: Reach) -> None:
    if not invited.is_new_role:
        messages.info(request, f"{invited.person} has this role already. Nothing was changed")
        return
    send_letter(request, invited.person.pk, f"An invitation is on its way to {invited.person.email}", reach)


def send_letter(request: HttpRequest, person_id: int, words: str, reach: Reach) -> None:
    """Send the letter and say so, or say what to do when the mail server is away."""
    try:
        operations.send_invitation(person_id=person_id, by=reach)
    except operations.LetterNotSent as reason:
        messages.error(
            request, f"The letter could not be sent. {reason} Nothing else is lost: send it again from this page"
        )
    else:
        messages.success(request, words)
