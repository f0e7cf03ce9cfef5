"""Every address, every role: what one gets, that a GET writes nothing, and that pages are whole."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.site.addresses import ADDRESSES, ELSEWHERE, ROLES, Stage
from tests.site.walk import every_address
from tests.site.writes import nothing_is_written


def _visit(client: Client, stage: Stage, role: str, name: str) -> HttpResponse:
    if role != "anonymous":
        client.force_login(getattr(stage.cast, role))
    return client.get(reverse(name, kwargs=ADDRESSES[name].needs(stage)))


def _answer(response: HttpResponse) -> str:
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "in"
    return str(response.status_code)


def test_no_address_is_missing_from_the_table() -> None:
    ours = {known.name for known in every_address() if not known.name.startswith("account_")}
    assert ours - ELSEWHERE == set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_each_role_gets_what_the_table_says(name: str, stage: Stage) -> None:
    got = {role: _answer(_visit(Client(), stage, role, name)) for role in ROLES}
    assert got == dict(zip(ROLES, ADDRESSES[name].answers, strict=True))


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_get_writes_nothing(name: str, stage: Stage) -> None:
    clients = {role: Client() for role in ("olive", "leah", "reg", "ana", "adam")}
    for role, client in clients.items():
        client.force_login(getattr(stage.cast, role))
    address = reverse(name, kwargs=ADDRESSES[name].needs(stage))
    with nothing_is_written() as written:
        for client in clients.values():
            response = client.get(address)
            b"".join(response) if response.streaming else response.content
    assert written == []


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_page_has_one_heading_a_title_and_a_language(name: str, stage: Stage) -> None:
    for role in ROLES:
        response = _visit(Client(), stage, role, name)
        if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
            continue
        if name == "reminder-letter-html":
            continue
        html = response.content.decode()
        title = re.search(r"<title>(.+?)</title>", html, re.DOTALL)
        assert len(re.findall(r"<h1[ >]", html)) == 1, (role, name)
        assert title and len(title[1].strip()) > len("– Concordat"), (role, name)
        assert '<html lang="en-GB"' in html


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_what_is_not_mine_does_not_name_itself(name: str, stage: Stage) -> None:
    response = _visit(Client(), stage, "otto", name)
    if response.status_code == 404:
        assert b"Northshire" not in response.content
