"""Start the next edition of a plan, and let it take over when it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from areas.audit.operations import record
from plans.planning.models import Action, Milestone, Plan, Theme
from plans.planning.operations.marks import mark_changed

#: Columns of an action that the copy in the next edition does not take over as they are.
_ITS_OWN = frozenset(
    {
        "id",
        "plan_id",
        "theme_id",
        "position",
        "carried_from_id",
        "merged_into_id",
        "is_new",
        "version",
        "created_at",
        "changed_at",
    }
)
_CARRIED = tuple(field.attname for field in Action._meta.concrete_fields if field.attname not in _ITS_OWN)

#: Whoever was heard last is right: news about an action that came while its copy was being drafted.
_BRING_NEWS = """
UPDATE plans_action AS mine
SET delivery_state = theirs.delivery_state, confidence = theirs.confidence, reason = theirs.reason,
    last_heard_at = theirs.last_heard_at, version = mine.version + 1, changed_at = now(),
    merged_into_id = COALESCE(
        (SELECT goes_on.id FROM plans_action AS goes_on
            WHERE goes_on.plan_id = mine.plan_id AND goes_on.carried_from_id = theirs.merged_into_id LIMIT 1),
        theirs.merged_into_id)
FROM plans_action AS theirs
WHERE mine.plan_id = %(plan)s AND theirs.id = mine.carried_from_id
    AND theirs.last_heard_at > COALESCE(mine.last_heard_at, '-infinity')
"""
_BRING_DONE_STEPS = """
UPDATE plans_milestone AS mine SET done_on = theirs.done_on
FROM plans_action AS action, plans_milestone AS theirs
WHERE action.plan_id = %(plan)s AND mine.action_id = action.id AND theirs.action_id = action.carried_from_id
    AND theirs.text = mine.text AND theirs.position = mine.position
    AND mine.done_on IS NULL AND theirs.done_on IS NOT NULL
"""


@transaction.atomic
def begin_edition(*, plan_id: int, plan_year: int, by: int | None) -> Plan:
    """Start the next edition of a plan as a draft and carry its live actions forward; returns it.

    What was begun before is given back: pressed twice it makes one edition. The old edition is not
    touched. ``plan_year``: where the financial year of the new edition begins. The number of
    statements does not depend on the number of actions.
    """
    old = Plan.objects.select_for_update().get(pk=plan_id)
    begun = Plan.objects.filter(refreshes=old).first()
    if begun:
        return begun
    new = Plan.objects.create(
        partnership_id=old.partnership_id,
        declaration_id=old.declaration_id,
        title=old.title,
        edition=old.edition + 1,
        refreshes=old,
        plan_year=max(plan_year, old.plan_year),
        rhythm=old.rhythm,
    )
    new.areas.set(old.areas.all())
    new.frameworks.set(old.frameworks.all())
    carried = _carry(old, new, Action.objects.filter(plan=old).live())
    mark_changed(new.pk)
    record(by=by, verb="began edition", thing=new, after={"edition": new.edition, "of": old.pk, "actions": carried})
    return new


def hold_all_actions(plan_id: int) -> None:
    """Wait for those who are changing an action of the plan, and let others wait (one statement).

    Everybody else locks an action first and its plan after it; whoever writes to all actions of a plan has to hold them
    before the plan, or the two would wait for each other. Call it in a transaction.
    """
    list(Action.objects.select_for_update().filter(plan=plan_id).order_by("pk").values_list("pk"))


@transaction.atomic
def take_over(*, plan_id: int, by: int | None) -> None:
    """Let an edition take over from the one before: call it when it is published, in that transaction.

    News and finished steps that were recorded in the old edition meanwhile come over, and so do live
    actions that were added to it. An edition that refreshes nothing is left as it is.
    """
    new = Plan.objects.select_related("refreshes").get(pk=plan_id)
    if new.refreshes is None:
        return
    old = new.refreshes
    _hold(old.pk)
    added = _carry(old, new, Action.objects.filter(plan=old, carried_to__isnull=True).live())
    with connection.cursor() as cursor:
        cursor.execute(_BRING_NEWS, {"plan": new.pk})
        news = cursor.rowcount
        cursor.execute(_BRING_DONE_STEPS, {"plan": new.pk})
    # Whoever waits to write to the closed edition meets a newer version, and so goes on to this one.
    Action.objects.filter(plan=old).update(version=F("version") + 1)
    mark_changed(old.pk)
    record(by=by, verb="took over", thing=new, after={"of": old.pk, "news": news, "added": added})


def _hold(plan_id: int) -> None:
    """Wait for whoever is at work in a plan, and let nobody else begin: actions first, the plan last, as everywhere."""
    list(Action.objects.select_for_update().filter(plan=plan_id).order_by("pk").values_list("pk"))
    Plan.objects.select_for_update().get(pk=plan_id)


def _carry(old: Plan, new: Plan, actions: Any) -> int:
    """Copy actions with all that hangs on them to the end of ``new``; returns how many."""
    rows = list(actions.order_by("position", "pk").values("pk", "theme_id", *_CARRIED))
    themes = _themes(old, new)
    last = Action.objects.filter(plan=new).count()
    copies = Action.objects.bulk_create(
        Action(
            plan=new,
            theme_id=themes.get(row["theme_id"]),
            position=last + place,
            carried_from_id=row["pk"],
            **{name: row[name] for name in _CARRIED},
        )
        for place, row in enumerate(rows, start=1)
    )
    _hang_on({copy.carried_from_id or 0: copy.pk for copy in copies})
    return len(copies)


def _themes(old: Plan, new: Plan) -> Mapping[int, int]:
    """Return the new edition's themes by the old ones' ids, copying those that are missing."""
    known = {(theme.number, theme.title): theme.pk for theme in Theme.objects.filter(plan=new)}
    wanted = list(Theme.objects.filter(plan=old).order_by("position"))
    missing = [theme for theme in wanted if (theme.number, theme.title) not in known]
    made = Theme.objects.bulk_create(
        Theme(plan=new, position=len(known) + place, number=theme.number, title=theme.title)
        for place, theme in enumerate(missing, start=1)
    )
    known |= {(theme.number, theme.title): theme.pk for theme in made}
    return {theme.pk: known[theme.number, theme.title] for theme in wanted}


def _hang_on(copies: Mapping[int, int]) -> None:
    """Copy partners, standards and milestones from the actions that are keys to those that are values."""
    olds: Sequence[int] = list(copies)
    partners, standards = Action.partners.through, Action.standards.through
    partners.objects.bulk_create(
        partners(action_id=copies[action], organisation_id=one)
        for action, one in partners.objects.filter(action__in=olds).values_list("action_id", "organisation_id")
    )
    standards.objects.bulk_create(
        standards(action_id=copies[action], standard_id=one)
        for action, one in standards.objects.filter(action__in=olds).values_list("action_id", "standard_id")
    )
    Milestone.objects.bulk_create(
        Milestone(
            action_id=copies[step.action_id], position=step.position, text=step.text, due=step.due, done_on=step.done_on
        )
        for step in Milestone.objects.filter(action__in=olds)
    )
