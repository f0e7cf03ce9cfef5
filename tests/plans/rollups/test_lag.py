"""The health page says how far the figures are behind; tasks catch up."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from concordat.celery import app
from concordat.health.registry import names
from concordat.timetable import TIMETABLE
from plans import tasks
from plans.models import Plan, PlanFigures
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_plans
from plans.rollups.queries.lag import figures_lag
from tests.cast import Cast


def _change(cast: Cast, minutes_ago: int) -> None:
    refresh_plans(None)
    mark_changed(cast.plan.pk)
    Plan.objects.filter(pk=cast.plan.pk).update(changed_at=F("changed_at") - timedelta(minutes=minutes_ago))


def test_the_figures_are_asked_about() -> None:
    assert "figures" in names()


def test_all_is_well_when_every_plan_is_counted(cast: Cast) -> None:
    refresh_plans(None)
    assert figures_lag().ok
    assert figures_lag().says == "every plan is counted up to its last change"


def test_a_change_of_a_moment_ago_may_wait(cast: Cast) -> None:
    _change(cast, minutes_ago=1)
    assert figures_lag().ok
    assert figures_lag().says.startswith("1 wait to be counted")


def test_a_change_that_waits_too_long_is_not_well(cast: Cast) -> None:
    _change(cast, minutes_ago=10)
    assert not figures_lag().ok


def test_the_minute_task_picks_up_what_was_missed(cast: Cast) -> None:
    _change(cast, minutes_ago=10)
    tasks.refresh_marked_plans()
    assert figures_lag().ok


def test_a_task_counts_its_plan_alone(cast: Cast) -> None:
    tasks.refresh_plan(cast.plan.pk)
    assert list(PlanFigures.objects.values_list("plan", flat=True)) == [cast.plan.pk]


def test_every_figures_job_of_the_timetable_has_a_task(cast: Cast) -> None:
    jobs = {job["task"] for job in TIMETABLE.values()}
    named = {task for task in jobs if task.startswith(("plans.tasks.verify_figures", "plans.tasks.refresh"))}
    assert len(named) == 3
    assert named <= set(app.tasks)
