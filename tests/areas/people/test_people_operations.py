"""Inviting, ending roles, closing accounts."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection

from areas.models import AuditEntry, Membership, Person
from areas.people.access import Reach, reach_of
from areas.people.operations import (
    AccountClosed,
    LastAdministrator,
    LetterNotSent,
    close_account,
    edit_person,
    end_membership,
    invite,
    open_account,
    send_invitation,
)
from areas.people.rules import Grant, Named
from areas.roles.rules import P, Role
from concordat.conflicts import StaleSave
from tests.cast import Cast, make_person

TODAY = date(2026, 11, 23)


def ask(by: Person, grant: Grant, email: str = "new@example.org", name: str = "Nora New") -> Person:
    return invite(email=email, named=Named(name, "Officer"), grant=grant, by=reach_of(by), today=TODAY).person


def officer(cast: Cast) -> Grant:
    return Grant(Role.OFFICER, partnership_id=cast.partnership.pk)


def test_somebody_new_is_made_known_without_a_password(cast: Cast) -> None:
    nora = ask(cast.leah, officer(cast), email=" New@Example.ORG ")
    assert (nora.email, nora.has_usable_password()) == ("new@example.org", False)
    assert nora.memberships.get().role == Role.OFFICER


def test_an_invitation_sent_twice_is_one_person_with_one_role(cast: Cast) -> None:
    first, second = ask(cast.leah, officer(cast)), ask(cast.leah, officer(cast))
    assert first == second
    assert first.memberships.count() == 1


def test_somebody_known_keeps_name_and_post(cast: Cast) -> None:
    otto = ask(cast.leah, officer(cast), email="otto@example.org", name="Somebody Else")
    assert (otto.pk, otto.name) == (cast.otto.pk, "Otto")
    assert otto.memberships.count() == 2


def test_an_area_lead_cannot_make_an_administrator(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ask(cast.leah, Grant(Role.ADMINISTRATOR))
    assert not Person.objects.filter(email="new@example.org").exists()


def test_an_area_lead_cannot_invite_into_another_partnership(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ask(cast.leah, Grant(Role.OFFICER, partnership_id=cast.other_partnership.pk))


def test_an_officer_invites_nobody(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ask(cast.olive, officer(cast))


def test_a_closed_account_is_not_invited(cast: Cast) -> None:
    Person.objects.filter(pk=cast.otto.pk).update(is_active=False)
    with pytest.raises(AccountClosed):
        ask(cast.leah, officer(cast), email="otto@example.org")


def test_who_gave_which_role_is_in_the_trail(cast: Cast) -> None:
    nora = ask(cast.leah, officer(cast))
    entry = AuditEntry.objects.get(verb="gave role")
    assert (entry.by, entry.after["person"], entry.after["role"]) == (cast.leah, nora.pk, "officer")


def test_an_ended_role_counts_no_more_from_the_same_day(cast: Cast) -> None:
    membership = cast.olive.memberships.get()
    end_membership(membership_id=membership.pk, by=reach_of(cast.leah), today=TODAY)
    olive = Person.objects.get(pk=cast.olive.pk)
    assert not reach_of(olive, TODAY).may(P.VIEW, partnership_id=cast.partnership.pk)


def test_an_area_lead_cannot_end_a_role_elsewhere(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        end_membership(membership_id=cast.otto.memberships.get().pk, by=reach_of(cast.leah), today=TODAY)


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(LastAdministrator):
        end_membership(membership_id=cast.adam.memberships.get().pk, by=reach_of(cast.adam), today=TODAY)
    assert cast.adam.memberships.get().ended_on is None


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other_at_once(cast: Cast) -> None:
    eve = make_person("Eve", role=Role.ADMINISTRATOR)
    ends = [(cast.adam, eve.memberships.get().pk), (eve, cast.adam.memberships.get().pk)]
    reaches = [reach_of(by) for by, _ in ends]
    together = threading.Barrier(2)

    def end(by: Reach, membership: int) -> None:
        together.wait()
        try:
            end_membership(membership_id=membership, by=by, today=TODAY)
        except LastAdministrator:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=(reaches[n], ends[n][1])) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.filter(role=Role.ADMINISTRATOR, ended_on=None).count() == 1


def test_a_closed_account_has_no_password_and_no_reach(cast: Cast) -> None:
    close_account(person_id=cast.olive.pk, by=reach_of(cast.adam))
    olive = Person.objects.get(pk=cast.olive.pk)
    assert (olive.is_active, olive.has_usable_password()) == (False, False)
    assert reach_of(olive) == Reach()


def test_nobody_closes_their_own_account_or_as_an_area_lead(cast: Cast) -> None:
    for by, whom in ((cast.adam, cast.adam), (cast.leah, cast.olive)):
        with pytest.raises(PermissionDenied):
            close_account(person_id=whom.pk, by=reach_of(by))


def test_an_account_opened_again_needs_a_new_password(cast: Cast) -> None:
    close_account(person_id=cast.olive.pk, by=reach_of(cast.adam))
    open_account(person_id=cast.olive.pk, by=reach_of(cast.adam))
    olive = Person.objects.get(pk=cast.olive.pk)
    assert (olive.is_active, olive.has_usable_password()) == (True, False)


def test_a_stale_name_is_refused(cast: Cast) -> None:
    before = Named("Olive", "")
    edit_person(person_id=cast.olive.pk, seen=before, named=Named("Olive Oak", ""), by=reach_of(cast.olive))
    with pytest.raises(StaleSave):
        edit_person(person_id=cast.olive.pk, seen=before, named=Named("Olivia", ""), by=reach_of(cast.leah))
    assert Person.objects.get(pk=cast.olive.pk).name == "Olive Oak"


def test_the_letter_names_the_role_and_has_a_link_to_choose_a_password(cast: Cast) -> None:
    nora = ask(cast.leah, officer(cast))
    send_invitation(person_id=nora.pk, by=reach_of(cast.leah))
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert "Officer: Northshire" in letter.body
    assert "http://testserver/accounts/password/reset/key/" in letter.body


def test_who_has_a_password_gets_no_link_to_choose_one(cast: Cast) -> None:
    send_invitation(person_id=cast.otto.pk, by=reach_of(cast.adam))
    assert "/reset/key/" not in mail.outbox[0].body


def test_a_mail_server_that_is_away_is_said_so(cast: Cast, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(LetterNotSent):
        send_invitation(person_id=cast.otto.pk, by=reach_of(cast.adam))
    assert not AuditEntry.objects.filter(verb="sent invitation").exists()
