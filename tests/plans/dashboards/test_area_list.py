"""The list of areas: search, narrow, sort and page by the address, without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast, make_area
from tests.plans.dashboards.country import grow


def _names(client: Client, query: str) -> list[str]:
    table = client.get(f"/areas/{query}").context["table"]
    return [line[0].value for line in table.rows]


@pytest.fixture
def areas(cast: Cast) -> Cast:
    make_area("Kingston upon Hull", cast.region, "E06000010", kind="unitary")
    return cast


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Kingston upon Hull", "Northshire", "Southbury"]),
        ("?q=hull", ["Kingston upon Hull"]),
        ("?q=HULL+kingston", ["Kingston upon Hull"]),
        ("?q=E06000010", ["Kingston upon Hull"]),
        ("?q=nowhere", []),
        ("?region=north-east", ["Kingston upon Hull", "Northshire"]),
        ("?stage=nothing", ["Kingston upon Hull"]),
        ("?stage=draft&region=south-east", ["Southbury"]),
        ("?sort=-name", ["Southbury", "Northshire", "Kingston upon Hull"]),
        ("?sort=-stage", ["Northshire", "Southbury", "Kingston upon Hull"]),
        ("?sort=drop+table&page=99&stage=unknown", ["Kingston upon Hull", "Northshire", "Southbury"]),
    ],
)
def test_the_list_shows_what_is_asked_for(areas: Cast, client: Client, query: str, names: list[str]) -> None:
    assert _names(client, query) == names


def test_nothing_found_says_what_to_do(areas: Cast, client: Client) -> None:
    assert "No area matches. Try part of the name." in client.get("/areas/?q=nowhere").content.decode()


def test_long_lists_come_in_pages_that_keep_the_filter(cast: Cast, client: Client) -> None:
    grow(cast.region, 60, cast.today, actions=0)
    first = client.get("/areas/?region=north-east").content.decode()
    assert "?region=north-east&amp;page=2" in first
    assert len(_names(client, "?region=north-east&page=2")) == 11


def test_typed_words_come_back(areas: Cast, client: Client) -> None:
    assert 'value="hull &quot;x"' in client.get('/areas/?q=hull "x').content.decode()


def test_the_front_page_finds_an_area_without_javascript(areas: Cast, client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'action="/areas/"' in page
    assert 'name="q"' in page
