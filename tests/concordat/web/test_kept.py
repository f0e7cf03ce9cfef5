"""A form that comes after the session has ended: nothing typed is lost, and nobody else's words slip in."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from plans.models import ProgressUpdate
from tests.cast import PASSWORD, Cast

WORDS = "Trained 40 officers in <two> nights"
OURS = {"origin": "http://testserver"}


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/actions/{cast.police_action.pk}/updates/add/"


@pytest.fixture
def typed() -> dict[str, Any]:
    return {"version": 1, "delivery_state": "in_progress", "confidence": "on_track", "narrative": WORDS}


def carried(answer: HttpResponse) -> dict[str, Any]:
    """Return what a sign-in page carries beside address and password."""
    return {"kept": answer.context["form"]["kept"].value()}


def sign_in(client: Client, answer: HttpResponse, who: str = "colin", password: str = PASSWORD) -> HttpResponse:
    to = answer.context["form"].helper.form_action or answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
    return client.post(to, {"login": f"{who}@example.org", "password": password, **carried(answer)})


def send_again(client: Client, answer: HttpResponse) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for name, value in answer.context["fields"]:
        fields.setdefault(name, []).append(value)
    return client.post(answer.context["address"], fields)


def test_what_was_typed_comes_back_after_signing_in_and_is_saved(
    client: Client, cast: Cast, address: str, typed: dict
) -> None:
    asked = client.post(address, typed)
    assert asked.status_code == 401
    assert "What you typed is not lost" in asked.content.decode()
    signed_in = sign_in(client, asked)
    assert signed_in.headers["Location"] == address
    shown = client.get(address)
    assert "Trained 40 officers in &lt;two&gt; nights" in shown.content.decode()
    assert not ProgressUpdate.objects.exists()
    assert send_again(client, shown).status_code == 302
    assert ProgressUpdate.objects.get().narrative == WORDS
    assert client.get(address).context["form"] is not None


def test_no_cache_keeps_the_page_that_carries_it(client: Client, address: str, typed: dict) -> None:
    assert "no-store" in client.post(address, typed).headers["Cache-Control"]


def test_nothing_is_stored_of_somebody_who_is_signed_out(client: Client, address: str, typed: dict) -> None:
    client.post(address, typed)
    assert not Session.objects.exists()


def test_a_wrong_password_loses_nothing(client: Client, cast: Cast, address: str, typed: dict) -> None:
    wrong = sign_in(client, client.post(address, typed), password="wrong")
    assert "What you typed is not lost" in wrong.content.decode()
    sign_in(client, wrong)
    assert WORDS in client.get(address).context["words"]


def test_it_can_be_thrown_away(client: Client, cast: Cast, address: str, typed: dict) -> None:
    sign_in(client, client.post(address, typed))
    assert client.post(address, {"kept_leave": "1"}).headers["Location"] == address
    assert "form" in client.get(address).context


def test_only_its_own_page_shows_it(client: Client, cast: Cast, address: str, typed: dict) -> None:
    sign_in(client, client.post(address, typed))
    assert WORDS not in client.get("/me/").content.decode()
    assert WORDS in client.get(address).context["words"]


def test_whoever_signs_in_may_do_no_more_than_they_may(client: Client, cast: Cast, address: str, typed: dict) -> None:
    sign_in(client, client.post(address, typed), who="otto")
    assert send_again(client, client.get(address)).status_code == 404
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("spoiled", ["", "nonsense", "eyJhIjoxfQ:1tXYZ:abc"])
def test_a_spoiled_page_leads_where_it_should_without_the_words(
    client: Client, cast: Cast, address: str, typed: dict, spoiled: str
) -> None:
    asked = client.post(address, typed)
    to = asked.context["form"].helper.form_action
    client.post(to, {"login": "colin@example.org", "password": PASSWORD, "kept": spoiled})
    assert "form" in client.get(address).context


def test_what_is_carried_belongs_to_its_address(client: Client, cast: Cast, address: str, typed: dict) -> None:
    asked = client.post(address, typed)
    elsewhere = f"/accounts/login/?next=/actions/{cast.council_action.pk}/"
    client.post(elsewhere, {"login": "colin@example.org", "password": PASSWORD, **carried(asked)})
    assert "kept" not in client.session


def test_a_script_is_told_in_json(client: Client, address: str, typed: dict) -> None:
    answer = client.post(address, typed, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "You are signed out" in answer.json()["error"]


def test_a_password_is_never_carried(client: Client, db: None) -> None:
    typed = {"oldpassword": "secret words", "password1": "more secret words", "password2": "more secret words"}
    answer = client.post("/accounts/password/change/", typed)
    assert answer.status_code == 302


def test_signing_in_again_in_another_tab_loses_nothing(cast: Cast, address: str, typed: dict) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.colin)
    answer = client.post(address, {**typed, "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert answer.status_code == 403
    assert WORDS in answer.context["words"]
    assert b'name="csrfmiddlewaretoken"' in answer.content
    assert not ProgressUpdate.objects.exists()


def test_a_form_of_another_site_is_not_offered_again(cast: Cast, address: str, typed: dict) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.colin)
    for headers in ({}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
        answer = client.post(address, typed, headers=headers)
        assert answer.status_code == 403
        assert "Trained" not in answer.content.decode()


def test_signed_out_and_out_of_date_leads_through_sign_in(address: str, typed: dict, db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert carried(client.post(address, typed, headers=OURS))["kept"]
