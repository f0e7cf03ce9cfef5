"""What an action was at an earlier row version, from the history that the database keeps."""

from __future__ import annotations

from typing import Any

from plans.planning.models import Action

#: The columns that are told when somebody else changed the action meanwhile.
COLUMNS = (
    "text", "outcome", "indicator", "timescale", "lead_id", "lead_text", "named_post", "number", "heading",
    "age_group", "delivery_state", "confidence", "reason", "merged_into_id",
)  # fmt: skip


def action_at(action_id: int, version: int) -> dict[str, Any] | None:
    """Return the columns of an action at ``version`` (one statement); None where no such version was."""
    events = Action.pgh_event_model.objects  # type: ignore[attr-defined]
    found = events.filter(pgh_obj_id=action_id, version=version).order_by("-pgh_id").values(*COLUMNS).first()
    return dict(found) if found else None


def action_now(action: Action) -> dict[str, Any]:
    """Return the same columns of an action as it was read."""
    return {name: getattr(action, name) for name in COLUMNS}
