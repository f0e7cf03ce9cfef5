"""Live actions in which something is missing: a lead, an end date, a measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.planning.models import Action
from plans.planning.queries.board import ActionFilter, actions_shown
from plans.planning.rules.figures import PlanCounts

#: How many of each are listed at once; the rest stand in the plan's list.
LISTED = 50


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: its name in the plan's filter, in how many actions, and the first of them."""

    only: str
    count: int
    actions: tuple[Action, ...]

    @property
    def more(self) -> int:
        """How many are not listed here."""
        return self.count - len(self.actions)


def missing_in(plan_id: int, counts: PlanCounts, today: date) -> tuple[Missing, ...]:
    """Return what is missing in a plan's live actions (a statement for each thing that is)."""
    found = (("unowned", counts.unowned), ("undated", counts.undated), ("unmeasured", counts.unmeasured))
    return tuple(Missing(only, count, _first(plan_id, only, today) if count else ()) for only, count in found)


def _first(plan_id: int, only: str, today: date) -> tuple[Action, ...]:
    return tuple(actions_shown(plan_id, ActionFilter(only=only), today)[:LISTED])
