"""Start a plan, and change what stands at its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from areas.audit.operations import record
from areas.models import Declaration
from plans.planning.models import Plan
from plans.planning.operations.marks import mark_changed
from plans.planning.operations.submissions import claim, settle
from plans.planning.queries.plans import details_of
from plans.planning.rules.conflicts import StaleSave, merge
from plans.planning.rules.states import Rhythm


class TitleTaken(ValueError):
    """The partnership has a plan of this title already."""


@dataclass(frozen=True)
class PlanDetails:
    """What stands at the head of a plan. ``plan_year``: where its financial year begins."""

    title: str
    plan_year: int
    rhythm: str = Rhythm.QUARTERLY
    area_ids: tuple[int, ...] = ()
    framework_ids: tuple[int, ...] = ()

    @property
    def own(self) -> dict[str, Any]:
        """The columns of the plan's own row."""
        return {"title": self.title.strip(), "plan_year": self.plan_year, "rhythm": str(self.rhythm)}


def create_plan(
    *,
    partnership_id: int,
    title: str,
    plan_year: int,
    rhythm: str = Rhythm.QUARTERLY,
    area_ids: Sequence[int] = (),
    framework_ids: Sequence[int] = (),
    by: int | None,
    submission_key: UUID | None = None,
) -> Plan:
    """Start a draft plan of a partnership, under its declaration if there is one.

    The same ``submission_key`` again gives back the plan it made.

    Raises:
        TitleTaken: the partnership has a plan of this title.
    """
    details = PlanDetails(title, plan_year, rhythm, tuple(area_ids), tuple(framework_ids))
    with transaction.atomic():
        earlier = claim(submission_key)
        if earlier and earlier.plan:
            return earlier.plan
        plan = _insert(partnership_id, details)
        plan.areas.set(details.area_ids)
        plan.frameworks.set(details.framework_ids)
        settle(submission_key, plan_id=plan.pk)
        record(by=by, verb="started plan", thing=plan, after=_words(details))
        mark_changed(plan.pk)
    return plan


def edit_plan(
    *,
    plan_id: int,
    expected_version: int,
    details: PlanDetails,
    by: int | None,
    seen: Mapping[str, Any] | None = None,
) -> Plan:
    """Change what stands at the head of a plan; timescales already read stay as they were read.

    ``seen`` is what the person had before them, under the names of ``details``. With it somebody
    who saved since is no hindrance where they changed other fields: both changes are kept.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the plan as it is now,
            ``clashes`` what both changed. Without ``seen`` that is not known.
        TitleTaken: the partnership has another plan of this title.
    """
    with transaction.atomic():
        plan = Plan.objects.get(pk=plan_id)
        if plan.version != expected_version and seen is not None:
            plan = Plan.objects.select_for_update().get(pk=plan_id)
            expected_version = plan.version
        before = PlanDetails(**details_of(plan))
        details = _merged(plan, before, details, seen)
        if before == details and plan.version == expected_version:
            return plan
        if not _update(plan_id, expected_version, details):
            current = Plan.objects.select_for_update().get(pk=plan_id)
            if seen is None:
                raise StaleSave(current)
            return edit_plan(plan_id=plan_id, expected_version=current.version, details=details, by=by, seen=seen)
        plan.areas.set(details.area_ids)
        plan.frameworks.set(details.framework_ids)
        record(by=by, verb="changed plan", thing=plan, before=_words(before), after=_words(details))
        mark_changed(plan_id)
    plan.refresh_from_db()
    return plan


def _merged(plan: Plan, before: PlanDetails, details: PlanDetails, seen: Mapping[str, Any] | None) -> PlanDetails:
    """Return ``details`` with what somebody else changed beside them; raises ``StaleSave`` where both changed a field."""
    if seen is None:
        return details
    theirs, mine = asdict(before), asdict(details)
    merged = merge({name: seen.get(name, value) for name, value in theirs.items()}, theirs, mine)
    if merged.clashes:
        raise StaleSave(plan, merged.clashes)
    return PlanDetails(**merged.values)


def _insert(partnership_id: int, details: PlanDetails) -> Plan:
    declaration = Declaration.objects.filter(partnership_id=partnership_id).first()
    try:
        with transaction.atomic():
            return Plan.objects.create(partnership_id=partnership_id, declaration=declaration, **details.own)
    except IntegrityError as error:
        raise _title_taken(error) from error


def _update(plan_id: int, expected_version: int, details: PlanDetails) -> int:
    try:
        with transaction.atomic():
            return Plan.objects.filter(pk=plan_id, version=expected_version).update(
                version=F("version") + 1, changed_at=timezone.now(), **details.own
            )
    except IntegrityError as error:
        raise _title_taken(error) from error


def _title_taken(error: IntegrityError) -> Exception:
    return TitleTaken() if "plan_edition_once" in str(error) else error


def _words(details: PlanDetails) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(details).items()}
