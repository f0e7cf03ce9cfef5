"""What a signed-in person saw is not kept by caches."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from concordat.web.middleware import PrivatePages


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def test_a_page_with_a_session_is_not_stored(rf: RequestFactory) -> None:
    rf.cookies["sessionid"] = "x"
    assert PrivatePages(plain)(rf.get("/"))["Cache-Control"] == "private, no-store"


def test_a_public_page_is_left_alone(rf: RequestFactory) -> None:
    assert not PrivatePages(plain)(rf.get("/")).has_header("Cache-Control")


def test_a_page_that_says_how_it_may_be_kept_is_left_alone(rf: RequestFactory) -> None:
    def kept(request: HttpRequest) -> HttpResponse:
        return HttpResponse("page", headers={"Cache-Control": "private, max-age=60"})

    rf.cookies["sessionid"] = "x"
    assert PrivatePages(kept)(rf.get("/"))["Cache-Control"] == "private, max-age=60"


@pytest.mark.django_db
def test_a_visitor_is_given_no_session(client: Client) -> None:
    assert "sessionid" not in client.get("/privacy/").cookies
