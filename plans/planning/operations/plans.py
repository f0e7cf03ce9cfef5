"""Start a plan, and change what stands at its head."""

from __future__ import annotations

from collections.abc import Sequence
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
from plans.planning.rules.conflicts import StaleSave
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


def edit_plan(*, plan_id: int, expected_version: int, details: PlanDetails, by: int | None) -> Plan:
    """Change what stands at the head of a plan; timescales already read stay as they were read.

    Raises:
        StaleSave: somebody saved since ``expected_version``; ``current`` is the plan as it is now.
        TitleTaken: the partnership has another plan of this title.
    """
    with transaction.atomic():
        plan = Plan.objects.get(pk=plan_id)
        before = PlanDetails(**details_of(plan))
        if before == details and plan.version == expected_version:
            return plan
        if not _update(plan_id, expected_version, details):
            raise StaleSave(Plan.objects.get(pk=plan_id))
        plan.areas.set(details.area_ids)
        plan.frameworks.set(details.framework_ids)
        record(by=by, verb="changed plan", thing=plan, before=_words(before), after=_words(details))
        mark_changed(plan_id)
    plan.refresh_from_db()
    return plan


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
