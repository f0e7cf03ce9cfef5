"""Counting while others write: whatever the order, the figures end up right."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from plans.models import Plan, PlanFigures
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_marked_plans, refresh_plans, verify
from tests.cast import Cast, make_action


def _write(plan: Plan) -> None:
    try:
        for _ in range(5):
            with transaction.atomic():
                Plan.objects.select_for_update().get(pk=plan.pk)
                make_action(plan, "Open a crisis café.")
                mark_changed(plan.pk)
    finally:
        connection.close()


def _count(plan: Plan) -> None:
    try:
        for turn in range(10):
            refresh_plans([plan.pk] if turn % 2 else None)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_counting_during_writing_never_leaves_an_old_count(cast: Cast) -> None:
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(work, cast.plan) for work in (_write, _count, _write, _count)]
        for job in jobs:
            job.result(timeout=60)
    assert verify() == []
    refresh_marked_plans()
    figures = PlanFigures.objects.get(plan=cast.plan)
    assert (figures.total, figures.mark) == (12, 11)
    assert verify() == []
