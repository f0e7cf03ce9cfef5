"""Reads for the update round of a plan: a constant number of statements, however many actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Action, ActionQuerySet, Plan
from plans.planning.queries.access import plan_for
from plans.planning.rules.periods import ReportingPeriod, period_of
from plans.planning.rules.states import LIVE
from plans.progress.models import ProgressUpdate, UpdateDraft
from plans.progress.queries.drafts import drafts_of

#: Actions on a page: as many as a person does in one sitting, and a page that any machine draws at once.
ON_A_PAGE = 50
_LIVE = Q(delivery_state__in=[state.value for state in LIVE])


@dataclass(frozen=True)
class Rounder:
    """Whoever goes through a plan. ``organisations``: those for which the person contributes."""

    person_id: int | None
    is_officer: bool
    organisations: frozenset[int]


@dataclass(frozen=True)
class Wanted:
    """Which part of the plan: mine or all of it, only what is not yet said; ``also``: an action to show anyway."""

    mine: bool
    unsaid: bool = False
    also: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a round has come: live actions, and those heard of in this period; both for my part too."""

    total: int
    said: int
    my_total: int
    my_said: int


@dataclass(frozen=True)
class RoundPage:
    """Some rows of the round, perhaps a page of them. ``own``: the actions the person may update.

    ``last`` holds the newest update of each, ``drafts`` what the person laid by, both by action.
    """

    period: ReportingPeriod
    progress: Progress
    actions: list[Action]
    own: frozenset[int]
    last: dict[int, ProgressUpdate] = field(default_factory=dict)
    drafts: dict[int, UpdateDraft] = field(default_factory=dict)
    page: Page[Action] | None = None


def plan_to_go_through(reach: Reach, plan_id: int) -> tuple[Plan, Rounder]:
    """Return a plan and how the person goes through it.

    Raises:
        Http404: there is no such plan, or the person may not see it.
        PermissionDenied: the person may see it but updates nothing in it, or a newer edition goes on.
    """
    plan = plan_for(reach, plan_id)
    if plan.is_replaced:
        raise PermissionDenied("A newer edition of this plan goes on. Updates belong there.")
    is_officer = reach.may(P.UPDATE_ACTIONS, partnership_id=plan.partnership_id)
    organisations = reach.contributes_for(plan.partnership_id)
    if not is_officer and not organisations:
        raise PermissionDenied
    return plan, Rounder(reach.person_id, is_officer, organisations)


def began(plan: Plan, today: date) -> datetime:
    """Return the hour at which the plan's reporting period began."""
    return datetime.combine(period_of(plan.rhythm, today).began, time(), timezone.get_current_timezone())


def progress_of(plan: Plan, who: Rounder, today: date) -> Progress:
    """Count the round (one statement)."""
    said = Q(last_heard_at__gte=began(plan, today))
    mine = Q(is_mine=True)
    actions = Action.objects.filter(_LIVE, plan=plan.pk).annotate(is_mine=Exists(_mine(who)))
    row = actions.aggregate(
        total=Count("pk"),
        said=Count("pk", filter=said),
        my_total=Count("pk", filter=mine),
        my_said=Count("pk", filter=mine & said),
    )
    return Progress(**row)


def round_page(plan: Plan, who: Rounder, wanted: Wanted, today: date, number: str | None) -> RoundPage:
    """Return a page of the round (five statements)."""
    page = Paginator(_kept(_actions(plan, who), plan, wanted, today), ON_A_PAGE).get_page(number)
    return _with_what_was_said(plan, who, today, list(page.object_list), page)


def round_row(plan: Plan, who: Rounder, action_id: int, today: date) -> RoundPage:
    """Return one row of the round (four statements)."""
    return _with_what_was_said(plan, who, today, list(_actions(plan, who).filter(pk=action_id)), None)


def actions_among(plan: Plan, who: Rounder, action_ids: list[int]) -> list[Action]:
    """Return those of some actions that are in the plan and the person's to update (one statement)."""
    actions = _actions(plan, who).filter(pk__in=action_ids[: 2 * ON_A_PAGE])
    return list(actions if who.is_officer else actions.led_or_supported_by(who.organisations))


def _with_what_was_said(
    plan: Plan, who: Rounder, today: date, actions: list[Action], page: Page[Action] | None
) -> RoundPage:
    shown = [action.pk for action in actions]
    own = (action.pk for action in actions if who.is_officer or action.is_mine)  # type: ignore[attr-defined]
    return RoundPage(
        period=period_of(plan.rhythm, today),
        progress=progress_of(plan, who, today),
        actions=actions,
        own=frozenset(own),
        last=last_updates(shown),
        drafts=drafts_of(who.person_id, shown),
        page=page,
    )


def last_updates(action_ids: list[int]) -> dict[int, ProgressUpdate]:
    """Return the newest update of each action, with who wrote it (one statement)."""
    newest = (
        ProgressUpdate.objects.filter(action__in=action_ids).order_by("action_id", "-at", "-id").distinct("action_id")
    )
    return {update.action_id: update for update in newest.select_related("by")}


def _kept(actions: ActionQuerySet, plan: Plan, wanted: Wanted, today: date) -> ActionQuerySet:
    condition = _LIVE
    if wanted.mine:
        condition &= Q(is_mine=True)
    if wanted.unsaid:
        condition &= Q(last_heard_at__isnull=True) | Q(last_heard_at__lt=began(plan, today))
    return actions.filter(condition | Q(pk=wanted.also))


def _actions(plan: Plan, who: Rounder) -> ActionQuerySet:
    """Return the actions of a plan in its order, each with ``is_mine``."""
    actions = Action.objects.filter(plan=plan.pk).annotate(is_mine=Exists(_mine(who)))
    return actions.select_related("lead", "theme").order_by("position", "pk")


def _mine(who: Rounder) -> ActionQuerySet:
    """Return the actions, among those asked about, that the person's organisations lead or support."""
    return Action.objects.filter(pk=OuterRef("pk")).led_or_supported_by(who.organisations)
