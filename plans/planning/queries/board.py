"""Reads for a plan's page: its counts, what is next, and its actions filtered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from areas.models import Organisation
from plans.planning.models import Action, ActionQuerySet, Plan, Theme
from plans.planning.queries.editions import editions_of
from plans.planning.rules.figures import DUE_SOON_DAYS, PlanCounts
from plans.planning.rules.states import BELOW_ON_TRACK, LIVE, Confidence, DeliveryState
from plans.standards.models import Standard

_LIVE = Q(delivery_state__in=[state.value for state in LIVE])
#: What the "only" filter keeps, beside the words for it.
ONLY = {
    "overdue": "Overdue",
    "due_soon": f"Due in the next {DUE_SOON_DAYS} days",
    "unowned": "Without a lead",
    "undated": "Without an end date",
    "unmeasured": "Without a measure",
}


@dataclass(frozen=True)
class ActionFilter:
    """What a reader wants to see of a plan. Empty: everything still to be done."""

    q: str = ""
    state: str = ""
    confidence: str = ""
    lead: str = ""
    theme: str = ""
    standard: str = ""
    only: str = ""
    finished: bool = False
    since: str = ""
    change: str = ""


def counts_of(plan_id: int, today: date) -> PlanCounts:
    """Return the counts of a plan (one statement)."""
    only = {name: Count("pk", filter=_only(name, today)) for name in ONLY}
    states = {f"state_{one}": Count("pk", filter=Q(delivery_state=one)) for one in DeliveryState.values()}
    rated = {f"rated_{one}": Count("pk", filter=_LIVE & Q(confidence=one)) for one in Confidence.values()}
    row = Action.objects.filter(plan_id=plan_id).aggregate(
        total=Count("pk"), live=Count("pk", filter=_LIVE), **only, **states, **rated
    )
    return PlanCounts(
        total=row["total"],
        live=row["live"],
        states={one: row[f"state_{one}"] for one in DeliveryState.values()},
        confidence={one: row[f"rated_{one}"] for one in Confidence.values()},
        **{name: row[name] for name in ONLY},
    )


def overdue_in(plan_id: int, today: date, most: int = 3) -> list[Action]:
    """Return the actions that are longest overdue."""
    return _by_day(Action.objects.filter(plan_id=plan_id).overdue(today), most)


def next_due(plan_id: int, today: date, most: int = 5) -> list[Action]:
    """Return the live actions that are due next, the earliest first."""
    return _by_day(Action.objects.filter(plan_id=plan_id).live().filter(due__gte=today), most)


def actions_shown(
    plan_id: int, wanted: ActionFilter, today: date, among: Collection[int] | None = None
) -> ActionQuerySet:
    """Return the plan's actions that ``wanted`` keeps, in the plan's order, with lead and theme.

    ``among``: ids of the actions that carry the change asked for; None where none is asked for.
    """
    actions = Action.objects.filter(plan_id=plan_id)
    if wanted.state:
        actions = actions.filter(delivery_state=wanted.state)
    if among is not None:
        actions = actions.filter(pk__in=among)
    elif not wanted.finished and not wanted.state:
        actions = actions.live()
    if wanted.confidence:
        actions = actions.filter(_confidence(wanted.confidence))
    if wanted.only in ONLY:
        actions = actions.filter(_only(wanted.only, today))
    actions = _linked(actions, wanted)
    if wanted.q.strip():
        actions = actions.filter(_words(wanted.q))
    return actions.select_related("lead", "theme", "merged_into").order_by("position", "pk")


def leads_in(plan_id: int) -> list[Organisation]:
    """Return the organisations that lead an action of the plan, by name."""
    return list(Organisation.objects.filter(actions_led__plan=plan_id).distinct().order_by("name"))


def themes_in(plan_id: int) -> list[Theme]:
    """Return the plan's themes, in order."""
    return list(Theme.objects.filter(plan_id=plan_id).order_by("position"))


def standards_for(plan_id: int) -> list[Standard]:
    """Return the standards of the plan's frameworks, in order, with their sections."""
    standards = Standard.objects.filter(section__framework__plans=plan_id).select_related("section__framework")
    return list(standards.order_by("section__framework__slug", "section__position", "position"))


def title_taken(partnership_id: int, title: str, but: Plan | None = None) -> bool:
    """Answer whether the partnership has another plan of this title; editions of ``but`` are no other plan."""
    own = [edition.id for edition in editions_of(but)] if but else []
    return Plan.objects.filter(partnership_id=partnership_id, title=title).exclude(pk__in=own).exists()


def _by_day(actions: ActionQuerySet, most: int) -> list[Action]:
    return list(actions.select_related("lead").order_by("due", "position", "pk")[:most])


def _only(name: str, today: date) -> Q:
    soon = today + timedelta(days=DUE_SOON_DAYS)
    return (
        _LIVE
        & {
            "overdue": Q(due__lt=today),
            "due_soon": Q(due__gte=today, due__lte=soon),
            "unowned": Q(lead__isnull=True),
            "undated": Q(due__isnull=True),
            "unmeasured": Q(indicator=""),
        }[name]
    )


def _confidence(wanted: str) -> Q:
    if wanted == "below":
        return _LIVE & Q(confidence__in=[one.value for one in BELOW_ON_TRACK])
    return _LIVE & Q(confidence="") if wanted == "unrated" else Q(confidence=wanted)


def _linked(actions: ActionQuerySet, wanted: ActionFilter) -> ActionQuerySet:
    for name, value in (("lead", wanted.lead), ("theme", wanted.theme), ("standards", wanted.standard)):
        if value == "none":
            actions = actions.filter(**{f"{name}__isnull": True})
        elif value:
            actions = actions.filter(**{name: value})
    return actions


def _words(text: str) -> Q:
    """Keep the actions in which every word stands somewhere."""
    condition = Q()
    for word in text.split()[:8]:
        fields = ("number", "text", "outcome", "named_post", "lead_text", "lead__name", "lead__short_name")
        one = Q()
        for name in fields:
            one |= Q(**{f"{name}__icontains": word})
        condition &= one
    return condition
