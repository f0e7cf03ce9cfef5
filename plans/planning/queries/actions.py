"""Reads about one action."""

from __future__ import annotations

from areas.models import AuditEntry
from plans.planning.models import Action
from plans.planning.rules.actions import NewAction


def as_new_action(action: Action) -> NewAction:
    """Return what an action promises, as values (two statements)."""
    return NewAction(
        text=action.text,
        number=action.number,
        outcome=action.outcome,
        indicator=action.indicator,
        timescale=action.timescale,
        heading=action.heading,
        theme=action.theme.title if action.theme else "",
        lead_id=action.lead_id,
        lead_text=action.lead_text,
        partner_ids=tuple(action.partners.order_by("pk").values_list("pk", flat=True)),
        standard_ids=tuple(action.standards.order_by("pk").values_list("pk", flat=True)),
        named_post=action.named_post,
        age_group=action.age_group,
        delivery_state=action.delivery_state,
        confidence=action.confidence,
        reason=action.reason,
        progress=action.progress,
        is_new=action.is_new,
    )


def last_change(kind: str, thing_id: int) -> AuditEntry | None:
    """Return what was done last to a "plan" or an "action", with who did it."""
    about = AuditEntry.objects.filter(object_kind=kind, object_id=thing_id)
    return about.select_related("by").first()
