"""What people have typed and not saved."""

from __future__ import annotations

from collections.abc import Collection

from plans.planning.models import Action
from plans.progress.models import UpdateDraft


def drafts_of(person_id: int | None, action_ids: Collection[int]) -> dict[int, UpdateDraft]:
    """Return a person's own drafts about some actions, by action (one statement)."""
    found = UpdateDraft.objects.filter(person=person_id, action__in=action_ids)
    return {draft.action_id: draft for draft in found}


def draft_of(person_id: int | None, action: Action, earlier_id: int = 0) -> UpdateDraft | None:
    """Return a person's own draft about an action, or about the one of an earlier edition that it goes on from."""
    found = drafts_of(person_id, {action.pk, earlier_id})
    if action.pk in found or earlier_id not in found:
        return found.get(action.pk)
    draft = found[earlier_id]
    draft.version = action.version
    return draft


def start_of(action: Action) -> dict[str, str]:
    """Return what a form about an action shows before anything is typed."""
    return {
        "delivery_state": action.delivery_state,
        "confidence": action.confidence,
        "reason": action.reason,
        "merged_into": str(action.merged_into_id or ""),
    }
