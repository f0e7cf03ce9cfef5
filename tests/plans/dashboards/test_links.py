"""Every link of a dashboard leads to an address that exists."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from areas.models import Declaration
from plans.rollups.operations import refresh_plans
from tests.cast import Cast

PAGES = [
    (None, "/"),
    (None, "/areas/"),
    ("olive", "/areas/northshire/"),
    ("olive", "/me/"),
    ("colin", "/me/"),
    ("reg", "/me/"),
    ("adam", "/me/"),
    ("ana", "/national/"),
    ("reg", "/regions/north-east/"),
    ("ana", "/exports/"),
]


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_every_link_leads_somewhere(cast: Cast, client: Client, name: str | None, address: str) -> None:
    Declaration.objects.create(partnership=cast.partnership, text="Not yet.")
    refresh_plans(None, cast.today)
    if name:
        client.force_login(getattr(cast, name))
    page = client.get(address).content.decode()
    links = {unescape(link).split("?")[0] for link in re.findall(r'<a [^>]*href="(/[^"#]*)"', page)}
    assert len(links) > 3
    for link in links - {""}:
        resolve(link)
