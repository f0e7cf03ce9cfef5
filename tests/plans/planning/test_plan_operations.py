"""Starting a plan and changing what stands at its head."""

from uuid import uuid4

import pytest

from areas.models import AuditEntry, Declaration
from plans.models import Framework, Plan
from plans.planning.operations import PlanDetails, StaleSave, TitleTaken, create_plan, edit_plan
from plans.planning.queries.plans import details_of
from tests.cast import Cast


def start(cast: Cast, title: str = "A second plan", **more: object) -> Plan:
    return create_plan(
        partnership_id=cast.partnership.pk,
        title=title,
        plan_year=2026,
        area_ids=[cast.area.pk],
        framework_ids=[Framework.objects.get().pk],
        by=cast.olive.pk,
        **more,
    )


def test_a_plan_starts_as_a_draft_under_the_declaration(cast: Cast) -> None:
    declaration = Declaration.objects.create(partnership=cast.partnership)
    plan = start(cast)
    assert (plan.workflow_state, plan.declaration, plan.rhythm) == ("draft", declaration, "quarterly")
    assert list(plan.areas.all()) == [cast.area]
    assert AuditEntry.objects.get(object_kind="plan", object_id=plan.pk).verb == "started plan"


def test_a_form_sent_twice_starts_one_plan(cast: Cast) -> None:
    key = uuid4()
    assert start(cast, submission_key=key) == start(cast, submission_key=key)


def test_a_title_is_used_once_in_a_partnership(cast: Cast) -> None:
    with pytest.raises(TitleTaken):
        start(cast, title=cast.plan.title)


def test_a_change_is_kept_and_audited(cast: Cast) -> None:
    details = PlanDetails("New title", 2027, "monthly", (cast.area.pk,), ())
    plan = edit_plan(plan_id=cast.plan.pk, expected_version=1, details=details, by=cast.olive.pk)
    assert (plan.title, plan.plan_year, plan.rhythm, plan.version) == ("New title", 2027, "monthly", 2)
    assert AuditEntry.objects.get(object_kind="plan").before["title"] == "Northshire crisis care action plan"


def test_saving_the_same_again_writes_nothing(cast: Cast) -> None:
    details = PlanDetails(**details_of(cast.plan))
    assert edit_plan(plan_id=cast.plan.pk, expected_version=1, details=details, by=None).version == 1


def test_a_stale_change_is_refused(cast: Cast) -> None:
    edit_plan(plan_id=cast.plan.pk, expected_version=1, details=PlanDetails("Theirs", 2026), by=None)
    with pytest.raises(StaleSave) as refused:
        edit_plan(plan_id=cast.plan.pk, expected_version=1, details=PlanDetails("Mine", 2026), by=None)
    assert refused.value.current.title == "Theirs"


def test_a_title_taken_by_another_plan_changes_nothing(cast: Cast) -> None:
    other = start(cast)
    with pytest.raises(TitleTaken):
        edit_plan(plan_id=other.pk, expected_version=1, details=PlanDetails(cast.plan.title, 2026), by=None)
    other.refresh_from_db()
    assert other.title == "A second plan"
