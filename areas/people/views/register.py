"""The people somebody looks after, one person, and the end of a role."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from areas.outbox.operations import trust_address
from areas.outbox.queries import dead_address
from areas.people import operations, queries
from areas.people.access import Reach, invites_somewhere, may_give, reach_of
from areas.people.forms import EndRoleForm, PeopleSearch
from areas.people.models import Person
from areas.roles.rules import P, Role

ON_A_PAGE = 25
LAST = "Make somebody else an administrator first: this is the last one"


def looks_after_people(request: HttpRequest) -> Reach:
    """Return the reach of somebody who may look after people; raises 403 for others."""
    reach = reach_of(request.user)
    if not invites_somewhere(reach):
        raise PermissionDenied
    return reach


def look_after(request: HttpRequest, pk: int) -> tuple[Reach, Person]:
    """Return the reach and the person it reaches; raises 404 for anybody else's people."""
    reach = reach_of(request.user)
    if not invites_somewhere(reach):
        raise Http404
    return reach, queries.person_in_reach(reach, pk)


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people in reach, with their roles."""
    reach = looks_after_people(request)
    form = PeopleSearch(request.GET if {"q", "role"} & set(request.GET) else None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.find_people(reach, asked.get("q", ""), asked.get("role", ""))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_national": reach.nationwide(P.MANAGE_PEOPLE)}
    return render(request, "areas/people/people.html", context)


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person and the roles they hold and held."""
    reach, whom = look_after(request, pk)
    roles = [
        (role, role.ended_on is None and may_give(reach, Role(role.role), role.partnership_id))
        for role in queries.roles_of(reach, whom)
    ]
    context = {
        "person": whom,
        "roles": roles,
        "dead": dead_address(whom.email),
        "may_close": reach.nationwide(P.MANAGE_PEOPLE) and whom.pk != reach.person_id,
        "may_end_any": any(may_end for _, may_end in roles),
    }
    return render(request, "areas/people/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """Ask, then end a role."""
    reach, whom = look_after(request, pk)
    role = queries.role_in_reach(reach, whom, membership)
    back = reverse("person", args=[pk])
    today = timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = EndRoleForm(posted, successors=queries.successors_of(role, today), cancel_url=back)
    if form.is_bound and form.is_valid():
        successor = form.cleaned_data.get("successor")
        try:
            operations.end_membership(membership_id=role.pk, by=reach, today=today, successor_id=successor)
        except operations.LastAdministrator:
            form.add_error(None, LAST)
        else:
            messages.success(request, f"{whom} is no longer {role.get_role_display().lower()} ({role.scope_words})")
            return redirect(back if whom.pk != reach.person_id else "account")
    context = {"person": whom, "role": role, "form": form, "back": back}
    return render(request, "areas/people/membership_end.html", context)


@require_POST
@login_required
def person_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Let letters go to somebody's address again: who looks after them."""
    reach, whom = look_after(request, pk)
    if trust_address(address=whom.email, by=reach.person_id):
        messages.success(request, f"Letters go to {whom.email} again. What was held back lately is sent now.")
    return redirect("person", pk=pk)
