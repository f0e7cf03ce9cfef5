"""The known kinds and bodies, and what is only our belief about them."""

from __future__ import annotations

from datetime import date

import pytest

from areas.models import Organisation, OrganisationKind
from areas.organisations.operations import load_organisations

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_organisations()


def test_five_kinds_are_core_and_confirmed_today() -> None:
    kinds = OrganisationKind.objects.core().current(TODAY).filter(core_confirmed=True)
    assert set(kinds.values_list("code", flat=True)) == {
        "local-authority",
        "integrated-care-board",
        "mental-health-trust",
        "ambulance-trust",
        "police",
    }


def test_three_kinds_are_core_by_belief_only() -> None:
    kinds = OrganisationKind.objects.core().filter(core_confirmed=False)
    assert kinds.count() == 3


def test_the_board_takes_the_place_of_the_group() -> None:
    group = OrganisationKind.objects.get(code="clinical-commissioning-group")
    assert (group.successor.code, group.valid_to) == ("integrated-care-board", date(2022, 6, 30))


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("police", 39),
        ("transport-police", 1),
        ("ambulance-trust", 11),
        ("mental-health-trust", 50),
        ("local-authority", 153),
        ("integrated-care-board", 48),
    ],
)
def test_every_known_body_is_there(code: str, number: int) -> None:
    assert Organisation.objects.filter(kind__code=code).count() == number


def test_a_board_that_ended_names_its_one_successor() -> None:
    board = Organisation.objects.get(name__startswith="NHS Norfolk and Waveney")
    assert board.successor.name == "NHS Norfolk and Suffolk Integrated Care Board"
    assert board.valid_to == date(2026, 3, 31)


def test_a_board_that_was_divided_has_each_of_its_successors() -> None:
    frimley = Organisation.objects.get(name__startswith="NHS Frimley")
    assert frimley.successor is None
    assert {s.successor.name for s in frimley.successions.all()} == {
        "NHS Thames Valley Integrated Care Board",
        "NHS Surrey and Sussex Integrated Care Board",
        "NHS Hampshire and Isle of Wight Integrated Care Board",
    }
    assert {s.on for s in frimley.successions.all()} == {date(2026, 4, 1)}


def test_a_board_that_kept_its_name_is_one_body() -> None:
    board = Organisation.objects.get(name__startswith="NHS Hampshire and Isle of Wight")
    assert (board.valid_from, board.valid_to) == (date(2022, 7, 1), None)


def test_a_body_that_somebody_typed_stays() -> None:
    kind = OrganisationKind.objects.get(code="voluntary")
    Organisation.objects.create(name="Northshire Mind", kind=kind)
    load_organisations()
    assert Organisation.objects.filter(name="Northshire Mind").exists()
