"""Ask the API, with a token or without."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from areas.models import Person
from areas.tokens.operations import make_token
from areas.tokens.rules import TokenScope
from tests.areas.tokens.making import token_of


def token_for(person: Person, *scopes: TokenScope) -> str:
    """Make a token for somebody: for everything that can be opened, unless told otherwise."""
    return make_token(new=token_of(scopes=scopes), now=timezone.now(), by=person.pk)


def ask(path: str, token: str = "", **headers: str) -> HttpResponse:
    """Ask under /api/v1/ as a program does: without cookies."""
    cache.clear()
    if token:
        headers["authorization"] = f"Bearer {token}"
    return Client().get(f"/api/v1/{path}", headers=headers)


def rows(path: str, token: str = "") -> list[dict[str, Any]]:
    """Return the rows of the first page."""
    answer = ask(path, token)
    assert answer.status_code == 200, answer.content
    return answer.json()["data"]
