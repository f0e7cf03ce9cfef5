"""Put actions in order and give them new labels. Their ids stay what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import connection, transaction

from areas.audit.operations import record, record_changes
from plans.planning.models import Action, Plan
from plans.planning.operations.marks import mark_changed
from plans.planning.queries.order import placed_in
from plans.planning.rules.order import Placed, Style, mark_of, placed_after, relabelled, stepped

_PLACE = """
UPDATE plans_action AS action SET position = place.position, theme_id = place.theme, heading = place.heading
FROM unnest(%(ids)s::bigint[], %(positions)s::int[], %(themes)s::bigint[], %(headings)s::text[])
    AS place (id, position, theme, heading)
WHERE action.id = place.id AND (action.position, COALESCE(action.theme_id, 0), action.heading)
    IS DISTINCT FROM (place.position, COALESCE(place.theme, 0), place.heading)
"""
_LABEL = """
UPDATE plans_action AS action SET number = label.number, version = version + 1, changed_at = statement_timestamp()
FROM unnest(%(ids)s::bigint[], %(numbers)s::text[]) AS label (id, number)
WHERE action.id = label.id
"""


class PlanMoved(Exception):
    """Somebody changed or moved an action since the new labels were looked at; nothing was written."""


@transaction.atomic
def step_action(*, action_id: int, by_places: int, by: int | None) -> bool:
    """Move an action a place up (-1) or down (1) among those of its theme and sub-heading.

    Answers False, having written nothing, where it is the first or the last of them.
    """
    return _move(action_id, lambda rows: stepped(rows, action_id, by_places), by)


@transaction.atomic
def place_action(*, action_id: int, after_id: int | None, by: int | None) -> bool:
    """Put an action behind another of its plan (None: first), under the same theme and sub-heading.

    Raises:
        KeyError: ``after_id`` is no other action of the plan.
    """
    return _move(action_id, lambda rows: placed_after(rows, action_id, after_id), by)


@transaction.atomic
def renumber(*, plan_id: int, style: Style, seen: str, by: int | None) -> int:
    """Give all actions of a plan the labels of ``style``, all or none; returns how many got another one.

    Where every action has its label already nothing is written: a form sent twice does no harm.

    ``seen``: the ``mark_of`` the actions that the person looked at.

    Raises:
        PlanMoved: they are not what they were then; nothing was written.
    """
    rows = placed_in(plan_id, hold=True)
    changed = [one for one in relabelled(rows, style) if one.old != one.new]
    if not changed:
        return 0
    if mark_of(rows) != seen:
        raise PlanMoved
    with connection.cursor() as cursor:
        cursor.execute(_LABEL, {"ids": [one.id for one in changed], "numbers": [one.new for one in changed]})
    mark_changed(plan_id)
    record(
        by=by,
        verb="renumbered actions",
        thing=Plan(pk=plan_id),
        after={"style": style.value, "renumbered": len(changed)},
    )
    record_changes(
        by=by,
        verb="renumbered action",
        changes=[(Action(pk=one.id), {"number": one.old}, {"number": one.new}) for one in changed],
    )
    return len(changed)


def _move(action_id: int, order: Callable[[Sequence[Placed]], list[Placed] | None], by: int | None) -> bool:
    """Write the places that ``order`` makes of the plan's actions, in one statement.

    Actions are held first, the plan last: one order for all locks.
    """
    action = Action.objects.get(pk=action_id)
    before = placed_in(action.plan_id, hold=True)
    after = order(before)
    if after is None or after == before:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACE,
            {
                "ids": [row.id for row in after],
                "positions": list(range(1, len(after) + 1)),
                "themes": [row.theme_id for row in after],
                "headings": [row.heading for row in after],
            },
        )
    mark_changed(action.plan_id)
    places = {name: [row.id for row in rows].index(action_id) + 1 for name, rows in (("was", before), ("is", after))}
    record(by=by, verb="moved action", thing=action, before={"place": places["was"]}, after={"place": places["is"]})
    return True
