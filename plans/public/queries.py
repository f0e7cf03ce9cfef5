"""Reads for the public: only what may be shown leaves this file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404

from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.models import Action, Plan
from plans.planning.queries.access import check_plan
from plans.planning.rules.states import DeliveryState
from plans.progress.models import ProgressUpdate
from plans.public.models import HeldBack, PublicChoice
from plans.public.rules import Choice, Sentence, public_text, sentence_of


@dataclass(frozen=True)
class PublicAction:
    """An action as everybody may read it. It has no more than this: no person, no inside word.

    ``said`` and ``reason`` know why they are kept, for the preview; only their ``shown`` is public.
    """

    number: str
    text: str
    outcome: str
    theme: str
    heading: str
    lead: str
    post: str
    timescale: str
    due: date | None
    is_live: bool
    state: str
    state_label: str
    confidence: str
    confidence_label: str
    is_new: bool
    said: Sentence
    said_at: datetime | None
    reason: Sentence


@dataclass(frozen=True)
class PublicGroup:
    """Actions that stand together in the plan."""

    title: str
    actions: list[PublicAction]


def choice_of(plan: Plan) -> tuple[Choice, int]:
    """Return what a plan shows, with the row version (0: nobody has chosen for this edition yet).

    A new edition shows what the edition before it showed, until somebody chooses anew. One that was
    replaced shows the promise and how it stood, and no more: nobody looks after its words any longer.
    """
    if plan.is_replaced:
        return Choice(), 0
    ids = [plan.pk, *([plan.refreshes_id] if plan.refreshes_id else [])]
    rows = {row.plan_id: row for row in PublicChoice.objects.filter(plan__in=ids)}
    if plan.pk in rows:
        return rows[plan.pk].choice, rows[plan.pk].version
    before = rows.get(plan.refreshes_id or 0)
    return (before.choice if before else Choice()), 0


def choices_in_force() -> dict[int, Choice]:
    """Return what each published plan in force shows, by its id: what ``choice_of`` says of each (one statement)."""
    names = [f.name for f in fields(Choice)]
    own = [f"public_choice__{name}" for name in names]
    before = [f"refreshes__public_choice__{name}" for name in names]
    found = {}
    for plan_id, *said in Plan.objects.in_force().published().order_by().values_list("pk", *own, *before):
        newest = said[: len(names)] if said[0] is not None else said[len(names) :]
        found[plan_id] = Choice(*map(bool, newest))
    return found


def actions_of(plan: Plan) -> QuerySet[Action]:
    """Return the actions of a plan with the newest sentence that may be read and whether newer words are kept."""
    actions = with_what_was_said(Action.objects.filter(plan=plan).select_related("theme", "lead"))
    return actions.order_by("position", "pk")


def with_what_was_said(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Return actions with the newest sentence that may be read, and whether the newest word is kept inside."""
    updates = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-at", "-pk")
    kept = HeldBack.objects.filter(update=OuterRef("pk"))
    readable = updates.exclude(narrative="").filter(~Exists(kept))
    newest = updates.filter(still_true=False).annotate(kept=Exists(kept))
    return actions.annotate(
        told=Subquery(readable.values("narrative")[:1]),
        told_at=Subquery(readable.values("at")[:1]),
        has_updates=Exists(updates),
        newest_kept=Subquery(newest.values("kept")[:1]),
    )


def public_action(action: Action, choice: Choice) -> PublicAction:
    """Return an action read by ``actions_of`` as the public sees it under a choice."""
    row: Any = action
    told = row.told or ("" if row.has_updates else action.progress)
    return PublicAction(
        number=action.number,
        text=public_text(action.text),
        outcome=public_text(action.outcome),
        theme=str(action.theme) if action.theme else "",
        heading=action.heading,
        lead=action.lead.name if action.lead else "",
        post=public_text(action.named_post) if choice.posts else "",
        timescale=public_text(action.timescale),
        due=action.due,
        is_live=action.is_live,
        state=action.delivery_state,
        state_label=action.get_delivery_state_display(),
        confidence=action.confidence,
        confidence_label=action.get_confidence_display() if action.confidence else "",
        is_new=action.is_new,
        said=sentence_of(told, chosen=choice.narratives),
        said_at=row.told_at,
        reason=sentence_of(action.reason, chosen=choice.reasons, held_back=bool(row.newest_kept)),
    )


def grouped(actions: Iterable[PublicAction]) -> list[PublicGroup]:
    """Return actions by theme and sub-heading, in the plan's order."""
    return [PublicGroup(title, list(members)) for title, members in groupby(actions, key=_heading)]


def done_lately(plan: Plan, choice: Choice, most: int = 5) -> list[PublicAction]:
    """Return what was completed, the newest word first (one statement)."""
    done = actions_of(plan).filter(delivery_state=DeliveryState.COMPLETE).order_by("-last_heard_at", "position", "pk")
    return [public_action(one, choice) for one in done[:most]]


def kept_back(actions: Iterable[PublicAction]) -> list[tuple[PublicAction, str, str]]:
    """Return what a choice would show but is kept: the action, the words, and why."""
    return [
        (one, sentence.text, sentence.kept)
        for one in actions
        for sentence in (one.said, one.reason)
        if sentence.kept and not sentence.kept.startswith("Sentences of this kind")
    ]


def held_back_in(updates: Collection[ProgressUpdate]) -> frozenset[int]:
    """Return which of these updates keep their wording inside (one statement)."""
    return frozenset(
        HeldBack.objects.filter(update__in=[one.pk for one in updates]).values_list("update_id", flat=True)
    )


def update_to_choose(reach: Reach, update_id: int) -> tuple[ProgressUpdate, bool]:
    """Return an update and whether its wording is kept inside, for somebody who may change that.

    Officers may keep a wording inside; letting the public read it again is the area lead's.

    Raises:
        Http404: there is no such update, it has no wording, or the person may not see it.
        PermissionDenied: the person may see it but not choose.
    """
    found = ProgressUpdate.objects.select_related("action__plan__partnership").filter(pk=update_id).first()
    if found is None or not (found.narrative or found.reason):
        raise Http404
    held = HeldBack.objects.filter(update=found).exists()
    check_plan(reach, found.action.plan, P.CHOOSE_PUBLIC if held else P.EDIT_PLAN)
    return found, held


def _heading(one: PublicAction) -> str:
    return " – ".join(part for part in (one.theme, one.heading) if part) or "Without a theme"
