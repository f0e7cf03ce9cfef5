"""Files of a plan that are being read or wait for a check: ``{% load imports %}``."""

from __future__ import annotations

from typing import Any

from django import template

from plans.imports.queries import unfinished_imports
from plans.planning.models import Plan

register = template.Library()


@register.inclusion_tag("plans/imports/_waiting.html")
def imports_of_plan(plan: Plan) -> dict[str, Any]:
    """``{% imports_of_plan plan %}``: where to find a file again that somebody has begun to bring in."""
    return {"plan": plan, "imports": unfinished_imports(plan)}
