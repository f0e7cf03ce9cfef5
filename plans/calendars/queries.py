"""Whose calendar it is, and which dates stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet

from areas.models import Person
from areas.people.access import Reach
from areas.roles.rules import P
from plans.calendars.models import CalendarAddress
from plans.calendars.rules import LOOK_BACK, MOST_DATES, DateKind, OwnDate
from plans.planning.models import Action, Milestone, Plan
from plans.planning.rules.periods import period_of
from plans.planning.rules.states import Rhythm


def hash_of(token: str) -> str:
    """Return what is kept of a token. It is long and random, so a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()


def address_of(person_id: int | None) -> CalendarAddress | None:
    """Return the address somebody made, or None."""
    return CalendarAddress.objects.filter(person=person_id).first()


def person_of(token: str) -> Person | None:
    """Return whose calendar an address opens; None where there is no such address, or the account is closed."""
    return Person.objects.filter(calendar_address__token_hash=hash_of(token), is_active=True).first()


def has_dates(reach: Reach) -> bool:
    """Answer whether somebody has any part in plans whose dates would stand in a calendar."""
    return bool(reach.organisations or reach.partnerships_with(P.EDIT_PLAN))


def dates_of(reach: Reach, today: date) -> list[OwnDate]:
    """Return the dates of what somebody leads or looks after today, in order (three statements).

    A contributor has the live actions their organisations lead and the milestones in them; whoever edits a plan has
    all of it. What one may not see any more is gone at the next reading.
    """
    if not has_dates(reach):
        return []
    own, since = _own_actions(reach), today - LOOK_BACK
    due = own.filter(due__gte=since).select_related("plan", "lead").order_by("due", "pk")[:MOST_DATES]
    found = [*_of_actions(due.iterator())]
    found += _of_milestones(own, since)
    found += _of_periods(reach, today)
    return sorted(found, key=lambda one: (one.day, one.kind.value, one.of))[:MOST_DATES]


def _own_actions(reach: Reach) -> QuerySet[Action]:
    """Return the live actions of editions in force that somebody leads or looks after."""
    own = Q(plan__partnership__in=reach.partnerships_with(P.EDIT_PLAN))
    for partnership, organisations in reach.organisations.items():
        own |= Q(plan__partnership=partnership, lead__in=organisations)
    return Action.objects.live().filter(own, plan__in=Plan.objects.in_force().values("pk"))


def _of_actions(actions: Iterator[Action]) -> Iterator[OwnDate]:
    for action in actions:
        assert action.due is not None
        yield OwnDate(
            DateKind.ACTION, str(action.pk), action.due, _numbered(action, action.text), _about(action),
            f"/actions/{action.pk}/", action.changed_at,
        )  # fmt: skip


def _of_milestones(own: QuerySet[Action], since: date) -> Iterator[OwnDate]:
    milestones = Milestone.objects.filter(action__in=own.order_by().values("pk"), due__gte=since, done_on=None)
    for milestone in milestones.select_related("action__plan", "action__lead").order_by("due", "pk")[:MOST_DATES]:
        action = milestone.action
        assert milestone.due is not None
        yield OwnDate(
            DateKind.MILESTONE, str(milestone.pk), milestone.due, _numbered(action, milestone.text),
            f"{' '.join(action.text.split())}\n{_about(action)}", f"/actions/{action.pk}/", action.changed_at,
        )  # fmt: skip


def _of_periods(reach: Reach, today: date) -> Iterator[OwnDate]:
    """Return for each plan the last day of this reporting period and of the next."""
    partnerships = {*reach.partnerships_with(P.EDIT_PLAN), *reach.organisations}
    plans = Plan.objects.in_force().filter(partnership__in=partnerships, actions__isnull=False).distinct()
    for plan in plans.order_by("pk"):
        period = period_of(Rhythm(plan.rhythm), today)
        for one in (period, period_of(Rhythm(plan.rhythm), period.ended + timedelta(days=1))):
            yield OwnDate(
                DateKind.PERIOD, f"{plan.pk}-{one.name}", one.ended, plan.title,
                "The last day of the reporting period. A word on each live action is looked for by then.",
                f"/plans/{plan.pk}/", plan.created_at,
            )  # fmt: skip


def _numbered(action: Action, text: str) -> str:
    return f"{action.number}. {text}" if action.number else text


def _about(action: Action) -> str:
    lead = action.lead.name if action.lead else action.lead_text
    return "\n".join(line for line in (action.plan.title, f"Lead: {lead}" if lead else "") if line)
