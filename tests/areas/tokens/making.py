"""A token as its owner asks for it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from areas.tokens.rules import NewToken, TokenScope


def token_of(
    name: str = "Figures for our intranet", *, days: int = 90, scopes: tuple[TokenScope, ...] = ()
) -> NewToken:
    """Return what is asked for: everything that can be opened, for 90 days, unless told otherwise."""
    until = timezone.localdate() + timedelta(days=days)
    return NewToken(name, scopes or tuple(TokenScope), until, uuid4())
