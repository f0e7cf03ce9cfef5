"""What a plan's page draws: bars, figures, and actions grouped by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from concordat.charts.bars import Bar, Segment, make_bar
from concordat.web.components import Figure
from plans.planning.models import Action
from plans.planning.rules.figures import DUE_SOON_DAYS, PlanCounts
from plans.planning.rules.states import Confidence, DeliveryState


@dataclass(frozen=True)
class Group:
    """Actions that stand together in the plan."""

    title: str
    actions: list[Action] = field(default_factory=list)


def board_parts(counts: PlanCounts, actions: Iterable[Action], today: date) -> dict[str, Any]:
    """Return the parts of a plan's page that are drawn from its counts and actions."""
    return {
        "figures": plan_figures(counts),
        "state_bar": state_bar(counts),
        "confidence_bar": confidence_bar(counts),
        "attention": attention(counts),
        "groups": groups_of(actions),
    }


def plan_figures(counts: PlanCounts) -> list[Figure]:
    """Return the numbers that say where the plan stands."""
    return [
        Figure("complete", counts.states["complete"], of=counts.standing, url="?state=complete"),
        Figure("overdue", counts.overdue, of=counts.live, url="?only=overdue"),
        Figure(f"due in {DUE_SOON_DAYS} days", counts.due_soon, of=counts.live, url="?only=due_soon"),
        Figure("at risk or off track", _below(counts), of=counts.live, url="?confidence=below"),
    ]


def state_bar(counts: PlanCounts, *, links: bool = True) -> Bar:
    """Return the bar of all actions by delivery state."""
    order = (
        DeliveryState.COMPLETE,
        DeliveryState.IN_PROGRESS,
        DeliveryState.NOT_STARTED,
        DeliveryState.MERGED,
        DeliveryState.WITHDRAWN,
    )
    parts = [
        Segment(one.value, one.label, counts.states[one.value], f"?state={one.value}" if links else "") for one in order
    ]
    return make_bar("All actions by how far they have come", parts)


def confidence_bar(counts: PlanCounts) -> Bar:
    """Return the bar of the actions still to be done by confidence."""
    parts = [
        Segment(one.value, one.label, counts.confidence[one.value], f"?confidence={one.value}") for one in Confidence
    ]
    parts.append(Segment("other", "Not rated yet", counts.unrated, "?confidence=unrated"))
    return make_bar("Actions still to be done by confidence", parts, noun="actions still to be done")


def attention(counts: PlanCounts) -> list[tuple[str, int, str]]:
    """Return what is missing in live actions: words, how many, and where they are listed."""
    found = (
        ("have no lead organisation", "has no lead organisation", counts.unowned, "?only=unowned"),
        ("have no end date", "has no end date", counts.undated, "?only=undated"),
        ("have no measure", "has no measure", counts.unmeasured, "?only=unmeasured"),
    )
    return [(one if number == 1 else many, number, url) for many, one, number, url in found if number]


def groups_of(actions: Iterable[Action]) -> list[Group]:
    """Return actions grouped by theme and sub-heading, in the plan's order."""
    return [Group(title, list(members)) for title, members in groupby(actions, key=heading_of)]


def heading_of(action: Action) -> str:
    """Return the theme and sub-heading under which an action stands."""
    theme = str(action.theme) if action.theme else ""
    return " – ".join(part for part in (theme, action.heading) if part) or "Without a theme"


def _below(counts: PlanCounts) -> int:
    return counts.confidence["at_risk"] + counts.confidence["off_track"]
