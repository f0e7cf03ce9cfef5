"""Who gets which page: 200, the way to sign in, or no such page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast

SIGN_IN = "/accounts/login/"
PUBLIC = ["/", "/areas/", "/areas/northshire/"]
PEOPLE = ["olive", "colin", "leah", "reg", "ana", "adam", "otto"]
MAY = {
    "/me/": set(PEOPLE),
    "/regions/north-east/": {"reg", "ana", "adam"},
    "/regions/south-east/": {"ana", "adam"},
    "/national/": {"reg", "ana", "adam"},
    "/exports/": {"ana", "adam"},
    "/exports/national.csv": {"ana", "adam"},
    "/exports/national.xlsx": {"ana", "adam"},
    "/exports/actions.csv": {"ana", "adam"},
    "/exports/actions.xlsx": {"ana", "adam"},
}


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("name", [None, *PEOPLE])
def test_everybody_may_see_what_is_public(cast: Cast, client: Client, address: str, name: str | None) -> None:
    if name:
        client.force_login(getattr(cast, name))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*MAY, "/regions/"])
def test_a_visitor_is_asked_to_sign_in(cast: Cast, client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={address}")


@pytest.mark.parametrize("address", MAY)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_page_exists_for_those_who_may_see_it(cast: Cast, client: Client, address: str, name: str) -> None:
    client.force_login(getattr(cast, name))
    answer = client.get(address)
    assert b"".join(answer)
    assert answer.status_code == (200 if name in MAY[address] else 404)


def test_the_only_region_opens_by_itself(cast: Cast, client: Client) -> None:
    client.force_login(cast.reg)
    assert client.get("/regions/")["Location"] == "/regions/north-east/"


def test_an_analyst_chooses_a_region(cast: Cast, client: Client) -> None:
    client.force_login(cast.ana)
    page = client.get("/regions/").content.decode()
    assert 'href="/regions/north-east/"' in page
    assert 'href="/regions/south-east/"' in page


def test_an_officer_has_no_regions(cast: Cast, client: Client) -> None:
    client.force_login(cast.olive)
    assert client.get("/regions/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/areas/nowhere/", "/regions/nowhere/", "/exports/nothing.csv", "/exports/national.exe"]
)
def test_what_does_not_exist_is_not_found(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.ana)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("olive", ["/me/", "/areas/"], ["/national/", "/exports/", "/regions/"]),
        ("reg", ["/national/", "/regions/"], ["/exports/"]),
        ("ana", ["/national/", "/regions/", "/exports/"], []),
    ],
)
def test_the_menu_shows_only_what_one_may_do(
    cast: Cast, client: Client, name: str, shown: list[str], hidden: list[str]
) -> None:
    client.force_login(getattr(cast, name))
    items = {item.url for item in client.get("/areas/").context["navigation"]}
    assert items.issuperset(shown)
    assert not items.intersection(hidden)
