"""Find an indicator for a person, and list them with their latest figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.urls import reverse

from areas.models import LocalArea, Organisation
from areas.people.access import Reach, check_may
from areas.roles.rules import P
from plans.indicators.models import Indicator, Reading
from plans.indicators.queries.readings import latest_readings
from plans.indicators.rules import Standing, standing_of, travel_words
from plans.planning.models import Action, Plan

_ROOTS = """
    WITH RECURSIVE line (id, at) AS (
        SELECT id, id FROM plans_action WHERE id = ANY(%s)
        UNION ALL SELECT line.id, action.carried_from_id
        FROM line JOIN plans_action AS action ON action.id = line.at WHERE action.carried_from_id IS NOT NULL
    )
    SELECT line.id, line.at FROM line JOIN plans_action AS action ON action.id = line.at
    WHERE action.carried_from_id IS NULL
"""


@dataclass(frozen=True)
class Measure:
    """An indicator with the readings that count of its newest periods, the newest first."""

    indicator: Indicator
    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading | None:
        """The reading of the newest period."""
        return self.readings[0] if self.readings else None

    @property
    def travel(self) -> str:
        """In which direction the newest figure went, in words."""
        return travel_words([one.value for one in self.readings], self.indicator.better)

    @property
    def standing(self) -> Standing:
        """How the newest figure stands beside the target."""
        value = next((one.value for one in self.readings if one.value is not None), None)
        return standing_of(value, self.indicator.target, self.indicator.better)

    def is_late(self, today: date) -> bool:
        """Whether its next figure should be here."""
        return self.indicator.retired_on is None and self.indicator.next_due < today


def indicator_for(reach: Reach, pk: int, permission: P = P.VIEW) -> Indicator:
    """Return an indicator with its partnership and provider, if ``reach`` carries ``permission`` for it.

    Raises:
        Http404: there is none, or the person may not see the partnership's work.
        PermissionDenied: the person may see it but not do this.
    """
    found = Indicator.objects.select_related("partnership", "provider").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not reach.may(permission, partnership_id=found.partnership_id):
        regions = LocalArea.objects.filter(partnerships=found.partnership_id).values_list("region_id", flat=True)
        check_may(reach, permission, partnership_id=found.partnership_id, region_ids=regions)
    return found


def indicator_to_change(reach: Reach, pk: int) -> Indicator:
    """Return an indicator that the person may change: officers of its partnership, while it is measured."""
    found = indicator_for(reach, pk, P.EDIT_PLAN)
    if found.retired_on is not None:
        raise PermissionDenied
    return found


def indicator_to_read(reach: Reach, pk: int) -> Indicator:
    """Return an indicator for which the person may give a reading: officers, and who contributes for its provider."""
    found = indicator_for(reach, pk)
    if not may_read(reach, found):
        raise PermissionDenied
    return found


def may_change(reach: Reach, partnership_id: int) -> bool:
    """Answer whether the person may add, change and retire indicators of a partnership."""
    return reach.may(P.EDIT_PLAN, partnership_id=partnership_id)


def may_read(reach: Reach, indicator: Indicator) -> bool:
    """Answer whether the person may give a reading."""
    if indicator.retired_on is not None:
        return False
    mine = indicator.provider_id in reach.contributes_for(indicator.partnership_id)
    return mine or reach.may(P.UPDATE_ACTIONS, partnership_id=indicator.partnership_id)


def measures_of(partnership_id: int) -> list[Measure]:
    """Return the indicators of a partnership, those still measured first, with their latest figures (two statements)."""
    rows = Indicator.objects.filter(partnership=partnership_id).select_related("provider")
    return _with_readings(sorted(rows, key=lambda one: (one.retired_on is not None, one.name, one.pk)))


def measures_of_action(action: Action) -> list[Measure]:
    """Return the indicators to which an action is linked, in whichever edition (two statements, or three)."""
    root = roots_of([action.pk])[action.pk] if action.carried_from_id else action.pk
    return _with_readings(list(Indicator.objects.filter(actions=root).select_related("provider")))


def _with_readings(rows: Iterable[Indicator]) -> list[Measure]:
    rows = list(rows)
    found = latest_readings([one.pk for one in rows]) if rows else {}
    return [Measure(one, tuple(found.get(one.pk, ()))) for one in rows]


def roots_of(actions: Collection[int]) -> dict[int, int]:
    """Return for each action the first of those that carried it from edition to edition (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOTS, [list(actions)])
        return dict(cursor.fetchall())


def actions_to_link(partnership_id: int) -> list[tuple[int, str]]:
    """Return the actions of the editions in force as (first of its line, words), in the plans' order."""
    plans = Plan.objects.filter(partnership=partnership_id).in_force()
    rows = list(Action.objects.filter(plan__in=plans).order_by("plan", "position", "pk"))
    roots = roots_of([one.pk for one in rows])
    return [(roots[one.pk], _short(one)) for one in rows]


def linked_actions(indicator: Indicator) -> list[Action]:
    """Return the actions an indicator is linked to, each as it stands in the newest edition that has it."""
    roots = set(indicator.actions.values_list("pk", flat=True))
    if not roots:
        return []
    in_force = Plan.objects.filter(partnership=indicator.partnership_id).in_force()
    rows = {one.pk: one for one in Action.objects.filter(plan__in=in_force).order_by("plan_id", "position", "pk")}
    root_of = roots_of(rows)
    now = [one for one in rows.values() if root_of[one.pk] in roots]
    found = {root_of[one.pk] for one in now}
    return [*now, *Action.objects.filter(pk__in=roots - found)]


def provider_choices(partnership_id: int) -> list[tuple[int, str]]:
    """Return the organisations of a partnership, by name."""
    members = Organisation.objects.filter(memberships_in__partnership=partnership_id)
    return list(members.filter(memberships_in__left_on__isnull=True).order_by("name").values_list("pk", "name"))


def indicator_under(key: UUID | None) -> Indicator | None:
    """Return the indicator that a form with this key made, if it made one."""
    return Indicator.objects.filter(submission_key=key).first() if key else None


def way_back(indicator: Indicator) -> str:
    """Return the address of the list an indicator stands in: that of its partnership's newest plan."""
    plan = Plan.objects.filter(partnership=indicator.partnership_id).in_force().order_by("-plan_year", "-pk").first()
    return reverse("plan-indicators", args=[plan.pk]) if plan else reverse("home")


def _short(action: Action) -> str:
    words = " ".join(str(action).split())
    return words if len(words) <= 110 else f"{words[:109]}…"
