"""A page asks the database as often for 15 areas as for 150, and never more than twelve times."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.plans.dashboards.country import grow
from tests.plans.exports.files import taken

PAGES = [
    (None, "/"),
    (None, "/areas/"),
    (None, "/areas/northshire/"),
    (None, "/areas/northshire/similar/"),
    ("reg", "/regions/north-east/"),
    ("ana", "/regions/north-east/"),
    ("reg", "/regions/north-east/standards/"),
    ("ana", "/national/"),
    ("ana", "/organisations/"),
    ("ana", "/exports/"),
    ("olive", "/me/"),
    ("colin", "/me/"),
    ("reg", "/me/"),
    ("adam", "/me/"),
]


def _statements(client: Client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
    return len(statements)


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_the_number_of_statements_does_not_grow(cast: Cast, client: Client, name: str | None, address: str) -> None:
    if name:
        client.force_login(getattr(cast, name))
    grow(cast.region, 15, cast.today)
    few = _statements(client, address)
    grow(cast.region, 135, cast.today)
    assert _statements(client, address) == few
    assert few <= 12


@pytest.mark.parametrize("address", ["/exports/national.csv", "/exports/actions.csv", "/exports/actions.xlsx"])
def test_a_file_is_read_in_a_constant_number_of_statements(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.ana)
    counts = []
    for areas in (15, 135):
        grow(cast.region, areas, cast.today)
        with CaptureQueriesContext(connection) as statements:
            assert taken(client, address)
        counts.append(len(statements))
    assert counts[0] == counts[1]
