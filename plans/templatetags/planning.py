"""What became of an action, in a list: ``{% load planning %}``."""

from __future__ import annotations

from django import template

from plans.planning.models import Action
from plans.planning.rules.since import ActionChange, Changes

register = template.Library()


@register.simple_tag
def change_of(changes: Changes | None, action: Action) -> ActionChange | None:
    """``{% change_of changes action as change %}``: None where there is nothing to say."""
    return changes.by_id.get(action.pk) if changes else None
