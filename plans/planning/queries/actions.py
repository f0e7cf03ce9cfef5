"""Reads about one action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from areas.models import AuditEntry
from plans.planning.models import Action
from plans.planning.rules.actions import NewAction


def as_new_action(action: Action) -> NewAction:
    """Return what an action promises, as values (two statements)."""
    return as_new_actions([action])[action.pk]


def as_new_actions(actions: Iterable[Action]) -> dict[int, NewAction]:
    """Return what actions promise, as values, by id (two statements, whatever their number)."""
    rows = {action.pk: action for action in actions}
    partners, standards = Action.partners.through.objects, Action.standards.through.objects
    helping: dict[int, list[int]] = defaultdict(list)
    meant: dict[int, list[int]] = defaultdict(list)
    for pk, one in (
        partners.filter(action__in=rows).order_by("organisation_id").values_list("action_id", "organisation_id")
    ):
        helping[pk].append(one)
    for pk, one in standards.filter(action__in=rows).order_by("standard_id").values_list("action_id", "standard_id"):
        meant[pk].append(one)
    return {pk: _as_value(action, helping[pk], meant[pk]) for pk, action in rows.items()}


def _as_value(action: Action, partners: Iterable[int], standards: Iterable[int]) -> NewAction:
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
        partner_ids=tuple(partners),
        standard_ids=tuple(standards),
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
