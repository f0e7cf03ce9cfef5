"""Make and stop personal tokens."""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from areas.audit.operations import record
from areas.people.models import Person
from areas.tokens.models import PersonalToken
from areas.tokens.queries import tokens_of
from areas.tokens.rules import HINT_LETTERS, MOST_TOKENS, PREFIX, NewToken, seal


class TooManyTokens(ValueError):
    """Somebody has as many tokens as one may have."""


class MadeAlready(ValueError):
    """The form was sent before; its token was shown then."""


@transaction.atomic
def make_token(*, new: NewToken, now: datetime, by: int) -> str:
    """Make a token for ``by`` and return it. It can be shown this once: only its hash is kept.

    Raises:
        MadeAlready: the same form made one before.
        TooManyTokens: the person has ``MOST_TOKENS`` that work.
    """
    Person.objects.select_for_update().get(pk=by)
    if PersonalToken.objects.filter(submission_key=new.submission_key).exists():
        raise MadeAlready
    if tokens_of(by, timezone.localdate(now)).count() >= MOST_TOKENS:
        raise TooManyTokens
    token = PREFIX + token_urlsafe(32)
    made = PersonalToken.objects.create(
        person_id=by, name=new.name, hint=token[:HINT_LETTERS], token_hash=seal(token), scopes=list(new.scopes),
        made_at=now, expires_on=new.expires_on, submission_key=new.submission_key,
    )  # fmt: skip
    told = {"name": made.name, "scopes": made.scopes, "expires_on": made.expires_on.isoformat()}
    record(by=by, verb="made personal token", thing=made, after=told)
    return token


@transaction.atomic
def stop_token(*, token: PersonalToken, now: datetime, by: int) -> None:
    """Let a token open nothing any more. Done twice, it is done once."""
    if PersonalToken.objects.filter(pk=token.pk, stopped_at=None).update(stopped_at=now):
        record(by=by, verb="stopped personal token", thing=token, before={"name": token.name})
