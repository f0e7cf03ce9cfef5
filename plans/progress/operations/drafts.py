"""Lay by what somebody has typed. It is theirs alone and no record of anything, so no audit entry says so."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from plans.progress.models import UpdateDraft
from plans.progress.rules.drafts import Typed


@transaction.atomic
def keep_drafts(*, by: int, typed: Iterable[Typed]) -> int:
    """Keep what stands in forms about actions, each action once; returns how many are kept.

    A form that says no more than its action does is forgotten (at most two statements for all).
    """
    now = timezone.now()
    found = list(typed)
    kept = [
        UpdateDraft(person_id=by, action_id=one.action_id, version=one.version, typed=dict(one.texts), saved_at=now)
        for one in found
        if one.says_more
    ]
    if kept:
        UpdateDraft.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["person", "action"],
            update_fields=["version", "typed", "saved_at"],
        )
    if empty := [one.action_id for one in found if not one.says_more]:
        UpdateDraft.objects.filter(person=by, action__in=empty).delete()
    return len(kept)


def drop_draft(*, by: int, action_id: int) -> None:
    """Forget what somebody has typed about an action, if anything."""
    UpdateDraft.objects.filter(person=by, action=action_id).delete()
