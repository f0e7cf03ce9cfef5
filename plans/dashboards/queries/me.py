"""Reads for a person's own page: what needs me now, by what the person may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from areas.models import Partnership, Person
from areas.people.access import Reach
from areas.roles.rules import P
from plans.dashboards.queries.ahead import Ahead, ahead_of
from plans.dashboards.queries.regions import submitted_plans
from plans.planning.models import Action, ActionQuerySet, Plan
from plans.planning.rules.periods import period_of
from plans.planning.rules.states import Rhythm
from plans.rollups.queries import area_rows
from plans.rollups.rules import AreaRow


@dataclass(frozen=True)
class PlanWaiting:
    """How many of a person's actions in a plan wait for a word, and how many of these are overdue."""

    plan_id: int
    title: str
    count: int
    overdue: int


@dataclass(frozen=True)
class Waiting:
    """Actions that wait for a word: in which plans, and the first of them."""

    plans: list[PlanWaiting] = field(default_factory=list)
    first: list[Action] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(plan.count for plan in self.plans)


@dataclass(frozen=True)
class PartnershipDesk:
    """A partnership whose plan the person looks after.

    Each plan says how many ``imports_waiting`` and ``imports_reading``, and how many of its live actions are ``overdue`` or
    ``unsaid``: had no word in this reporting period.
    """

    partnership: Partnership
    plans: list[Plan]
    may_publish: bool = False

    @property
    def in_force(self) -> list[Plan]:
        """Return the plans that figures count: an edition that is being written is none of them."""
        return [plan for plan in self.plans if plan.published_on or plan.refreshes_id is None]

    @property
    def declaration_status(self) -> str:
        """Return "draft", "signed", "withdrawn", or "" where nothing is recorded."""
        declaration = getattr(self.partnership, "declaration", None)
        return declaration.status if declaration else ""


@dataclass(frozen=True)
class RegionDesk:
    """What waits for the lead of one or more regions."""

    submitted: list[Plan]
    silent: list[AreaRow]


def actions_waiting(reach: Reach, today: date, most: int = 10) -> Waiting:
    """Return the live actions the person's organisations lead or support that need a word.

    An action does when its last day has passed, or when nothing was heard in its plan's period.
    """
    if not reach.organisations:
        return Waiting()
    actions = _unheard(
        Action.objects.filter(_answered_for(reach), plan__in=Plan.objects.in_force().values("pk")), today
    )
    ordered = actions.select_related("plan", "lead").order_by(
        F("due").asc(nulls_last=True), F("last_heard_at").asc(nulls_first=True), "pk"
    )
    return Waiting(_by_plan(actions, today), list(ordered[:most]))


def _answered_for(reach: Reach) -> Q:
    """Return which actions the person's organisations lead or support, each in its own partnership."""
    mine = Q(pk__in=[])
    for partnership_id, organisation_ids in reach.organisations.items():
        supported = Action.partners.through.objects.filter(action=OuterRef("pk"), organisation__in=organisation_ids)
        own = Q(lead__in=organisation_ids) | Q(Exists(supported))
        mine |= Q(plan__partnership=partnership_id) & own
    return mine


def dates_of(reach: Reach, today: date) -> Ahead | None:
    """Return what falls due of the plans a person looks after and the actions they answer for; None for other people."""
    ids = reach.partnerships_with(P.EDIT_PLAN)
    if not ids and not reach.organisations:
        return None
    plans = Plan.objects.in_force().order_by().values("pk")
    mine = Action.objects.filter(_answered_for(reach) | Q(plan__partnership__in=ids), plan__in=plans)
    return ahead_of(mine, today, public=False)


def _by_plan(actions: ActionQuerySet, today: date) -> list[PlanWaiting]:
    rows = actions.order_by("plan__title", "plan").values_list("plan", "plan__title")
    counted = rows.annotate(count=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today)))
    return [PlanWaiting(*row) for row in counted]


def _unheard(actions: ActionQuerySet, today: date) -> ActionQuerySet:
    return actions.live().filter(Q(due__lt=today) | _unsaid(today))


def _unsaid(today: date) -> Q:
    """Return what is so of an action that had no word in its plan's reporting period."""
    quiet = Q(last_heard_at__isnull=True)
    for rhythm in Rhythm:
        began = datetime.combine(period_of(rhythm, today).began, time(), timezone.get_current_timezone())
        quiet |= Q(plan__rhythm=rhythm.value, last_heard_at__lt=began)
    return quiet


def desks(reach: Reach, today: date) -> list[PartnershipDesk]:
    """Return the partnerships whose plans the person edits, with their plans (three statements)."""
    ids = reach.partnerships_with(P.EDIT_PLAN)
    if not ids:
        return []
    partnerships = (
        Partnership.objects.filter(pk__in=ids).select_related("declaration").prefetch_related("areas").order_by("name")
    )
    live = Action.objects.filter(plan=OuterRef("pk")).live().order_by()
    plans = Plan.objects.worked_on().filter(partnership__in=ids).select_related("figures").order_by("title", "edition")
    found = plans.annotate(
        imports_waiting=Count("imports", filter=Q(imports__state="read")),
        imports_reading=Count("imports", filter=Q(imports__state__in=["received", "reading"])),
        overdue=_count(live.overdue(today)),
        unsaid=_count(live.filter(_unsaid(today))),
    )
    everything = list(found)
    return [_desk(one, everything, reach) for one in partnerships]


def _desk(partnership: Partnership, plans: list[Plan], reach: Reach) -> PartnershipDesk:
    own = [plan for plan in plans if plan.partnership_id == partnership.pk]
    return PartnershipDesk(partnership, own, reach.may(P.PUBLISH_PLAN, partnership_id=partnership.pk))


def _count(actions: ActionQuerySet) -> Subquery:
    """Return how many there are in a plan, to be read beside it; None where there are none."""
    return Subquery(actions.values("plan").annotate(number=Count("pk")).values("number"))


def region_desk(reach: Reach, today: date, most: int = 10) -> RegionDesk | None:
    """Return what waits for the lead of a region; None for other people."""
    region_ids = sorted(reach.regions_with(P.REVIEW_PLAN))
    if not region_ids:
        return None
    silent = [row for row in area_rows(today, region_ids=region_ids) if row.is_stale]
    return RegionDesk(list(submitted_plans(region_ids)[:most]), silent[:most])


@dataclass(frozen=True)
class PeopleDesk:
    """What an administrator looks at: who may sign in, who never did, who has no role."""

    active: int
    never: int
    without_role: int


def people_desk(today: date) -> PeopleDesk:
    """Count people (one statement)."""
    role = Q(memberships__started_on__lte=today) & (
        Q(memberships__ended_on__isnull=True) | Q(memberships__ended_on__gt=today)
    )
    people = Person.objects.filter(is_active=True)
    sums = people.aggregate(
        active=Count("pk", distinct=True),
        never=Count("pk", distinct=True, filter=Q(last_login__isnull=True)),
        with_role=Count("pk", distinct=True, filter=role),
    )
    return PeopleDesk(sums["active"], sums["never"], sums["active"] - sums["with_role"])
