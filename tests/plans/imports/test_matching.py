"""Which body a plan means."""

import pytest

from plans.imports.rules.matching import Body, match_body

BODIES = (
    Body(1, ("Northshire County Council", "Council", "NCC"), "local-authority"),
    Body(2, ("Northshire Police", "Police", ""), "police"),
    Body(3, ("Northshire Mental Health NHS Foundation Trust", "Trust", ""), "mental-health-trust"),
    Body(4, ("NHS Northshire Integrated Care Board", "", ""), "integrated-care-board"),
    Body(5, ("Northshire Mind", "Mind", ""), "voluntary"),
    Body(6, ("Shelter North", "", ""), "voluntary"),
    Body(7, ("Northshire Police and Crime Commissioner", "", ""), "police-and-crime-commissioner"),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Northshire Police", 2),
        ("the police", 2),
        ("POLICE", 2),
        ("CCG", 4),
        ("County Council", 1),
        ("NCC", 1),
        ("Mental Health Trust", 3),
        ("Northshire Mental Health Foundation Trust", 3),
        ("PCC", 7),
        ("Mind", 5),
    ],
)
def test_a_name_an_alias_or_a_kind_finds_the_body(written: str, meant: int) -> None:
    assert match_body(written, BODIES) == meant


@pytest.mark.parametrize("written", ["", "voluntary sector", "Acme Ltd", "Crisis pathway team"])
def test_what_fits_none_or_several_is_left_to_the_officer(written: str) -> None:
    assert match_body(written, BODIES) is None
