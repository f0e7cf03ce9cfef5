"""A plan as it stood at the end of a day, from the histories that the database keeps: four statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plans.planning.models import Action, ActionPartner, ActionStandard, Plan
from plans.planning.queries.since import beginning_of
from plans.planning.rules.past import KNOWN, LinkEvent, PastAction, PastPlan, links_at

_COLUMNS = (
    "pgh_obj_id", "plan_id", "position", "number", "text", "heading", "timescale", "due", "delivery_state",
    "confidence", "reason", "lead_text", "lead__name", "theme__number", "theme__title", "merged_into_id",
)  # fmt: skip


def plan_on(plan: Plan, day: date) -> PastPlan:
    """Return a plan as it stood at the end of ``day``, local time, with every action it had then.

    Themes, organisations and standards carry the names they have today.
    """
    end = beginning_of(day + timedelta(days=1))
    versions = list(_events(Plan).filter(pgh_obj_id=plan.pk).order_by("pgh_id"))
    kept_from = timezone.localdate(versions[0].pgh_created_at) if versions else None
    then = [version for version in versions if version.pgh_created_at < end]
    if not then:
        return PastPlan(day, existed=False, kept_from=kept_from)
    actions, links_known = _actions_on(plan.pk, end)
    return PastPlan(day, True, kept_from, then[-1].title, then[-1].workflow_state, actions, links_known)


def _actions_on(plan_id: int, end: datetime) -> tuple[tuple[PastAction, ...], bool]:
    """Return what stood in the plan, in the order it had; an action that has moved since is among it."""
    ever = _events(Action).filter(plan_id=plan_id).values("pgh_obj_id")
    events = _events(Action).filter(pgh_obj_id__in=ever, pgh_created_at__lt=end)
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values(*_COLUMNS)
    rows = sorted(
        (row for row in newest if row["plan_id"] == plan_id), key=lambda row: (row["position"], row["pgh_obj_id"])
    )
    partners, partners_known = links_at(_links(ActionPartner, "organisation", "name", ever, end), end)
    standards, standards_known = links_at(_links(ActionStandard, "standard", "code", ever, end), end)
    printed = {row["pgh_obj_id"]: row["number"] or row["text"] for row in rows}
    found = tuple(_action(row, partners, standards, printed) for row in rows)
    return found, partners_known and standards_known


def _links(
    tracked: type[models.Model], other: str, name: str, actions: models.QuerySet[Any, Any], end: datetime
) -> list[LinkEvent]:
    wanted = Q(pgh_created_at__lt=end) | Q(pgh_label=KNOWN)
    events = _events(tracked).filter(wanted, action_id__in=actions).order_by("pgh_id")
    return [
        LinkEvent(*row)
        for row in events.values_list("action_id", f"{other}_id", f"{other}__{name}", "pgh_label", "pgh_created_at")
    ]


def _action(
    row: Mapping[str, Any],
    partners: Mapping[int, Any],
    standards: Mapping[int, Any],
    printed: Mapping[int, str],
) -> PastAction:
    theme = f"{row['theme__number'] or ''} {row['theme__title'] or ''}".strip()
    pk, same = row["pgh_obj_id"], ("number", "text", "timescale", "due", "delivery_state", "confidence", "reason")
    return PastAction(
        id=pk,
        **{name: row[name] for name in same},
        place=" – ".join(part for part in (theme, row["heading"]) if part) or "Without a theme",
        lead=row["lead__name"] or row["lead_text"],
        partners=tuple(partners.get(pk, ())),
        standards=tuple(standards.get(pk, ())),
        merged_into=printed.get(row["merged_into_id"], "") if row["merged_into_id"] else "",
    )


def _events(tracked: type[models.Model]) -> models.QuerySet[Any, Any]:
    """Return the history that the database keeps of a table."""
    events: models.QuerySet[Any, Any] = tracked.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    return events
