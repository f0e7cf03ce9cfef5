"""The menu shows only what one may do, and where one is."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from concordat.web import navigation


@pytest.fixture(autouse=True)
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("Cookies", "cookies", order=2)
    navigation.register("Access", "accessibility", order=1)


def labels(request: HttpRequest) -> list[str]:
    return [item.label for item in navigation.items_for(request)]


def test_lines_stand_in_their_order(rf: RequestFactory) -> None:
    assert labels(rf.get("/")) == ["Access", "Cookies"]


def test_what_one_may_not_do_is_not_shown(rf: RequestFactory) -> None:
    navigation.register("Secrets", "privacy", may=lambda request: request.path == "/open/")
    assert "Secrets" not in labels(rf.get("/"))
    assert "Secrets" in labels(rf.get("/open/"))


def test_the_part_of_the_site_we_are_in_is_marked(rf: RequestFactory) -> None:
    items = navigation.items_for(rf.get("/cookies/more/"))
    assert [item.label for item in items if item.current] == ["Cookies"]


def test_a_line_whose_address_is_unknown_is_left_out(rf: RequestFactory) -> None:
    navigation.register("Nowhere", "no-such-name")
    assert "Nowhere" not in labels(rf.get("/"))


def test_registering_twice_shows_once(rf: RequestFactory) -> None:
    navigation.register("Biscuits", "cookies", order=2)
    assert labels(rf.get("/")) == ["Access", "Biscuits"]
