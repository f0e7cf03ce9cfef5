"""What belongs to an action beside its own row: theme, milestones, standards, partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from plans.planning.models import Action, Milestone, Theme
from plans.planning.rules.actions import NewAction
from plans.planning.rules.milestones import words_of
from plans.planning.rules.timescale import Timescale

_READING_LENGTH = 300
#: The columns of an action's own row that are written as they are.
_OWN = (
    "number",
    "text",
    "outcome",
    "indicator",
    "heading",
    "lead_id",
    "lead_text",
    "named_post",
    "age_group",
    "delivery_state",
    "confidence",
    "reason",
    "progress",
    "is_new",
)


def reading_columns(reading: Timescale) -> dict[str, Any]:
    """Return the columns of an action that hold the timescale and how it was read."""
    return {
        "timescale": reading.text,
        "timescale_kind": reading.kind.value,
        "timescale_reading": _cut(reading.reading, _READING_LENGTH),
        "start": reading.start,
        "due": reading.due,
        "precision": reading.precision.value if reading.precision else "",
    }


def own_columns(action: NewAction) -> dict[str, Any]:
    """Return the columns of the action's own row, without the timescale, theme and position."""
    return {name: getattr(action, name) for name in _OWN}


def milestones_of(action_id: int, reading: Timescale) -> list[Milestone]:
    """Return the unsaved milestones of a reading."""
    return [
        Milestone(action_id=action_id, position=n, text=words_of(step), due=step.due)
        for n, step in enumerate(reading.milestones, start=1)
    ]


def themes_named(plan_id: int, wanted: Iterable[tuple[str, str]]) -> dict[str, Theme]:
    """Return the plan's themes by folded title, making those that are missing, in order.

    ``wanted``: (number, title) pairs; empty titles are passed over. At most three statements,
    however many themes. The caller holds the plan's row (``mark_changed`` takes it).
    """
    titles: dict[str, tuple[str, str]] = {}
    for number, title in wanted:
        if title:
            titles.setdefault(fold(title), (number, title))
    if not titles:
        return {}
    known = {fold(theme.title): theme for theme in Theme.objects.filter(plan_id=plan_id)}
    missing = [pair for key, pair in titles.items() if key not in known]
    if missing:
        last = Theme.objects.filter(plan_id=plan_id).aggregate(last=Max("position"))["last"] or 0
        made = Theme.objects.bulk_create(
            Theme(plan_id=plan_id, position=last + n, number=number, title=title)
            for n, (number, title) in enumerate(missing, start=1)
        )
        known |= {fold(theme.title): theme for theme in made}
    return known


def link(actions: Sequence[tuple[Action, NewAction]]) -> None:
    """Write partners and standards of new actions: one statement each, none where there are none."""
    link_partners(actions)
    link_standards(actions)


def link_partners(actions: Sequence[tuple[Action, NewAction]]) -> None:
    """Write the partners of actions that have none yet."""
    partners = Action.partners.through
    partners.objects.bulk_create(
        partners(action_id=action.pk, organisation_id=one) for action, new in actions for one in new.partner_ids
    )


def link_standards(actions: Sequence[tuple[Action, NewAction]]) -> None:
    """Write the standards of actions that have none yet."""
    standards = Action.standards.through
    standards.objects.bulk_create(
        standards(action_id=action.pk, standard_id=one) for action, new in actions for one in new.standard_ids
    )


def last_position(plan_id: int) -> int:
    """Return the place of the plan's last action, 0 where there is none."""
    return int(Action.objects.filter(plan_id=plan_id).aggregate(last=Max("position"))["last"] or 0)


def fold(title: str) -> str:
    """Return a title in the form in which two writings of it are one."""
    return " ".join(title.split()).casefold()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
