"""The pages of the house have real content, and the gallery shows every component."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from concordat.web.gallery import LONG
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGES = {
    "/accessibility/": ["Accessibility Regulations 2018", "version 2.2", "Equality Advisory"],
    "/privacy/": ["Never enter anything about a patient", "UK GDPR", "Information Commissioner"],
    "/cookies/": ["sessionid", "csrftoken", "After 8 hours"],
    "/about-the-data/": ["Source: Office for National Statistics", "Organisation Data Service", "E54000065"],
}


@pytest.mark.parametrize(("path", "told"), PAGES.items())
def test_each_page_says_what_it_must(client: Client, path: str, told: list[str]) -> None:
    text = client.get(path).content.decode()
    assert [words for words in told if words not in text] == []


@override_settings(CONTACT_EMAIL="help@example.org")
def test_the_way_to_reach_us_is_shown_where_there_is_one(client: Client) -> None:
    assert "mailto:help@example.org" in client.get("/accessibility/").content.decode()


def test_no_page_writes_style_or_script_into_itself(client: Client) -> None:
    for path in [*PAGES, "/components/", "/accounts/login/"]:
        text = client.get(path).content.decode()
        assert " style=" not in text, path
        assert " onclick=" not in text, path
        assert "<style" not in text, path
        assert "<script>" not in text, path


def test_every_component_is_in_the_gallery(client: Client) -> None:
    response = client.get("/components/")
    shown = {template.name for template in response.templates}
    folder = Path(settings.BASE_DIR) / "templates" / "components"
    used_elsewhere = {"_aside.html", "_demo_banner.html", "_flash.html", "_paper.html"}
    missing = (
        {path.name for path in folder.glob("_*.html")}
        - {str(name).rpartition("/")[2] for name in shown}
        - used_elsewhere
    )
    assert missing == set()


def test_the_gallery_shows_very_long_text_and_errors(client: Client) -> None:
    text = client.get("/components/").content.decode()
    assert LONG.strip() in text
    assert "There is a problem" in text


def nobody(request: object) -> bool:
    return False


@override_settings(GALLERY_GATE="tests.concordat.web.test_house_pages.nobody")
def test_the_gallery_can_be_closed(client: Client) -> None:
    assert client.get("/components/").status_code == 404


@override_settings(GALLERY_GATE="areas.navigation.looks_after_the_catalogue")
def test_in_real_use_only_administrators_see_the_gallery(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    assert client.get("/components/").status_code == 404
    client.force_login(cast.adam)
    assert client.get("/components/").status_code == 200
