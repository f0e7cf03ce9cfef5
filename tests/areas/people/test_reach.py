"""How far a person reaches is what their memberships in force say, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from areas.models import Membership, Person
from areas.people.access import reach_of
from areas.roles.rules import Role
from tests.cast import Cast

BEGIN, END = date(2026, 4, 1), date(2026, 10, 1)


@pytest.fixture
def nora(cast: Cast) -> Person:
    person = Person.objects.create_person("nora@example.org", "Nora")
    Membership.objects.create(
        person=person, role=Role.OFFICER, partnership=cast.partnership, started_on=BEGIN, ended_on=END
    )
    Membership.objects.create(person=person, role=Role.REGIONAL_LEAD, region=cast.region, started_on=END)
    return person


@pytest.mark.parametrize("day", [BEGIN - timedelta(1), BEGIN, END - timedelta(1), END, END + timedelta(1)])
def test_a_reach_holds_the_roles_in_force_that_day(nora: Person, day: date) -> None:
    reach = reach_of(nora, day)
    held = [role for roles in (*reach.partnerships.values(), *reach.regions.values()) for role in roles]
    active = Membership.objects.active(day).filter(person=nora)
    assert sorted(held) == sorted(Role(one.role) for one in active)


def test_somebody_else_s_roles_are_not_in_it(nora: Person, cast: Cast) -> None:
    assert cast.other_partnership.pk not in reach_of(nora, BEGIN).partnerships


def test_a_closed_account_reaches_nowhere(nora: Person) -> None:
    nora.is_active = False
    assert reach_of(nora, BEGIN).partnerships == {}
