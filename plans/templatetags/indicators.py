"""The indicators of an action, on any page: ``{% load indicators %}``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from plans.indicators import queries
from plans.indicators.views.parts import measures_table
from plans.planning.models import Action

register = template.Library()


@register.inclusion_tag("plans/indicators/_section.html", takes_context=True)
def action_indicators(context: template.Context, action: Action, today: date, may_edit: bool) -> dict[str, Any]:
    """``{% action_indicators action today may_edit %}``: a heading, a table of figures and the way to add one."""
    measures = queries.measures_of_action(action)
    table = measures_table(measures, today, "Indicators of this action", hide_caption=True)
    may_add = may_edit and not action.plan.is_replaced
    root = queries.roots_of([action.pk])[action.pk] if may_add and action.carried_from_id else action.pk
    return {
        "request": context.get("request"),
        "action": action,
        "root": root,
        "measures": measures,
        "table": table,
        "may_add": may_add,
    }
