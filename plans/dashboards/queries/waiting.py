"""What waits for a person beside actions: drafts, people who never came, letters that failed, figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from areas.models import DeadAddress, Letter, Membership, Person
from areas.outbox.rules import LetterState
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.rules.states import DeliveryState
from plans.progress.models import UpdateDraft
from plans.rollups.queries.lag import figures_lag

#: People who are named one by one.
MOST_NAMED = 10


@dataclass(frozen=True)
class ServiceDesk:
    """What an administrator looks at of the service itself. ``figures`` says what is not well; empty is good."""

    letters_failed: int
    figures: str


def drafts_waiting(reach: Reach, most: int = 5) -> list[UpdateDraft]:
    """Return what a person typed about actions and has not saved, the newest first (at most one statement).

    Only of actions that can still be updated, in partnerships where the person has a role.
    """
    if not reach.partnerships:
        return []
    gone = [DeliveryState.MERGED, DeliveryState.WITHDRAWN]
    drafts = UpdateDraft.objects.filter(person=reach.person_id, action__plan__partnership__in=reach.partnerships)
    return list(drafts.exclude(action__delivery_state__in=gone).select_related("action__plan")[:most])


def never_came(reach: Reach, today: date) -> int:
    """Count the people in one's own partnerships who were invited and never signed in (at most one statement)."""
    partnerships = reach.partnerships_with(P.INVITE)
    if not partnerships:
        return 0
    roles = Membership.objects.active(today).filter(partnership__in=partnerships, person__last_login__isnull=True)
    return roles.filter(~Q(person=reach.person_id)).values("person").distinct().count()


def not_reached(reach: Reach, today: date) -> list[Person]:
    """Return the people one looks after whose address takes no letters, by name (at most one statement)."""
    partnerships = reach.partnerships_with(P.INVITE)
    nationwide = reach.nationwide(P.MANAGE_PEOPLE)
    if not (partnerships or nationwide):
        return []
    dead = Person.objects.filter(is_active=True, email__in=DeadAddress.objects.order_by().values("address"))
    if not nationwide:
        own = Membership.objects.active(today).filter(partnership__in=partnerships).values("person")
        dead = dead.filter(pk__in=own)
    return list(dead.order_by("name")[:MOST_NAMED])


def service_desk(reach: Reach) -> ServiceDesk | None:
    """Return how letters and figures stand, for those who look after the service (two statements)."""
    if not reach.nationwide(P.MANAGE_REMINDERS):
        return None
    finding = figures_lag()
    failed = Letter.objects.filter(state=LetterState.FAILED.value).count()
    return ServiceDesk(failed, "" if finding.ok else finding.says)
