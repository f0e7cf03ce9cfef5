"""Plans, actions and updates as they may be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from areas.models import LocalArea
from plans.opendata.queries.sight import Sight
from plans.planning.models import Action, Plan
from plans.planning.rules.states import DeliveryState
from plans.progress.models import ProgressUpdate
from plans.public.models import HeldBack
from plans.public.queries import with_what_was_said
from plans.public.rules import sentence_of
from plans.standards.models import Framework, Standard

Row = tuple[Any, ...]


def _codes(plan: str) -> ArraySubquery:
    return ArraySubquery(LocalArea.objects.filter(plans=OuterRef(plan)).order_by("gss_code").values("gss_code"))


def seen_plans(sight: Sight) -> QuerySet[Plan]:
    """Return the plans in force that may be read: published ones, and those one may see anyway."""
    return Plan.objects.in_force().filter(Q(published_on__isnull=False) | Q(pk__in=sight.plans))


def plan_rows(sight: Sight) -> QuerySet[Plan, Row]:
    """Return the plans as the values that ``shape_plan`` takes."""
    standing = ~Q(actions__delivery_state__in=[DeliveryState.MERGED, DeliveryState.WITHDRAWN])
    titles = Framework.objects.filter(plans=OuterRef("pk")).order_by("slug").values("slug")
    first = LocalArea.objects.filter(plans=OuterRef("pk")).order_by("gss_code").values("slug")
    return (
        seen_plans(sight)
        .annotate(
            codes=_codes("pk"),
            answers_to=ArraySubquery(titles),
            slugs=ArraySubquery(first),
            standing=Count("actions", filter=Q(actions__isnull=False) & standing),
            done=Count("actions", filter=Q(actions__delivery_state=DeliveryState.COMPLETE)),
        )
        .values_list(
            "pk", "title", "edition", "partnership__name", "codes", "answers_to", "published_on", "rhythm",
            "standing", "done", "slugs",
        )
    )  # fmt: skip


def shape_plan(row: Row, sight: Sight) -> Row:
    """Return a plan in the order of its fields."""
    pk, title, *middle, slugs = row
    published_on = row[6]
    url = f"/areas/{slugs[0]}/plan/?plan={pk}" if slugs and published_on else ""
    return (pk, sight.words(title, pk), *middle, url)


def action_rows(sight: Sight) -> QuerySet[Action, Row]:
    """Return the actions as the values that ``shape_action`` takes."""
    full = Concat("section__framework__slug", Value("/"), "code")
    standards = Standard.objects.filter(actions=OuterRef("pk")).order_by("section__framework__slug", "code")
    actions = with_what_was_said(Action.objects.filter(plan__in=seen_plans(sight).order_by().values("pk")))
    return actions.annotate(
        codes=_codes("plan_id"), helps=ArraySubquery(standards.annotate(full=full).values("full"))
    ).values_list(
        "pk", "plan_id", "codes", "number", "theme__title", "heading", "text", "outcome", "helps", "lead_id",
        "lead__name", "named_post", "timescale", "timescale_kind", "start", "due", "precision", "delivery_state",
        "confidence", "reason", "is_new", "told", "told_at", "newest_kept", "has_updates", "progress",
    )  # fmt: skip


def shape_action(row: Row, sight: Sight) -> Row:
    """Return an action in the order of its fields, as everybody, or its own people, may read it."""
    pk, plan_id, codes, number, theme, heading, text, outcome, standards, lead_id, lead, post, timescale = row[:13]
    kind, start, due, precision, state, confidence, reason, is_new, told, told_at, kept, updated, progress = row[13:]
    said = told or ("" if updated else progress)
    if plan_id not in sight.plans:
        choice = sight.choice(plan_id)
        post = post if choice.posts else ""
        said = sentence_of(said, chosen=choice.narratives).shown
        reason = sentence_of(reason, chosen=choice.reasons, held_back=bool(kept)).shown
    read = _reader(sight, plan_id)
    said_on = timezone.localdate(told_at) if said and told_at else None
    return (
        pk, plan_id, codes, number, *read(theme or "", heading, text, outcome), standards, lead_id, lead or "",
        *read(post, timescale), kind, start, due, precision, state, confidence, *read(reason), is_new, *read(said),
        said_on,
    )  # fmt: skip


def update_rows(sight: Sight) -> QuerySet[ProgressUpdate, Row]:
    """Return the updates as the values that ``shape_update`` takes: of other people's plans those since it was published."""
    since = Q(at__date__gte=F("action__plan__published_on")) | Q(action__plan__in=sight.plans)
    return (
        ProgressUpdate.objects.filter(since, action__plan__in=seen_plans(sight).order_by().values("pk"))
        .annotate(kept=Exists(HeldBack.objects.filter(update=OuterRef("pk"))))
        .values_list(
            "pk", "action_id", "action__plan_id", "at", "period", "delivery_state", "confidence", "still_true",
            "narrative", "reason", "kept",
        )
    )  # fmt: skip


def shape_update(row: Row, sight: Sight) -> Row:
    """Return an update in the order of its fields; words that the area keeps inside are left out."""
    pk, action_id, plan_id, at, period, state, confidence, still_true, said, reason, kept = row
    if plan_id not in sight.plans:
        choice = sight.choice(plan_id)
        said = sentence_of(said, chosen=choice.narratives, held_back=kept).shown
        reason = sentence_of(reason, chosen=choice.reasons, held_back=kept).shown
    read = _reader(sight, plan_id)
    return (
        pk, action_id, plan_id, timezone.localdate(at), period, state, confidence, still_true, *read(said, reason),
    )  # fmt: skip


def _reader(sight: Sight, plan_id: int) -> Any:
    def read(*texts: str) -> Iterable[str]:
        return [sight.words(text, plan_id) for text in texts]

    return read
