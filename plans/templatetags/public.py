"""What the public sees, on pages of rooms below: ``{% load public %}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from areas.people.access import reach_of
from areas.roles.rules import P
from plans.planning.models import Plan
from plans.progress.models import ProgressUpdate
from plans.public.queries import held_back_in

register = template.Library()


@register.inclusion_tag("plans/public/_links.html", takes_context=True)
def public_links(context: template.Context, plan: Plan) -> dict[str, Any]:
    """``{% public_links plan %}``: items of a list: the preview, and the choice for those whose it is."""
    reach = reach_of(context["request"].user)
    return {"plan": plan, "may_choose": reach.may(P.CHOOSE_PUBLIC, partnership_id=plan.partnership_id)}


@register.simple_tag
def held_back(updates: Iterable[ProgressUpdate]) -> frozenset[int]:
    """``{% held_back page as held %}``: the ids of the updates whose wording stays inside."""
    return held_back_in(list(updates))


@register.inclusion_tag("plans/public/_wording.html", takes_context=True)
def wording_link(context: template.Context, update: ProgressUpdate, plan: Plan, held: frozenset[int]) -> dict[str, Any]:
    """``{% wording_link update plan held %}``: whether a wording stays inside, and the way to change that."""
    reach, is_held = reach_of(context["request"].user), update.pk in held
    needed = P.CHOOSE_PUBLIC if is_held else P.EDIT_PLAN
    may = bool(update.narrative or update.reason) and reach.may(needed, partnership_id=plan.partnership_id)
    return {"update": update, "is_held": is_held, "may": may}
