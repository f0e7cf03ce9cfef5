"""Which organisation a typed name means; what is only like it has to be confirmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.rules import Bodies, KnownBody, likely_kind

POLICE = KnownBody(1, "Northshire Police", "Police force", "Police", ("the Force",), is_member=True)
TRUST = KnownBody(2, "Tees, Esk and Wear Valleys NHS Foundation Trust", "Mental health trust")
COUNTY = KnownBody(3, "Northshire County Council", "Local authority")
OVER = KnownBody(4, "NHS Northshire Clinical Commissioning Group", "Clinical commissioning group", is_over=True)
THEIRS = KnownBody(5, "Southbury Police", "Police force", "Police")
BODIES = [POLICE, TRUST, COUNTY, OVER, THEIRS]


@pytest.fixture
def bodies() -> Bodies:
    return Bodies(BODIES)


@pytest.mark.parametrize("name", ["Northshire Police", "northshire  POLICE", "the Northshire Police."])
def test_the_same_name_is_certain_whatever_its_case(bodies: Bodies, name: str) -> None:
    assert bodies.meant_by(name).certain == POLICE


@pytest.mark.parametrize("name", ["The Force", "Police"])
def test_what_the_partnership_calls_a_member_is_certain(bodies: Bodies, name: str) -> None:
    assert bodies.meant_by(name).certain == POLICE


def test_usual_short_forms_are_the_same_name(bodies: Bodies) -> None:
    assert bodies.meant_by("Tees Esk & Wear Valleys NHS FT").certain == TRUST


@pytest.mark.parametrize("name", ["Northshire Polcie", "Northshire police service"])
def test_a_likeness_is_only_suggested(bodies: Bodies, name: str) -> None:
    meant = bodies.meant_by(name)
    assert meant.certain is None
    assert meant.suggested[0] == POLICE


@pytest.mark.parametrize("name", ["TEWV", "TEWV NHS FT"])
def test_initials_are_suggested(bodies: Bodies, name: str) -> None:
    assert bodies.meant_by(name).suggested[0] == TRUST


def test_a_member_is_suggested_before_others_of_like_names() -> None:
    here = KnownBody(1, "Elm Hospital, County Durham", "Acute trust", is_member=True)
    others = [
        KnownBody(n, f"Elm Hospital, {place}", "Acute trust") for n, place in enumerate(("York", "Kent", "Ely"), 2)
    ]
    assert Bodies([*others, here]).meant_by("Elm Hospital").suggested[0] == here


def test_a_body_that_has_ended_is_never_certain(bodies: Bodies) -> None:
    meant = bodies.meant_by("NHS Northshire CCG")
    assert (meant.certain, meant.suggested) == (None, (OVER,))


def test_of_two_with_one_name_the_member_is_meant_or_both_are_suggested() -> None:
    twin = KnownBody(9, "Mind", "Voluntary", is_member=True)
    other = KnownBody(10, "Mind", "Voluntary")
    assert Bodies([twin, other]).meant_by("Mind").certain == twin
    assert set(Bodies([KnownBody(9, "Mind", "Voluntary"), other]).meant_by("Mind").suggested) == {
        KnownBody(9, "Mind", "Voluntary"), other,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "   ", "…", "Samaritans"])
def test_a_name_like_no_other_means_nobody(bodies: Bodies, name: str) -> None:
    meant = bodies.meant_by(name)
    assert (meant.certain, meant.suggested) == (None, ())


@given(st.text(max_size=80))
def test_only_a_known_name_is_certain(name: str) -> None:
    bodies = Bodies(BODIES)
    assert (bodies.meant_by(name).certain is not None) <= bodies.knows(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Northshire Constabulary", "police"),
        ("Police and Crime Commissioner for Northshire", "police-and-crime-commissioner"),
        ("Northshire Mind", "voluntary"),
        ("NHS Northshire CCG", "clinical-commissioning-group"),
        ("Blue Door", ""),
    ],
)
def test_a_name_speaks_of_its_kind(name: str, code: str) -> None:
    assert likely_kind(name) == code
