"""One's own tokens: shown once, kept as a hash, for a time, stopped at any moment, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from areas.models import AuditEntry, PersonalToken
from areas.people.access import reach_of
from areas.people.operations import close_account
from areas.tokens.operations import make_token
from areas.tokens.queries import working_token
from areas.tokens.rules import MOST_TOKENS, TokenScope
from tests.areas.tokens.making import token_of
from tests.cast import Cast

PAGE = "/account/tokens/"


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def _typed(**more: object) -> dict[str, object]:
    return {"name": "Our intranet", "scopes": ["plans"], "lifetime": "90", "submission_key": uuid4(), **more}


def _shown(page: bytes) -> list[str]:
    return re.findall(r"concordat_[\w-]{43}", page.decode())


def test_a_token_is_shown_once_and_only_its_hash_is_kept(olive: Client, cast: Cast) -> None:
    answer = olive.post(PAGE, _typed())
    [token] = _shown(answer.content)
    assert _shown(olive.get(PAGE).content) == []
    kept = PersonalToken.objects.values().get()
    assert token not in str(kept)
    assert (kept["hint"], kept["scopes"]) == (token[:14], ["plans"])
    assert kept["expires_on"] == timezone.localdate() + timedelta(days=90)
    found = working_token(token, timezone.localdate())
    assert found is not None
    assert found.person == cast.olive


def test_the_page_that_shows_it_is_kept_by_nobody(olive: Client) -> None:
    answer = olive.post(PAGE, _typed())
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_making_and_stopping_leave_a_trail_without_the_token(olive: Client, cast: Cast) -> None:
    [token] = _shown(olive.post(PAGE, _typed()).content)
    olive.post(f"{PAGE}{PersonalToken.objects.get().pk}/stop/")
    entries = list(AuditEntry.objects.filter(object_kind="personaltoken").order_by("id"))
    assert [(one.verb, one.by) for one in entries] == [
        ("made personal token", cast.olive),
        ("stopped personal token", cast.olive),
    ]
    assert token not in str([(one.before, one.after) for one in entries])


def test_the_same_form_sent_twice_makes_one(olive: Client) -> None:
    typed = _typed()
    olive.post(PAGE, typed)
    answer = olive.post(PAGE, typed, follow=True)
    assert "That token was made already" in answer.content.decode()
    assert (PersonalToken.objects.count(), _shown(answer.content)) == (1, [])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " "}, "Enter what the token is for"),
        ({"scopes": []}, "Choose what the token may read"),
        ({"scopes": ["everything"]}, "govuk-error-summary"),
        ({"lifetime": ""}, "Choose how long the token should work"),
        ({"lifetime": "99999"}, "govuk-error-summary"),
        ({"name": "x" * 81}, "80 characters or"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_comes_back(
    olive: Client, typed: dict[str, object], says: str
) -> None:
    page = olive.post(PAGE, _typed(**typed)).content.decode()
    assert says in page
    assert not PersonalToken.objects.exists()
    assert "name" in typed or 'value="Our intranet"' in page


def test_one_has_no_more_tokens_than_one_can_look_after(olive: Client, cast: Cast) -> None:
    for number in range(MOST_TOKENS):
        make_token(new=token_of(f"Number {number}"), now=timezone.now(), by=cast.olive.pk)
    page = olive.post(PAGE, _typed()).content.decode()
    assert "Stop one that is not needed" in page
    assert PersonalToken.objects.count() == MOST_TOKENS


def test_a_stopped_token_opens_nothing(olive: Client, cast: Cast) -> None:
    token = make_token(new=token_of(), now=timezone.now(), by=cast.olive.pk)
    stop = f"{PAGE}{PersonalToken.objects.get().pk}/stop/"
    assert "Stop the token" in olive.get(stop).content.decode()
    assert olive.post(stop).status_code == 302
    assert working_token(token, timezone.localdate()) is None
    assert olive.post(stop).status_code == 404


def test_a_token_works_on_its_last_day_and_not_on_the_next(cast: Cast) -> None:
    token = make_token(new=token_of(days=30), now=timezone.now(), by=cast.olive.pk)
    last = timezone.localdate() + timedelta(days=30)
    assert working_token(token, last) is not None
    assert working_token(token, last + timedelta(days=1)) is None


def test_the_tokens_of_a_closed_account_open_nothing(cast: Cast) -> None:
    token = make_token(new=token_of(), now=timezone.now(), by=cast.colin.pk)
    close_account(person_id=cast.colin.pk, by=reach_of(cast.adam))
    assert working_token(token, timezone.localdate()) is None


def test_a_made_up_token_opens_nothing(cast: Cast) -> None:
    token = make_token(new=token_of(), now=timezone.now(), by=cast.olive.pk)
    for wrong in ("", token[:-1], token + "x", PersonalToken.objects.get().token_hash):
        assert working_token(wrong, timezone.localdate()) is None


def test_nobody_stops_the_token_of_another(client: Client, cast: Cast) -> None:
    make_token(new=token_of(), now=timezone.now(), by=cast.olive.pk)
    stop = f"{PAGE}{PersonalToken.objects.get().pk}/stop/"
    for person in (cast.adam, cast.leah, cast.otto):
        client.force_login(person)
        assert client.post(stop).status_code == 404
    assert PersonalToken.objects.get().stopped_at is None


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"scopes": ["everything"]}, {"name": ""}])
def test_the_database_refuses_a_token_that_opens_what_there_is_not(cast: Cast, wrong: dict[str, object]) -> None:
    make_token(new=token_of(), now=timezone.now(), by=cast.olive.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalToken.objects.update(**wrong)


def test_the_account_page_leads_here(olive: Client) -> None:
    assert f'href="{PAGE}"' in olive.get("/account/").content.decode()


def test_every_scope_has_words() -> None:
    assert all(scope.label for scope in TokenScope)
