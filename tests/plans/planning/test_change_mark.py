"""Every change to a plan moves its mark."""

import pytest

from concordat import jobs
from plans.planning.operations import mark_changed
from tests.cast import Cast


def test_a_change_moves_the_mark_of_its_plan_only(cast: Cast) -> None:
    mark_changed(cast.plan.pk)
    cast.plan.refresh_from_db()
    cast.other_plan.refresh_from_db()
    assert (cast.plan.change_mark, cast.other_plan.change_mark) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_the_figures_are_asked_for_after_the_commit(cast: Cast) -> None:
    mark_changed(cast.plan.pk)
    assert jobs.held == [("plans.tasks.refresh_plan", (cast.plan.pk,))]
