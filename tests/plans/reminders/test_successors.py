"""Somebody left and named who takes over: their reminders reach that person, as far as they may see the action."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from areas.models import Letter, Membership, Person
from areas.people.access import reach_of
from areas.people.operations import end_membership, invite
from areas.people.queries import successors_of
from areas.people.rules import Grant, Named
from areas.roles.rules import Role
from plans.reminders.operations import look_again, run_round
from tests.cast import Cast, make_person
from tests.plans.reminders.conftest import SetAction, letters_to

MONDAY = date(2026, 11, 23)


def told(day: date = MONDAY) -> set[str]:
    """Run a round and return whose letters it wrote."""
    run_round(day=day)
    written = Letter.objects.filter(key__startswith=f"digest:{day}:").exclude(state="superseded")
    return {letter.person.name for letter in written.select_related("person") if letter.person}


def leave(cast: Cast, who: Person, successor: Person | None = None) -> None:
    end_membership(
        membership_id=who.memberships.get().pk, by=reach_of(cast.leah), today=MONDAY,
        successor_id=successor.pk if successor else None,
    )  # fmt: skip


@pytest.fixture
def due(cast: Cast, set_action: SetAction) -> Cast:
    """The police's action is due in a week; a colleague of Colin's at the police updates too."""
    set_action(cast.police_action, due="2026-11-30")
    return cast


@pytest.fixture
def quinn(due: Cast) -> Person:
    """Another officer of Northshire, who would hear with Olive."""
    return make_person("Quinn", role=Role.OFFICER, partnership=due.partnership)


def test_the_successor_hears_in_the_leavers_place(due: Cast, quinn: Person) -> None:
    leave(due, due.colin, quinn)
    assert told() == {"Quinn"}


def test_without_a_successor_the_next_in_turn_hears(due: Cast, quinn: Person) -> None:
    leave(due, due.colin)
    assert told() == {"Olive", "Quinn"}


def test_a_letter_that_waited_for_the_leaver_reaches_the_successor(due: Cast, quinn: Person) -> None:
    run_round(day=MONDAY)
    leave(due, due.colin, quinn)
    look_again([letters_to("colin")[0].pk])
    assert letters_to("colin")[0].state == "superseded"
    assert told() == {"Quinn"}


def test_a_successor_who_left_too_hears_nothing(due: Cast, quinn: Person) -> None:
    leave(due, due.colin, quinn)
    Membership.objects.filter(person=quinn).update(ended_on=MONDAY)
    assert told(MONDAY + timedelta(days=1)) == {"Olive"}


def test_whoever_comes_back_takes_their_reminders_back(due: Cast, quinn: Person) -> None:
    leave(due, due.colin, quinn)
    grant = Grant(Role.CONTRIBUTOR, due.police.pk, due.partnership.pk)
    invite(email=due.colin.email, named=Named("Colin", ""), grant=grant, by=reach_of(due.leah), today=MONDAY)
    assert told() == {"Colin"}


@pytest.mark.parametrize("who", ["otto", "adam", "reg"])
def test_nobody_who_may_not_see_the_actions_can_be_named(due: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        leave(due, due.colin, getattr(due, who))
    assert due.colin.memberships.get().ended_on is None


def test_colleagues_who_see_all_of_it_are_offered(due: Cast) -> None:
    make_person("Tess", role=Role.CONTRIBUTOR, organisation=due.trust, partnership=due.partnership)
    make_person("Paul", role=Role.CONTRIBUTOR, organisation=due.police, partnership=due.partnership)
    assert [name for _, name in successors_of(due.colin.memberships.get(), MONDAY)] == ["Leah", "Olive", "Paul"]
    assert [name for _, name in successors_of(due.olive.memberships.get(), MONDAY)] == ["Leah"]
    assert successors_of(due.reg.memberships.get(), MONDAY) == []


def test_the_area_lead_names_the_successor_on_the_page(due: Cast, client: Client) -> None:
    client.force_login(due.leah)
    role = due.colin.memberships.get()
    path = f"/people/{due.colin.pk}/roles/{role.pk}/end/"
    assert "Who gets their reminders from now on?" in client.get(path).content.decode()
    wrong = client.post(path, {"successor": str(due.otto.pk)}).content.decode()
    assert "Select somebody who still works in this partnership" in wrong
    page = client.post(path, {"successor": str(due.olive.pk)}, follow=True).content.decode()
    assert "Reminders go to Olive" in page
    role.refresh_from_db()
    assert role.successor == due.olive
