"""Signed links to one action: what a letter holds, and what stands behind it when it is opened.

A token names a person and an action and carries its hour. It is good for that action only, for
``GOOD_FOR_DAYS`` days, and only as long as the person may update the action: that is asked anew
each time, so nothing has to be called back when somebody leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import Http404

from areas.models import Person
from concordat.choices import Words
from plans.planning.models import Action
from plans.planning.queries.access import brief_action_for, goes_on_as
from plans.progress.queries.actions import facts_of
from plans.progress.rules import Hand, hand_of, states_from

GOOD_FOR_DAYS = 14
_SALT = "plans.progress.link"


class Why(Words):
    """Why a link does not work."""

    BROKEN = "broken", "The link is not complete"
    EXPIRED = "expired", "The link has run out"
    NOT_YOURS = "not_yours", "You do not update this action any more"
    FINISHED = "finished", "Nothing more is needed for this action"


class LinkDead(Exception):
    """A link that does not work (any more): ``why``."""

    def __init__(self, why: Why) -> None:
        """Keep the reason."""
        super().__init__(why.label)
        self.why = why


@dataclass(frozen=True)
class Link:
    """Who answers through a link, and about what. The hand is always that of a lead."""

    person: Person
    action: Action


def token_for(person_id: int, action_id: int) -> str:
    """Return the token that lets a person say from now on, for a while, how an action stands."""
    return signing.TimestampSigner(sep=".", salt=_SALT).sign(f"{person_id}-{action_id}")


def open_link(token: str) -> Link:
    """Return what stands behind a token (four statements at most).

    Raises:
        LinkDead: it is not whole, too old, or no longer the person's to answer.
    """
    return _open(token, timedelta(days=GOOD_FOR_DAYS))


def renew_link(token: str) -> Link:
    """Return what stood behind a token, however old it is. Raises as ``open_link`` does."""
    return _open(token, None)


def _open(token: str, good_for: timedelta | None) -> Link:
    signer = signing.TimestampSigner(sep=".", salt=_SALT)
    try:
        person_id, action_id = (int(part) for part in signer.unsign(token, max_age=good_for).split("-"))
    except signing.SignatureExpired:
        raise LinkDead(Why.EXPIRED) from None
    except (signing.BadSignature, ValueError):
        raise LinkDead(Why.BROKEN) from None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise LinkDead(Why.NOT_YOURS)
    return Link(person, _action_of(person, action_id))


def _action_of(person: Person, action_id: int) -> Action:
    try:
        action, reach = brief_action_for(person, action_id)
    except Http404:
        raise LinkDead(Why.NOT_YOURS) from None
    action = goes_on_as(action) or action
    facts = facts_of(action)
    if hand_of(reach, facts) is None:
        raise LinkDead(Why.NOT_YOURS)
    if facts.is_replaced or not states_from(action.delivery_state, Hand.LEAD):
        raise LinkDead(Why.FINISHED)
    return action
