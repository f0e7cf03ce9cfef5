"""A form that is sent twice makes one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from plans.planning.models import Submission

Made = TypeVar("Made")


def once(find: Callable[[], Made | None], make: Callable[[], Made]) -> Made:
    """Make a thing in a transaction, or give back what its key (which ``find`` looks for) made before.

    Two of the same form at the same moment: the second finds the key taken, undoes what it did and gives
    back what the first has made.
    """
    try:
        with transaction.atomic():
            return find() or make()
    except IntegrityError:
        if same := find():
            return same
        raise


def claim(key: UUID | None) -> Submission | None:
    """Take ``key`` for this transaction; return the earlier submission if it was taken before.

    Two at once: the second waits for the first to commit, then finds it.
    """
    if key is None:
        return None
    mine = Submission.objects.bulk_create([Submission(key=key)], ignore_conflicts=True)[0]
    stored = Submission.objects.select_related("plan", "action").get(key=mine.key)
    return stored if stored.plan_id or stored.action_id else None


def settle(key: UUID | None, *, plan_id: int | None = None, action_id: int | None = None) -> None:
    """Note what the key made."""
    if key is not None:
        Submission.objects.filter(key=key).update(plan_id=plan_id, action_id=action_id)
