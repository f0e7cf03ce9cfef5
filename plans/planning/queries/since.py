"""What became of a plan since a day, read from the history of its actions: five statements, however many actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from areas.models import Organisation
from concordat.web.words import date_words
from plans.planning.models import Action, Plan
from plans.planning.queries.editions import editions_of
from plans.planning.rules.editions import Edition
from plans.planning.rules.moments import NotAMoment, Since, read_since
from plans.planning.rules.since import Changes, Standing, compare
from plans.planning.rules.states import LIVE, AgeGroup, WorkflowState

_COLUMNS = (
    "number", "text", "outcome", "indicator", "timescale", "due", "lead_id", "lead_text", "named_post",
    "age_group", "delivery_state", "confidence", "reason", "merged_into_id", "last_heard_at",
)  # fmt: skip
_AGES = dict(AgeGroup.choices())


def changes_since(plan: Plan, day: date | datetime) -> Changes:
    """Return what became of the plan's actions since the beginning of ``day`` (or since that hour).

    An action that was carried into this edition is compared with what it was in the edition before;
    actions of earlier editions that were not carried are told of if they left the plan since. Nothing
    that was recorded later than now is left out; the plan is read as it stands.
    """
    since = beginning_of(day)
    plan_ids = [edition.id for edition in editions_of(plan) if edition.edition <= plan.edition]
    rows = _rows_now(plan, plan_ids)
    then = _rows_then(plan_ids, since)
    names = _lead_names([*rows.values(), *then.values()])
    sources = {row["carried_from_id"]: pk for pk, row in rows.items() if row["carried_from_id"]}
    now = {pk: row for pk, row in rows.items() if _is_told(row, plan.pk, pk in sources, then.get(pk))}
    before = {pk: found for pk in now if (found := _earlier(pk, rows, then))}
    for row in now.values():
        row["merged_into_id"] = _latest(row["merged_into_id"], sources)
    return compare(
        (_standing(pk, row, names) for pk, row in now.items()),
        {pk: _standing(pk, row, names) for pk, row in before.items()},
        since,
    )


def beginning_of(day: date | datetime) -> datetime:
    """Return the first moment of a day, local time; an hour stays as it is."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows_now(plan: Plan, plan_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return the actions of this edition, in order, then those of the earlier ones."""
    found = Action.objects.filter(plan_id__in=plan_ids).order_by("-plan__edition", "position", "pk")
    rows = found.values("pk", "plan_id", "carried_from_id", *_COLUMNS)
    return {row["pk"]: row for row in rows}


def _rows_then(plan_ids: list[int], since: datetime) -> dict[int, dict[str, Any]]:
    """Return what each action said at that hour, by its id; those that were not there are missing."""
    events = Action.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        plan_id__in=plan_ids, pgh_created_at__lt=since
    )
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {row["pgh_obj_id"]: row for row in newest.values("pgh_obj_id", *_COLUMNS)}


def _is_told(row: Mapping[str, Any], plan_id: int, is_carried: bool, then: Mapping[str, Any] | None) -> bool:
    """Answer whether an action belongs into the comparison: of this edition, or gone since in an earlier one."""
    if row["plan_id"] == plan_id:
        return True
    was_live = then is not None and then["delivery_state"] in LIVE
    return was_live and not is_carried and row["delivery_state"] not in LIVE


def _earlier(
    pk: int, rows: Mapping[int, Mapping[str, Any]], then: Mapping[int, dict[str, Any]]
) -> dict[str, Any] | None:
    """Return what an action said then, in this edition or in the one it was carried from."""
    while pk not in then:
        source = rows[pk]["carried_from_id"] if pk in rows else None
        if source is None:
            return None
        pk = source
    return then[pk]


def _latest(pk: int | None, carried_to: Mapping[int, int]) -> int | None:
    """Return the id under which an action goes on."""
    while pk is not None and pk in carried_to:
        pk = carried_to[pk]
    return pk


def _lead_names(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    ids = {row["lead_id"] for row in rows if row["lead_id"]}
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def _standing(pk: int, row: Mapping[str, Any], names: Mapping[int, str]) -> Standing:
    same = ("number", "text", "outcome", "indicator", "timescale", "due", "named_post", "delivery_state", "confidence")
    return Standing(
        id=pk,
        plan_id=row.get("plan_id", 0),
        **{name: row[name] for name in same},
        lead=names.get(row["lead_id"], "") or row["lead_text"],
        age_group=_AGES.get(row["age_group"], ""),
        reason=row["reason"],
        merged_into=row["merged_into_id"],
        last_heard_at=row["last_heard_at"],
    )


def since_asked(plan: Plan, text: str) -> Since:
    """Return from when on somebody wants to hear, by a day or by an edition of the plan (at most two statements).

    Raises:
        NotAMoment: what was typed is neither; the words say what to enter.
    """
    asked = read_since(text)
    if isinstance(asked, date):
        return Since(beginning_of(asked), asked.isoformat(), f"since {date_words(asked)}")
    edition = next((one for one in editions_of(plan) if one.edition == asked), None)
    if edition is None or edition.published_on is None:
        raise NotAMoment(f"There is no published edition {asked} of this plan. Enter a day, or another edition")
    words = f"since edition {asked} was published on {date_words(edition.published_on)}"
    return Since(_published_at(edition), f"edition-{asked}", words)


def _published_at(edition: Edition) -> datetime:
    """Return the hour at which an edition was published first; of a day alone, its end."""
    events = Plan.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj_id=edition.id, workflow_state=WorkflowState.PUBLISHED
    )
    first = events.order_by("pgh_id").values_list("pgh_created_at", flat=True).first()
    return first or beginning_of((edition.published_on or date.max) + timedelta(days=1))
