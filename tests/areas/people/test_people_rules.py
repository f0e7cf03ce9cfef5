"""Which roles one may give, and to which place a role belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.people.access import Reach, may_give
from areas.people.rules import GIVEN_BY_AREA_LEADS, Grant, Standing, has_its_scope, roles_to_give, standing_of
from areas.roles.rules import Role

IDS = st.none() | st.integers(1, 3)
LEAD = Reach(person_id=1, partnerships={1: frozenset({Role.AREA_LEAD}), 2: frozenset({Role.OFFICER})})
ADMIN = Reach(person_id=2, nation=frozenset({Role.ADMINISTRATOR}))


@pytest.mark.parametrize("role", list(Role))
def test_an_administrator_gives_every_role(role: Role) -> None:
    assert may_give(ADMIN, role, None)


@pytest.mark.parametrize("role", list(Role))
def test_an_area_lead_gives_the_roles_of_a_partnership_in_their_own_only(role: Role) -> None:
    assert may_give(LEAD, role, 1) is (role in GIVEN_BY_AREA_LEADS)
    assert not may_give(LEAD, role, 2)
    assert not may_give(LEAD, role, None)


@given(st.sampled_from(list(Role)), st.integers(1, 9))
def test_who_looks_after_nobody_gives_nothing(role: Role, partnership: int) -> None:
    assert not may_give(Reach(person_id=3, nation=frozenset({Role.ANALYST})), role, partnership)


def test_what_is_offered_is_what_may_be_given() -> None:
    assert set(roles_to_give(manages_people=True, invites=False)) == set(Role)
    assert set(roles_to_give(manages_people=False, invites=True)) == set(GIVEN_BY_AREA_LEADS)
    assert roles_to_give(manages_people=False, invites=False) == ()


@given(st.sampled_from(list(Role)), IDS, IDS, IDS)
def test_a_grant_has_one_right_set_of_places(
    role: Role, organisation: int | None, partnership: int | None, region: int | None
) -> None:
    filled = {name for name, value in (("o", organisation), ("p", partnership), ("r", region)) if value is not None}
    right = {
        Role.CONTRIBUTOR: {"o", "p"},
        Role.OFFICER: {"p"},
        Role.AREA_LEAD: {"p"},
        Role.REGIONAL_LEAD: {"r"},
        Role.ANALYST: set(),
        Role.ADMINISTRATOR: set(),
    }
    assert has_its_scope(Grant(role, organisation, partnership, region)) is (filled == right[role])


def test_an_account_stands_in_one_of_three_ways() -> None:
    assert standing_of(is_active=False, has_password=True) is Standing.CLOSED
    assert standing_of(is_active=True, has_password=False) is Standing.INVITED
    assert standing_of(is_active=True, has_password=True) is Standing.OPEN
