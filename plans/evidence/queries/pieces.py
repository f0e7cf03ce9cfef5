"""Reads about evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from areas.people.access import Reach
from areas.roles.rules import P
from plans.evidence.models import Evidence, EvidenceQuerySet
from plans.evidence.rules import LinkState
from plans.planning.models import Action, Plan
from plans.planning.queries.access import check_plan
from plans.progress.models import ProgressUpdate
from plans.progress.queries import check_may_update, facts_of
from plans.progress.queries.actions import lineage_of

#: What the filter of a plan's list keeps, beside the words for it.
ONLY = {
    "broken": "Broken links",
    "expired": "Expired",
    "files": "Files",
    "links": "Links",
    "public": "Marked public",
    "past": "Replaced or set aside",
}
_RECENT_UPDATES = 20


@dataclass(frozen=True)
class EvidenceSums:
    """How much evidence a plan has: what counts, and what of it needs mending."""

    counting: int
    broken: int
    expired: int
    past: int


def _whole() -> EvidenceQuerySet:
    return Evidence.objects.select_related("by", "set_aside_by", "update", "replaced_by__by")


def evidence_for(reach: Reach, pk: int) -> Evidence:
    """Return a piece of evidence with its action and plan, if the person may see the action.

    Raises:
        Http404: there is none, or the person may not see its action.
    """
    found = _whole().select_related("action__plan__partnership").filter(pk=pk).first()
    if found is None:
        raise Http404
    check_plan(reach, found.action.plan, P.VIEW)
    return found


def evidence_to_change(reach: Reach, pk: int) -> Evidence:
    """Return a piece of evidence that the person may replace or set aside.

    Raises as ``evidence_for``, and ``PermissionDenied`` for whoever may not update the action.
    """
    found = evidence_for(reach, pk)
    check_may_update(reach, facts_of(found.action))
    return found


def may_change(reach: Reach, action: Action) -> bool:
    """Answer whether the person may add, replace and set aside (one statement)."""
    try:
        check_may_update(reach, facts_of(action))
    except PermissionDenied:
        return False
    return True


def evidence_of(action: Action) -> list[Evidence]:
    """Return all evidence of an action: what counts first, then the newest; that of earlier editions too."""
    rows = list(_whole().filter(action__in=lineage_of(action)))
    return sorted(rows, key=lambda one: not one.counts)


def evidence_in(plan: Plan, only: str, today: date) -> QuerySet[Evidence]:
    """Return the evidence of a plan that ``only`` keeps (empty: all that counts), in the plan's order."""
    rows = _whole().select_related("action").filter(action__plan=plan)
    return _only(rows, only, today).order_by("action__position", "action_id", "-at", "-id")


def _only(rows: EvidenceQuerySet, only: str, today: date) -> EvidenceQuerySet:
    if only == "broken":
        return rows.broken()
    if only == "expired":
        return rows.expired(today)
    if only == "past":
        return rows.filter(_PAST)
    kept = {"files": Q(url=""), "links": ~Q(url=""), "public": Q(classification="public")}
    return rows.standing().filter(kept.get(only, Q()))


_PAST = Q(replaced_by__isnull=False) | Q(set_aside_at__isnull=False)


def sums_of(plan: Plan, today: date) -> EvidenceSums:
    """Return the sums for a plan's list (one statement)."""
    row = Evidence.objects.filter(action__plan=plan).aggregate(
        counting=Count("pk", filter=~_PAST),
        broken=Count("pk", filter=~_PAST & Q(link_state=LinkState.BROKEN)),
        expired=Count("pk", filter=~_PAST & Q(valid_until__lt=today)),
        past=Count("pk", filter=_PAST),
    )
    return EvidenceSums(**row)


def links_to_mend() -> QuerySet[Evidence]:
    """Return what counts and has a broken link, with its action and plan: who has to hear of it asks here."""
    return Evidence.objects.broken().select_related("action__plan__partnership").order_by("action__plan_id", "pk")


def run_out(today: date) -> QuerySet[Evidence]:
    """Return what counts and has expired, with its action and plan."""
    return Evidence.objects.expired(today).select_related("action__plan__partnership").order_by("action__plan_id", "pk")


def recent_updates(action_id: int) -> list[ProgressUpdate]:
    """Return the newest updates of an action: those that evidence can belong to."""
    return list(ProgressUpdate.objects.filter(action=action_id).select_related("by")[:_RECENT_UPDATES])


def evidence_under(key: UUID | None) -> Evidence | None:
    """Return the piece that a form with this key made, if it made one."""
    return Evidence.objects.filter(submission_key=key).first() if key else None


def replaced_by_this(found: Evidence) -> list[Evidence]:
    """Return the older pieces that this one replaced."""
    return list(found.replaces.order_by("-replaced_at", "-pk"))
