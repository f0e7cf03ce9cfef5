"""Find a plan or an action for a person: not theirs → 404, theirs to read only → 403."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone

from areas.models import LocalArea, Partnership
from areas.people.access import HELD_SQL, Reach, Visitor, check_may, keep_reach
from areas.roles.rules import P
from concordat.prepared import Prepared
from plans.planning.models import Action, Plan

Thing = TypeVar("Thing", bound=Model)


def _columns(model: type[Model], names: str) -> tuple[str, ...]:
    """Return these columns in the order of the table, in which ``from_db`` takes them."""
    wanted = set(names.split())
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted)


#: What saying how an action stands needs of it, of its plan, and of the edition that refreshes the plan.
_BRIEF = _columns(
    Action,
    "id plan_id number text timescale lead_id delivery_state confidence reason merged_into_id version",
)
_BRIEF_PLAN = _columns(Plan, "id partnership_id title")
_BRIEF_NEWER = _columns(Plan, "id refreshes_id published_on")
_BRIEF_SQL = f"""
    SELECT {", ".join(f"action.{name}" for name in _BRIEF)}, {", ".join(f"plan.{name}" for name in _BRIEF_PLAN)},
        {", ".join(f"newer.{name}" for name in _BRIEF_NEWER)}, {HELD_SQL}
    FROM plans_action AS action JOIN plans_plan AS plan ON plan.id = action.plan_id
    LEFT JOIN plans_plan AS newer ON newer.refreshes_id = plan.id
    WHERE action.id = %(action)s
"""
_READ_BRIEF = Prepared("brief_action", _BRIEF_SQL, {"action": "bigint", "person": "bigint", "today": "date"})
#: What an action's page reads with it.
BESIDE = ("plan__partnership", "plan__refreshed_by", "theme", "lead", "merged_into", "carried_from__plan")
#: What is done to the edition in force only.
_WORK = frozenset({P.EDIT_PLAN, P.UPDATE_ACTIONS, P.IMPORT_PLAN})


def plan_for(reach: Reach, plan_id: int, permission: P = P.VIEW) -> Plan:
    """Return the plan with its partnership, if ``reach`` carries ``permission`` for it.

    Raises:
        Http404: there is no such plan, or the person may not see it.
        PermissionDenied: the person may see it but not do this.
    """
    plan = _one(Plan.objects.select_related("partnership", "refreshed_by"), plan_id)
    check_plan(reach, plan, permission)
    check_not_replaced(plan, permission)
    return plan


def check_plan(reach: Reach, plan: Plan, permission: P) -> None:
    """Let through who has ``permission`` for the plan; raises as ``plan_for`` does."""
    if not reach.may(permission, partnership_id=plan.partnership_id):
        check_may(reach, permission, partnership_id=plan.partnership_id, region_ids=region_ids_of(plan.pk))


def check_not_replaced(plan: Plan, permission: P) -> None:
    """Let through who only reads; an edition that a newer one has replaced is not worked on any more.

    Raises:
        PermissionDenied: the plan has been replaced.
    """
    if permission in _WORK and plan.is_replaced:
        raise PermissionDenied


def action_for(reach: Reach, action_id: int, permission: P = P.VIEW) -> Action:
    """Return the action with its plan, theme and lead, if ``reach`` carries ``permission`` for it.

    To work on an action that goes on in a newer edition is to work on it there: an address in an old
    letter leads to the action as it stands now. Raises as ``plan_for`` does.
    """
    action = _one(Action.objects.select_related(*BESIDE), action_id)
    check_plan(reach, action.plan, permission)
    if permission in _WORK:
        action = goes_on_as(action) or action
    check_not_replaced(action.plan, permission)
    return action


def goes_on_as(action: Action) -> Action | None:
    """Return the action under which this one goes on in the newest published edition; None: it does not."""
    found = None
    while action.plan.is_replaced:
        copy = Action.objects.select_related(*BESIDE).filter(carried_from=action.pk).first()
        if copy is None:
            break
        found = action = copy
    return found


def brief_action_for(person: Visitor, action_id: int) -> tuple[Action, Reach]:
    """Return no more of an action and its plan than saying how it stands needs, if the person may see it.

    It is read on every save, so its statement is written out: to have it built anew each time costs more
    than to run it. How far the person reaches comes with it. What is left out is read when it is asked for.
    Raises as ``plan_for`` does.
    """
    with connection.cursor() as cursor:
        _READ_BRIEF.execute(cursor, {"action": action_id, "person": person.pk, "today": timezone.localdate()})
        row = cursor.fetchone()
    if row is None:
        raise Http404
    of_plan, of_newer = len(_BRIEF), len(_BRIEF) + len(_BRIEF_PLAN)
    action = Action.from_db(connection.alias, _BRIEF, row[:of_plan])
    action.plan = Plan.from_db(connection.alias, _BRIEF_PLAN, row[of_plan:of_newer])
    newer = None if row[of_newer] is None else Plan.from_db(connection.alias, _BRIEF_NEWER, row[of_newer:-1])
    Plan.refreshed_by.related.set_cached_value(action.plan, newer)
    reach = keep_reach(person, row[-1])
    check_plan(reach, action.plan, P.VIEW)
    return action, reach


def _one(things: QuerySet[Thing], pk: int) -> Thing:
    """Return the thing of this id (``get`` leaves the usual order out, which would join more tables)."""
    try:
        return things.get(pk=pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def region_ids_of(plan_id: int) -> frozenset[int]:
    """Return the regions of the areas a plan covers (one statement)."""
    return frozenset(LocalArea.objects.filter(plans=plan_id).values_list("region_id", flat=True))


def partnerships_to_plan_for(reach: Reach, slug: str) -> tuple[LocalArea, list[Partnership]]:
    """Return an area and those of its partnerships for which the person may start a plan.

    Raises:
        Http404: there is no such area, or none of its partnerships is the person's.
        PermissionDenied: the person may see a partnership of the area but not start a plan for it.
    """
    area = LocalArea.objects.filter(slug=slug).first()
    if area is None:
        raise Http404
    partnerships = list(area.partnerships.prefetch_related("areas"))
    own = [one for one in partnerships if reach.may(P.EDIT_PLAN, partnership_id=one.pk)]
    if not own:
        for one in partnerships:
            check_may(reach, P.EDIT_PLAN, partnership_id=one.pk, region_ids=[area.region_id])
        raise Http404
    return area, own
