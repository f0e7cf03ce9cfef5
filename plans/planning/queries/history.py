"""How the histories of plans and actions are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from django.db import models

from areas.history.kinds import area_names, organisation_names
from areas.history.registry import HistoryKind, Subject
from areas.history.rules import Field, Version
from areas.people.access import Reach
from plans.planning.models import Action, ActionPartner, ActionStandard, Plan, Theme
from plans.planning.queries.access import action_for, plan_for
from plans.planning.rules.conflicts import ACTION_LABELS, PLAN_LABELS
from plans.planning.rules.order import Style
from plans.planning.rules.past import KNOWN
from plans.planning.rules.states import AgeGroup, Confidence, DeliveryState, Rhythm, WorkflowState
from plans.standards.models import Framework, Standard

#: What the database notes of a version beside the row itself, and what is another row's to tell.
_NOTED = frozenset(
    {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id", "id", "version", "created_at"}
)


def _find_plan(reach: Reach, pk: int) -> Subject:
    plan = plan_for(reach, pk)
    return Subject("plan", plan.title, plan.get_absolute_url(), "Back to the plan", plan.partnership.name)


def _find_action(reach: Reach, pk: int) -> Subject:
    action = action_for(reach, pk)
    caption = f"Action {action.number} – {action.plan.title}" if action.number else action.plan.title
    return Subject("action", action.text, action.get_absolute_url(), "Back to the action", caption)


def _versions(tracked: type[models.Model], pk: int) -> list[Version]:
    """Return the versions of a row that the database kept, oldest first (one statement)."""
    events = tracked.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")  # type: ignore[attr-defined]
    columns = [field.attname for field in events.model._meta.concrete_fields]
    return [
        Version(
            row["pgh_created_at"],
            {name: value for name, value in row.items() if name not in _NOTED and name != "pgh_context__metadata"},
            (row["pgh_context__metadata"] or {}).get("user"),
            made=row["pgh_label"] == "insert",
        )
        for row in events.values(*columns, "pgh_context__metadata")
    ]


def _links(tracked: type[models.Model], pk: int, other: str, name: str) -> list[Version]:
    """Return the same for what is linked to an action: all ids after each transaction that changed them."""
    events = tracked.pgh_event_model.objects.filter(action_id=pk).order_by("pgh_id")  # type: ignore[attr-defined]
    rows = events.values_list("pgh_created_at", "pgh_label", other, "pgh_context__metadata")
    linked: set[int] = set()
    found = []
    for at, group in groupby(rows, key=lambda row: row[0]):
        by, began = None, False
        for _, label, one, context in group:
            (linked.discard if label == "delete" else linked.add)(one)
            by, began = (context or {}).get("user"), label == KNOWN
        found.append(Version(at, {name: sorted(linked)}, by, quiet=began))
    return found


def _plan_tracks(pk: int) -> Sequence[Sequence[Version]]:
    return [_versions(Plan, pk)]


def _action_tracks(pk: int) -> Sequence[Sequence[Version]]:
    return [
        _versions(Action, pk),
        _links(ActionPartner, pk, "organisation_id", "partner_ids"),
        _links(ActionStandard, pk, "standard_id", "standard_ids"),
    ]


def _standards(ids: Collection[Any]) -> dict[Any, str]:
    return {one.pk: str(one) for one in Standard.objects.filter(pk__in=ids)}


def _actions(ids: Collection[Any]) -> dict[Any, str]:
    return {one.pk: str(one) for one in Action.objects.filter(pk__in=ids)}


def _plans(ids: Collection[Any]) -> dict[Any, str]:
    rows = Plan.objects.filter(pk__in=ids).values_list("pk", "title", "edition")
    return {pk: f"{title}, edition {edition}" for pk, title, edition in rows}


def _themes(ids: Collection[Any]) -> dict[Any, str]:
    return {one.pk: str(one) for one in Theme.objects.filter(pk__in=ids)}


def _frameworks(ids: Collection[Any]) -> dict[Any, str]:
    return dict(Framework.objects.filter(pk__in=ids).values_list("pk", "title"))


PLAN = HistoryKind(
    name="plan",
    trail="plan",
    find=_find_plan,
    tracks=_plan_tracks,
    first=("title",),
    fields={
        "title": Field(PLAN_LABELS["title"]),
        "workflow_state": Field("Where it stands", dict(WorkflowState.choices())),
        "comment": Field("Comment"),
        "plan_year": Field(PLAN_LABELS["plan_year"]),
        "rhythm": Field(PLAN_LABELS["rhythm"], dict(Rhythm.choices())),
        "area_ids": Field(PLAN_LABELS["area_ids"], of="area"),
        "framework_ids": Field(PLAN_LABELS["framework_ids"], of="framework"),
        "submitted_on": Field("Date submitted"),
        "published_on": Field("Date published"),
        "edition": Field("Edition"),
        "of": Field("Carried on from", of="plan"),
        "refreshes_id": Field("Carried on from", of="plan"),
        "count": Field("Actions added"),
        "style": Field("Numbered", dict(Style.choices())),
        "renumbered": Field("Actions with another number"),
        "news": Field("News brought over"),
        "added": Field("Actions brought over"),
    },
    hidden=frozenset({"actions", "partnership_id", "declaration_id"}),
    namers={"area": area_names, "framework": _frameworks, "plan": _plans},
)
ACTION = HistoryKind(
    name="action",
    trail="action",
    find=_find_action,
    tracks=_action_tracks,
    first=("number", "text"),
    fields={
        "number": Field(ACTION_LABELS["number"]),
        "text": Field(ACTION_LABELS["text"]),
        "delivery_state": Field("How far it has come", dict(DeliveryState.choices())),
        "confidence": Field("Confidence", dict(Confidence.choices())),
        "narrative": Field("What has been done"),
        "reason": Field("Reason"),
        "merged_into_id": Field("Merged into", of="action"),
        **{name: Field(label) for name, label in ACTION_LABELS.items()},
        "lead_id": Field(ACTION_LABELS["lead_id"], of="organisation"),
        "partner_ids": Field(ACTION_LABELS["partner_ids"], of="organisation"),
        "standard_ids": Field(ACTION_LABELS["standard_ids"], of="standard"),
        "age_group": Field(ACTION_LABELS["age_group"], dict(AgeGroup.choices())),
        "theme_id": Field(ACTION_LABELS["theme"], of="theme"),
        "timescale_reading": Field("Timescale as read"),
        "milestone": Field("Milestone"),
        "milestones": Field("Milestones"),
        "done_on": Field("Date finished"),
        "place": Field("Place in the order"),
        "start": Field("First day"),
        "due": Field("Last day"),
        "progress": Field("Progress as the plan’s file said it"),
        "is_new": Field("Marked as new"),
        "plan_id": Field("Plan", of="plan"),
        "carried_from_id": Field("Carried on from", of="action"),
    },
    hidden=frozenset({"update", "last_heard_at", "timescale_kind", "precision", "position", "still_true", "period"}),
    namers={
        "organisation": organisation_names,
        "standard": _standards,
        "action": _actions,
        "plan": _plans,
        "theme": _themes,
    },
)
