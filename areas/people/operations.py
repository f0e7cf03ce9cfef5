"""Writes about people: inviting, roles, names, accounts. Each whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from areas.audit.operations import record
from areas.people.access import Reach, may_give
from areas.people.models import Membership, Person
from areas.people.queries import other_administrators, own_roles, successors_of
from areas.people.rules import Grant, Named, has_its_scope
from areas.roles.rules import P, Role
from concordat.conflicts import StaleSave
from concordat.locks import hold
from concordat.mail import MailServer, NotTaken, ServerAway, as_email, site_host, write_message


class AdministratorThere(Exception):
    """Somebody looks after people already; they invite whoever comes next."""


class AccountClosed(Exception):
    """The address belongs to somebody whose account was closed."""


class LastAdministrator(Exception):
    """Without this person nobody could look after people any more."""


class LetterNotSent(Exception):
    """The mail server did not take the letter; the text says why."""


@dataclass(frozen=True)
class Invited:
    """Who was invited; ``is_new_role`` is False when the person held the role already."""

    person: Person
    is_new_role: bool


@transaction.atomic
def invite(*, email: str, named: Named, grant: Grant, by: Reach, today: date) -> Invited:
    """Give a role to the person with this address, who is made known if nobody has met them yet.

    Somebody known keeps their name and post. Sent twice it is one person with one role.

    Raises:
        PermissionDenied: ``by`` may not give this role there.
        AccountClosed: the account of that address was closed.
        ValueError: the grant does not name what its role is about.
    """
    if not may_give(by, grant.role, grant.partnership_id):
        raise PermissionDenied
    if not has_its_scope(grant):
        raise ValueError(f"{grant.role.label} needs another scope")
    person = _person(email, named, by)
    if not person.is_active:
        raise AccountClosed
    membership, is_new = Membership.objects.get_or_create(
        person=person, ended_on=None, defaults={"started_on": today}, **vars(grant)
    )
    if is_new:
        Membership.objects.filter(person=person, **vars(grant)).exclude(successor=None).update(successor=None)
        record(by=by.person_id, verb="gave role", thing=membership, after={"person": person.pk, **vars(grant)})
    return Invited(person, is_new)


def _person(email: str, named: Named, by: Reach) -> Person:
    address = email.strip().lower()
    known = Person.objects.filter(email=address).first()
    if known:
        return known
    try:
        with transaction.atomic():
            person = Person.objects.create_person(address, named.name, post=named.post)
    except IntegrityError:
        return Person.objects.get(email=address)
    record(by=by.person_id, verb="invited person", thing=person, after={"email": address, **vars(named)})
    return person


def send_invitation(*, person_id: int, by: Reach) -> None:
    """Send a letter that says what the person may do, with a link to choose a password if need be.

    Raises:
        LetterNotSent: the mail server did not take it. It may be sent again.
    """
    person = Person.objects.get(pk=person_id)
    context = {
        "name": person.name,
        "roles": [f"{role.get_role_display()}: {role.scope_words}" for role in own_roles(person.pk)],
        "link": "" if person.has_usable_password() else _password_link(person),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    email = as_email(
        write_message("invitation", context),
        to=person.email,
        message_id=f"<invitation.{uuid4()}@{site_host()}>",
        list_name="invitations",
    )
    try:
        with MailServer() as server:
            server.hand_over(email)
    except (NotTaken, ServerAway) as reason:
        raise LetterNotSent(str(reason)) from reason
    record(by=by.person_id, verb="sent invitation", thing=person)


@transaction.atomic
def first_administrator(*, email: str, name: str, today: date) -> str:
    """Make the first administrator of a new service; returns the link to choose a password.

    Raises:
        AdministratorThere: the service has an administrator.
        AccountClosed: the account of that address was closed.
    """
    hold("administrators")
    if other_administrators(0).exists():
        raise AdministratorThere
    service = Reach(nation=frozenset({Role.ADMINISTRATOR}))
    invited = invite(email=email, named=Named(name, ""), grant=Grant(Role.ADMINISTRATOR), by=service, today=today)
    return _password_link(invited.person)


def _password_link(person: Person) -> str:
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


@transaction.atomic
def end_membership(*, membership_id: int, by: Reach, today: date, successor_id: int | None = None) -> None:
    """End a role from today on; what the person did stays. Ending twice is once.

    ``successor_id`` names who is reminded from now on of what the person would have been.

    Raises:
        PermissionDenied: ``by`` may not end this role, or the successor may not see what it is about.
        LastAdministrator: nobody else looks after people.
    """
    membership = Membership.objects.get(pk=membership_id)
    if not may_give(by, Role(membership.role), membership.partnership_id):
        raise PermissionDenied
    if membership.role == Role.ADMINISTRATOR:
        _check_not_the_last(membership.person_id)
    if successor_id is not None and successor_id not in {pk for pk, _ in successors_of(membership, today)}:
        raise PermissionDenied
    ended = max(today, membership.started_on)
    still_held = Membership.objects.filter(pk=membership.pk, ended_on=None)
    if still_held.update(ended_on=ended, successor=successor_id):
        after = {"ended_on": ended.isoformat(), "successor": successor_id}
        record(by=by.person_id, verb="ended role", thing=membership, after=after)


def _check_not_the_last(person_id: int) -> None:
    """Look while nobody else does, so that two administrators cannot end each other at once."""
    hold("administrators")
    if not other_administrators(person_id).exists():
        raise LastAdministrator


@transaction.atomic
def edit_person(*, person_id: int, seen: Named, named: Named, by: Reach) -> None:
    """Change name and post, if they are still as the person saw them.

    Raises:
        StaleSave: somebody else changed them; ``current`` is the person now.
    """
    changed = Person.objects.filter(pk=person_id, **vars(seen)).update(**vars(named))
    current = Person.objects.get(pk=person_id)
    if not changed and (current.name, current.post) != (named.name, named.post):
        raise StaleSave(current)
    if changed and seen != named:
        record(by=by.person_id, verb="changed person", thing=current, before=vars(seen), after=vars(named))


@transaction.atomic
def close_account(*, person_id: int, by: Reach) -> None:
    """Keep a person out: sessions end at once and the password is forgotten. Nothing is deleted.

    Raises:
        PermissionDenied: ``by`` is no administrator, or it is their own account.
        LastAdministrator: nobody else looks after people.
    """
    if not by.nationwide(P.MANAGE_PEOPLE) or by.person_id == person_id:
        raise PermissionDenied
    _check_not_the_last(person_id)
    closed = Person.objects.filter(pk=person_id, is_active=True).update(is_active=False, password=make_password(None))
    if closed:
        record(by=by.person_id, verb="closed account", thing=Person.objects.get(pk=person_id))


@transaction.atomic
def open_account(*, person_id: int, by: Reach) -> None:
    """Let a person in again; they choose a new password. Raises ``PermissionDenied``."""
    if not by.nationwide(P.MANAGE_PEOPLE):
        raise PermissionDenied
    if Person.objects.filter(pk=person_id, is_active=False).update(is_active=True):
        record(by=by.person_id, verb="opened account", thing=Person.objects.get(pk=person_id))
