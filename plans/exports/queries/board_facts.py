"""What a board paper tells: what became of the plan since a day, where it stands, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from areas.models import Membership
from plans.exports.queries.whole_plan import actions_in_full
from plans.exports.rules import next_until
from plans.planning.models import Action, Plan
from plans.planning.queries.board import counts_of
from plans.planning.queries.gaps import gaps_of
from plans.planning.queries.since import beginning_of, changes_since
from plans.planning.rules.figures import PlanCounts
from plans.planning.rules.gaps import Gaps
from plans.planning.rules.since import ActionChange, Changes, Mark
from plans.planning.rules.states import Confidence
from plans.progress.models import ProgressUpdate

#: An action of which several things can be said is listed once, under the first of these.
ORDER = (
    Mark.FINISHED, Mark.SLIPPED, Mark.MOVED, Mark.NEW, Mark.RETURNED, Mark.MERGED, Mark.WITHDRAWN, Mark.CHANGED
)  # fmt: skip
_WORST_FIRST = (Confidence.OFF_TRACK, Confidence.AT_RISK)


@dataclass(frozen=True)
class Heard:
    """The newest update of an action: for which body somebody made it, and when. Nobody is named."""

    body: str
    at: datetime


@dataclass(frozen=True)
class BoardFacts:
    """Everything a board paper tells. ``actions``: all of the plan, in order."""

    plan: Plan
    areas: tuple[str, ...]
    since: date
    today: date
    until: date
    counts: PlanCounts
    changes: Changes
    heard: dict[int, Heard]
    actions: list[Action]
    gaps: Gaps

    @property
    def live(self) -> list[Action]:
        """The actions still to be done."""
        return [one for one in self.actions if one.is_live]

    @property
    def groups(self) -> dict[Mark, list[ActionChange]]:
        """What became of actions, each under the first of its marks."""
        found: dict[Mark, list[ActionChange]] = {mark: [] for mark in ORDER}
        for one in self.changes.actions:
            found[next(mark for mark in ORDER if mark in one.marks)].append(one)
        return found

    @property
    def silent(self) -> list[Action]:
        """Live actions, older than the day, of which nothing was heard since."""
        start = beginning_of(self.since)
        return [
            one for one in self.live if one.created_at < start and (not one.last_heard_at or one.last_heard_at < start)
        ]

    @property
    def below(self) -> list[Action]:
        """Live actions that are off track, then those at risk."""
        return [one for rated in _WORST_FIRST for one in self.live if one.confidence == rated]

    @property
    def overdue(self) -> list[Action]:
        """Live actions whose last day has passed, the oldest first."""
        return _by_day(one for one in self.live if one.due and one.due < self.today)

    @property
    def coming(self) -> list[Action]:
        """Live actions due in the next period, the earliest first."""
        return _by_day(one for one in self.live if one.due and self.today <= one.due <= self.until)


def _by_day(actions: Iterable[Action]) -> list[Action]:
    return sorted(actions, key=lambda one: one.due or date.max)


def board_facts(plan: Plan, since: date, today: date) -> BoardFacts:
    """Read what a paper about a plan tells (a fixed number of statements, however many actions)."""
    return BoardFacts(
        plan=plan,
        areas=tuple(plan.areas.order_by("name").values_list("name", flat=True)),
        since=since,
        today=today,
        until=next_until(today, plan.rhythm),
        counts=counts_of(plan.pk, today),
        changes=changes_since(plan, since),
        heard=_heard(plan, since),
        actions=actions_in_full(plan.pk),
        gaps=gaps_of(plan.pk),
    )


def _heard(plan: Plan, since: date) -> dict[int, Heard]:
    """Return the newest update of each action since the day (two statements)."""
    updates = ProgressUpdate.objects.filter(action__plan=plan, at__gte=beginning_of(since))
    newest = list(
        updates.order_by("action_id", "-at", "-pk").distinct("action_id").values_list("action_id", "by_id", "at")
    )
    people = {by for _, by, _ in newest if by}
    held = Membership.objects.filter(person__in=people, partnership=plan.partnership_id, organisation__isnull=False)
    bodies = dict(held.order_by("pk").values_list("person_id", "organisation__name"))
    officers = f"{plan.partnership.name} officers"
    return {action: Heard(bodies.get(by or 0, officers), timezone.localtime(at)) for action, by, at in newest}
