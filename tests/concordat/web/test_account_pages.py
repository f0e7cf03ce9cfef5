"""Signing in, out and choosing a password, as people see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from tests.cast import PASSWORD, Cast
from tests.concordat.web.drawn import find, words

OUTSIDE = [
    "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/", "/accounts/password/reset/key/done/", "/accounts/inactive/",
    "/accounts/confirm-email/", "/accounts/confirm-email/spoiled/",
]  # fmt: skip
INSIDE = ["/accounts/logout/", "/accounts/password/change/", "/accounts/email/", "/accounts/reauthenticate/"]


def read(response: Any) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_page_before_sign_in_is_one_of_ours(client: Client, path: str, db: None) -> None:
    tree = read(client.get(path, follow=True))
    assert len(find(tree, "main h1.govuk-heading-l")) == 1
    assert words(tree, "title")[0].endswith("– Concordat")


@pytest.mark.parametrize("path", INSIDE)
def test_a_page_after_sign_in_is_one_of_ours(client: Client, path: str, cast: Cast) -> None:
    client.force_login(cast.olive)
    tree = read(client.get(path))
    assert len(find(tree, "main h1.govuk-heading-l")) == 1
    assert "Olive" in words(tree, ".app-account")[0]


def test_a_wrong_password_says_what_to_check_and_keeps_the_address(client: Client, cast: Cast) -> None:
    tree = read(client.post("/accounts/login/", {"login": cast.olive.email, "password": "wrong"}))
    assert words(tree, ".govuk-error-summary li")[0].startswith("Check the email address and the password")
    assert find(tree, "[name=login]")[0].get("value") == cast.olive.email
    assert words(tree, "title") == ["Error: Sign in – Concordat"]


def test_the_right_password_signs_in_and_goes_where_one_was_going(client: Client, cast: Cast) -> None:
    response = client.post("/accounts/login/?next=/cookies/", {"login": cast.olive.email, "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/cookies/"


def test_signing_out_is_a_button_and_not_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_on_their_own(client: Client, db: None) -> None:
    tree = read(client.get("/accounts/signup/"))
    assert words(tree, "h1") == ["Accounts are made by invitation"]
    assert not find(tree, "main form")


def test_a_forgotten_password_is_replaced_by_a_letter(client: Client, cast: Cast) -> None:
    client.post("/accounts/password/reset/", {"email": cast.olive.email})
    (letter,) = mail.outbox
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", letter.body)
    assert link is not None
    page = client.get(link[1], follow=True)
    new = "four unrelated words here"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert client.login(email=cast.olive.email, password=new)


def test_two_different_new_passwords_are_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    answers = {"oldpassword": PASSWORD, "password1": "four unrelated words", "password2": "four other words"}
    tree = read(client.post("/accounts/password/change/", answers))
    assert [link.get("href") for link in find(tree, ".govuk-error-summary a")] == ["#id_password2"]
