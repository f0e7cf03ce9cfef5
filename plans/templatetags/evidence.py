"""The evidence of an action, on any page: ``{% load evidence %}``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from plans.evidence.queries import evidence_of
from plans.evidence.views.parts import evidence_table
from plans.planning.models import Action

register = template.Library()


@register.inclusion_tag("plans/evidence/_section.html", takes_context=True)
def action_evidence(context: template.Context, action: Action, today: date, may_add: bool) -> dict[str, Any]:
    """``{% action_evidence action today may_update %}``: a heading, a table and the way to add (one statement)."""
    pieces = evidence_of(action.pk)
    caption = f"{len(pieces)} {'piece' if len(pieces) == 1 else 'pieces'} of evidence"
    table = evidence_table(pieces, today, caption=caption, hide_caption=True)
    return {"request": context.get("request"), "action": action, "pieces": pieces, "table": table, "may_add": may_add}
