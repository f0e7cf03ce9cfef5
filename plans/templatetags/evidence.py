"""The evidence of an action, on any page: ``{% load evidence %}``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template

from concordat.web.words import plural
from plans.evidence import queries
from plans.evidence.models import Evidence
from plans.evidence.views.parts import evidence_table
from plans.planning.models import Action
from plans.progress.models import ProgressUpdate

register = template.Library()


@register.simple_tag
def evidence_of(action: Action) -> list[Evidence]:
    """``{% evidence_of action as evidence %}``: all of it, read once for the two tags below."""
    return queries.evidence_of(action)


@register.inclusion_tag("plans/evidence/_section.html", takes_context=True)
def action_evidence(
    context: template.Context, action: Action, evidence: Sequence[Evidence], today: date, may_add: bool
) -> dict[str, Any]:
    """``{% action_evidence action evidence today may_update %}``: a heading, a table and the way to add."""
    table = evidence_table(
        evidence, today, caption=plural(len(evidence), "piece of evidence", "pieces of evidence"), hide_caption=True
    )
    request = context.get("request")
    return {"request": request, "action": action, "pieces": evidence, "table": table, "may_add": may_add}


@register.inclusion_tag("plans/evidence/_of_update.html")
def update_evidence(
    evidence: Sequence[Evidence], update: ProgressUpdate, action: Action, may_add: bool
) -> dict[str, Any]:
    """``{% update_evidence evidence update action may_update %}``: what belongs to an update, and the way to add."""
    pieces = [one for one in evidence if one.update_id == update.pk]
    return {"pieces": pieces, "update": update, "may_add": may_add and update.action_id == action.pk}
