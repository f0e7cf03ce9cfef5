"""Reads about the order of a plan's actions."""

from __future__ import annotations

from plans.planning.models import Action
from plans.planning.rules.order import Placed


def placed_in(plan_id: int, *, hold: bool = False) -> list[Placed]:
    """Return the plan's actions at their places (one statement).

    ``hold``: nobody else changes them until the transaction ends; rows are taken in the order of their ids.
    """
    rows = Action.objects.filter(plan_id=plan_id)
    if hold:
        list(rows.select_for_update().order_by("pk").values_list("pk"))
    columns = ("pk", "theme_id", "theme__number", "heading", "number", "version", "text")
    return [
        Placed(pk, theme, theme_number or "", heading, number, version, text)
        for pk, theme, theme_number, heading, number, version, text in rows.order_by("position", "pk").values_list(
            *columns
        )
    ]
