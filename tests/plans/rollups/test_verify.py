"""Stored figures can be proved, and a wrong one is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import PlanFigures
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_plans, verify
from tests.cast import Cast


@pytest.fixture
def counted(cast: Cast) -> Cast:
    refresh_plans(None, cast.today)
    return cast


def test_right_figures_differ_in_nothing(counted: Cast) -> None:
    out = StringIO()
    call_command("verify_rollups", stdout=out)
    assert "Every stored figure equals a fresh count." in out.getvalue()


def test_a_wrong_figure_is_named_with_both_numbers(counted: Cast) -> None:
    PlanFigures.objects.filter(plan=counted.plan).update(overdue=5)
    assert [(found.plan_id, found.name, found.stored, found.counted) for found in verify()] == [
        (counted.plan.pk, "overdue", 5, 0)
    ]


def test_the_command_fails_on_a_difference_and_says_how_to_mend_it(counted: Cast) -> None:
    PlanFigures.objects.filter(plan=counted.plan).update(due_soon=1)
    with pytest.raises(CommandError, match="--repair"):
        call_command("verify_rollups", stdout=StringIO())


def test_a_full_count_is_the_repair(counted: Cast) -> None:
    PlanFigures.objects.filter(plan=counted.plan).update(overdue=5)
    call_command("verify_rollups", "--repair", stdout=StringIO())
    assert PlanFigures.objects.get(plan=counted.plan).overdue == 0


def test_a_plan_that_waits_is_no_difference_but_is_mentioned(counted: Cast) -> None:
    PlanFigures.objects.filter(plan=counted.plan).update(overdue=5)
    mark_changed(counted.plan.pk)
    out = StringIO()
    call_command("verify_rollups", stdout=out)
    assert "wait to be counted" in out.getvalue()
