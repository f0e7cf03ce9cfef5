"""Whose a token is, and which tokens somebody has."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from areas.tokens.models import PersonalToken
from areas.tokens.rules import seal


def tokens_of(person_id: int, today: date) -> QuerySet[PersonalToken]:
    """Return the tokens of somebody that work, the newest first."""
    return PersonalToken.objects.working(today).filter(person=person_id)


def working_token(token: str, today: date) -> PersonalToken | None:
    """Return the token with its owner; None where it opens nothing today (one statement)."""
    return PersonalToken.objects.working(today).select_related("person").filter(token_hash=seal(token)).first()
