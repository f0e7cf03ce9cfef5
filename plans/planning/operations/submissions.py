"""A form that is sent twice makes one thing."""

from __future__ import annotations

from uuid import UUID

from plans.planning.models import Submission


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
