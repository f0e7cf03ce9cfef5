"""Pictures for other people's pages: whole on their own, true, and without anything that could run."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from areas.models import LocalArea
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action
from tests.plans.opendata.inside import fill, leaked
from tests.plans.public.publishing import publish

BAR, MAP = "/embed/areas/northshire.svg", "/embed/map.svg"
SVG = "{http://www.w3.org/2000/svg}"
both = pytest.mark.parametrize("address", [BAR, MAP])


@pytest.fixture(autouse=True)
def published(cast: Cast) -> None:
    publish(cast)
    refresh_plans(None)


def test_the_bar_says_in_words_what_it_shows(client: Client) -> None:
    drawn = fromstring(client.get(BAR).content)
    assert drawn.findtext(f"{SVG}title") == "Northshire"
    assert drawn.findtext(f"{SVG}desc") == "Actions by delivery state: In progress 1, Not started 1; 2 in all"
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert {"In progress: 1", "Not started: 1"} <= {*words}


def test_what_is_not_published_is_not_counted(client: Client, cast: Cast) -> None:
    make_action(cast.other_plan, "Not published.")
    refresh_plans(None)
    drawn = fromstring(client.get("/embed/areas/southbury.svg").content)
    assert drawn.findtext(f"{SVG}desc") == "Actions by delivery state: No actions yet"
    assert "No actions are published yet" in [text.text for text in drawn.iter(f"{SVG}text")]


def test_every_area_is_on_the_map_and_leads_to_its_page(client: Client) -> None:
    drawn = fromstring(client.get(MAP).content)
    titles = [title.text for title in drawn.iter(f"{SVG}title")]
    links = [link.get("href") for link in drawn.iter(f"{SVG}a")]
    assert titles[1:] == ["Northshire: Delivering", "Southbury: Plan in draft"]
    assert links == [f"http://testserver{path}" for path in ("/", "/areas/northshire/", "/areas/southbury/")]


@both
def test_a_picture_needs_nothing_and_runs_nothing(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors *"
    assert "X-Frame-Options" not in answer
    parts = list(fromstring(answer.content).iter())
    assert not {part.tag for part in parts} & {f"{SVG}script", f"{SVG}style", f"{SVG}image", f"{SVG}foreignObject"}
    assert not [name for part in parts for name in part.attrib if name == "style" or name.startswith("on")]


@both
def test_it_may_be_kept_for_a_while_and_is_not_sent_twice(client: Client, address: str) -> None:
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=600"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "public, max-age=600")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


@both
def test_no_secret_is_drawn(client: Client, cast: Cast, address: str) -> None:
    fill(cast)
    assert leaked(client.get(address).content.decode()) == []


def test_a_name_that_looks_like_markup_is_drawn_as_words(client: Client, cast: Cast) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(name='<script>"&', hex_label="<b>")
    for address in (BAR, MAP):
        assert b"<script>" not in client.get(address).content
    assert fromstring(client.get(BAR).content).findtext(f"{SVG}title") == '<script>"&'


def test_an_area_that_ended_has_no_picture(client: Client, cast: Cast) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(valid_to=date(2023, 3, 31))
    assert client.get(BAR).status_code == 404


def test_the_areas_page_has_the_line_to_copy(client: Client) -> None:
    page = unescape(client.get("/areas/northshire/").content.decode())
    assert (
        '<a href="http://testserver/areas/northshire/"><img src="http://testserver/embed/areas/northshire.svg"' in page
    )
    assert 'src="http://testserver/embed/map.svg"' in unescape(client.get("/data/").content.decode())
