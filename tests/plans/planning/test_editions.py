"""Starting the next edition of a plan, and letting it take over."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import AuditEntry
from plans.models import Action, Milestone, Plan, Theme
from plans.planning.operations import add_actions, begin_edition, edit_action, take_over
from plans.planning.queries.editions import editions_of
from plans.planning.queries.since import changes_since
from plans.planning.rules.actions import NewAction
from plans.planning.rules.editions import in_force
from plans.planning.rules.since import Mark
from tests.cast import Cast, make_action
from tests.plans.planning.past import happened_on

HEARD = datetime(2026, 9, 1, 12, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def plan(cast: Cast) -> Plan:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2026, 5, 1))
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress",
        confidence="at_risk",
        reason="No trainer",
        indicator="All trained",
        last_heard_at=HEARD,
        is_new=True,
    )
    cast.police_action.partners.add(cast.trust)
    cast.police_action.standards.add(cast.standard)
    Milestone.objects.create(action=cast.police_action, position=1, text="First course", due=date(2026, 12, 1))
    return cast.plan


def begin(plan: Plan) -> Plan:
    return begin_edition(plan_id=plan.pk, plan_year=2027, by=None)


def copy_of(action: Action) -> Action:
    return Action.objects.get(carried_from=action)


def publish(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(workflow_state="published", published_on=date(2027, 4, 1))
    take_over(plan_id=plan.pk, by=None)


def test_the_next_edition_is_a_draft_of_the_same_plan(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    assert (new.edition, new.refreshes_id, new.workflow_state, new.published_on) == (2, plan.pk, "draft", None)
    assert (new.title, new.plan_year, new.rhythm) == (plan.title, 2027, plan.rhythm)
    assert list(new.areas.all()) == [cast.area]
    assert list(new.frameworks.all()) == list(plan.frameworks.all())


def test_a_live_action_goes_into_it_with_everything_that_hangs_on_it(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    copy = copy_of(cast.police_action)
    assert (copy.plan, copy.theme, copy.lead) == (new, Theme.objects.get(plan=new), cast.police)
    assert (copy.delivery_state, copy.confidence, copy.reason) == ("in_progress", "at_risk", "No trainer")
    assert (copy.timescale, copy.due, copy.indicator, copy.last_heard_at) == (
        "31 March 2027", date(2027, 3, 31), "All trained", HEARD,
    )  # fmt: skip
    assert list(copy.partners.all()) == [cast.trust]
    assert list(copy.standards.all()) == [cast.standard]
    assert [step.text for step in copy.milestones.all()] == ["First course"]
    assert not copy.is_new


def test_finished_merged_and_withdrawn_actions_stay_in_the_old_one(cast: Cast, plan: Plan) -> None:
    for state in ("complete", "merged", "withdrawn"):
        make_action(plan, f"Gone: {state}", delivery_state=state)
    assert begin(plan).actions.count() == 2
    assert plan.actions.count() == 5


def test_begun_twice_it_is_one_edition(cast: Cast, plan: Plan) -> None:
    assert begin(plan) == begin(plan)
    assert Plan.objects.filter(refreshes=plan).count() == 1
    assert AuditEntry.objects.filter(verb="began edition").count() == 1


def test_it_takes_as_many_statements_for_200_actions_as_for_2(cast: Cast, plan: Plan) -> None:
    seen = []
    for target, count in ((cast.other_plan, 2), (plan, 200)):
        rows = [
            NewAction(
                f"Action {n}",
                theme=f"T{n % 3}",
                partner_ids=(cast.trust.pk,),
                standard_ids=(cast.standard.pk,),
                timescale="Q1 Q3",
            )
            for n in range(count)
        ]
        add_actions(plan_id=target.pk, rows=rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            begin(target)
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_until_it_is_published_the_old_edition_is_in_force(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    assert in_force(editions_of(new)).id == plan.pk
    assert list(Plan.objects.filter(partnership=cast.partnership).in_force()) == [plan]
    publish(new)
    assert in_force(editions_of(plan)).id == new.pk
    assert list(Plan.objects.filter(partnership=cast.partnership).in_force()) == [new]


def test_news_that_came_meanwhile_comes_over(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="complete", confidence="", reason="", last_heard_at=timezone.now()
    )
    Milestone.objects.update_or_create(action=cast.police_action, position=1, defaults={"done_on": date(2026, 11, 2)})
    publish(new)
    copy = copy_of(cast.police_action)
    assert (copy.delivery_state, copy.confidence, copy.version) == ("complete", "", 2)
    assert copy.milestones.get().done_on == date(2026, 11, 2)


def test_news_said_in_the_draft_itself_is_not_undone(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    copy = copy_of(cast.police_action)
    Action.objects.filter(pk=copy.pk).update(confidence="on_track", reason="", last_heard_at=timezone.now())
    publish(new)
    assert copy_of(cast.police_action).confidence == "on_track"


def test_an_action_merged_meanwhile_points_at_what_goes_on(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    Action.objects.filter(pk=cast.council_action.pk).update(
        delivery_state="merged", merged_into=cast.police_action, last_heard_at=timezone.now()
    )
    publish(new)
    assert copy_of(cast.council_action).merged_into == copy_of(cast.police_action)


def test_an_action_added_to_the_old_edition_meanwhile_is_not_lost(cast: Cast, plan: Plan) -> None:
    new = begin(plan)
    late = make_action(plan, "Thought of late")
    publish(new)
    assert copy_of(late).plan == new
    assert copy_of(late).position == 3


def test_to_publish_a_first_edition_changes_nothing(cast: Cast, plan: Plan) -> None:
    take_over(plan_id=plan.pk, by=None)
    assert not AuditEntry.objects.filter(verb="took over").exists()


def test_since_an_edition_tells_what_became_of_carried_actions(cast: Cast, plan: Plan) -> None:
    done = make_action(plan, "Nearly done", delivery_state="in_progress")
    happened_on(date(2020, 5, 1))
    Action.objects.filter(pk=done.pk).update(delivery_state="complete")
    new = begin(plan)
    added = make_action(new, "Thought of now")
    edit_action(action_id=copy_of(cast.police_action).pk, expected_version=1, changes={"text": "Train all"}, by=None)
    found = changes_since(new, date(2020, 6, 1))
    assert [one.now.id for one in found.of(Mark.NEW)] == [added.pk]
    assert [one.now.id for one in found.of(Mark.CHANGED)] == [copy_of(cast.police_action).pk]
    assert [one.now.id for one in found.of(Mark.FINISHED)] == [done.pk]
