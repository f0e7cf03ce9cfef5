"""When something is wrong the page says what to do, and the last one needs no database."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from concordat.web import errors
from tests.concordat.web.drawn import draw, words


def test_a_page_that_is_not_there_says_how_to_go_on(client: Client, db: None) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Go to the start page" in response.content.decode()


def test_the_reason_of_a_refusal_is_shown_and_escaped(rf: RequestFactory, db: None) -> None:
    response = errors.forbidden(rf.get("/"), PermissionDenied("Only <b>leads</b> publish"))
    assert response.status_code == 403
    assert "Only &lt;b&gt;leads&lt;/b&gt; publish" in response.content.decode()


def test_a_stale_token_says_how_to_save_what_was_typed(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert response.status_code == 403
    assert "Send the form again" in response.content.decode()


def test_the_page_for_failures_asks_no_database(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.content.decode()


def test_even_a_broken_template_leaves_a_page(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> str:
        raise RuntimeError(name)

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Try again in a few minutes" in response.content.decode()


def test_a_program_is_answered_in_json(rf: RequestFactory) -> None:
    response = errors.not_found(rf.get("/api/areas/none/"), Exception())
    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "There is no such page."}


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "500.html", "csrf.html"])
def test_each_page_for_errors_has_one_heading_and_a_title(template: str, rf: RequestFactory, db: None) -> None:
    tree = draw(f"{{% include '{template}' %}}", rf.get("/"), reason="", path="/")
    (heading,) = words(tree, "h1")
    assert words(tree, "title") == [f"{heading} – Concordat"]


def test_a_request_refused_before_sign_in_was_looked_at_still_gets_a_page(client: Client, db: None) -> None:
    response = client.get("/privacy/", headers={"host": "not ours"})
    assert response.status_code == 400
    assert "The request could not be read" in response.content.decode()
