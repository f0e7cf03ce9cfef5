"""Counting a plan is one statement and never puts an older count over a newer one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Action, Plan, PlanFigures
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_marked_plans, refresh_plans
from plans.rollups.queries import plans_behind
from tests.cast import Cast, make_action


def test_a_plan_is_counted_in_one_statement(cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert refresh_plans([cast.plan.pk], cast.today) == 1
    assert len(statements) == 1


def test_all_plans_are_counted_in_one_statement(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert refresh_plans(None, cast.today) == 2
    assert len(statements) == 1


def test_the_figures_say_up_to_which_mark_they_count(cast: Cast) -> None:
    mark_changed(cast.plan.pk)
    refresh_plans([cast.plan.pk], cast.today)
    figures = PlanFigures.objects.get(plan=cast.plan)
    assert (figures.mark, figures.counted_on, figures.total, figures.live) == (2, cast.today, 2, 2)


def test_a_plan_without_actions_has_figures_of_nothing(cast: Cast) -> None:
    refresh_plans([cast.other_plan.pk], cast.today)
    assert PlanFigures.objects.get(plan=cast.other_plan).total == 0


def test_an_older_count_does_not_overwrite_a_newer_one(cast: Cast) -> None:
    refresh_plans([cast.plan.pk], cast.today)
    PlanFigures.objects.filter(plan=cast.plan).update(mark=9, total=7, not_started=7, live=7, unrated=7)
    assert refresh_plans([cast.plan.pk], cast.today) == 0
    assert PlanFigures.objects.get(plan=cast.plan).total == 7


def test_yesterdays_count_does_not_overwrite_todays(cast: Cast) -> None:
    refresh_plans([cast.plan.pk], cast.today)
    refresh_plans([cast.plan.pk], cast.today - timedelta(days=1))
    assert PlanFigures.objects.get(plan=cast.plan).counted_on == cast.today


def test_only_plans_whose_mark_moved_are_counted_again(cast: Cast) -> None:
    refresh_plans(None, cast.today)
    mark_changed(cast.plan.pk)
    assert plans_behind(cast.today) == [cast.plan.pk]
    assert refresh_marked_plans(cast.today) == 1
    assert plans_behind(cast.today) == []


def test_a_new_day_makes_every_plan_due_for_a_count(cast: Cast) -> None:
    refresh_plans(None, cast.today)
    assert len(plans_behind(cast.today + timedelta(days=1))) == 2


@pytest.mark.parametrize(("today", "overdue"), [(date(2027, 3, 31), 0), (date(2027, 4, 1), 1)])
def test_an_action_is_overdue_from_the_day_after_its_last(cast: Cast, today: date, overdue: int) -> None:
    refresh_plans([cast.plan.pk], today)
    assert PlanFigures.objects.get(plan=cast.plan).overdue == overdue


@pytest.mark.parametrize(("today", "soon"), [(date(2027, 2, 28), 0), (date(2027, 3, 1), 1), (date(2027, 3, 31), 1)])
def test_an_action_is_due_soon_for_thirty_days(cast: Cast, today: date, soon: int) -> None:
    refresh_plans([cast.plan.pk], today)
    assert PlanFigures.objects.get(plan=cast.plan).due_soon == soon


def test_finished_work_is_never_overdue(cast: Cast) -> None:
    make_action(cast.plan, "Publish the protocol.", due=date(2020, 1, 1), delivery_state="complete")
    refresh_plans([cast.plan.pk], cast.today)
    figures = PlanFigures.objects.get(plan=cast.plan)
    assert (figures.complete, figures.live, figures.overdue) == (1, 2, 0)


def test_the_day_turns_at_midnight_in_london(cast: Cast) -> None:
    heard = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 2 July, half past midnight, British Summer Time
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=heard)
    refresh_plans([cast.plan.pk], date(2026, 7, 2) + timedelta(days=106))
    assert PlanFigures.objects.get(plan=cast.plan).reported == 1
    refresh_plans([cast.plan.pk], date(2026, 7, 2) + timedelta(days=107))
    assert PlanFigures.objects.get(plan=cast.plan).reported == 0


def test_no_plans_to_count_is_no_statement(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert refresh_plans([], cast.today) == 0
    assert len(statements) == 0


def test_an_edition_that_is_only_drafted_leaves_the_published_one_in_force(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2026, 4, 1), workflow_state="published")
    draft = Plan.objects.create(
        partnership=cast.partnership,
        title="Northshire crisis care action plan",
        edition=2,
        plan_year=2027,
        refreshes=cast.plan,
    )
    in_force = Plan.objects.filter(partnership=cast.partnership).in_force()
    assert list(in_force) == [cast.plan]
    Plan.objects.filter(pk=draft.pk).update(published_on=date(2027, 4, 1), workflow_state="published")
    assert list(in_force.all()) == [draft]
