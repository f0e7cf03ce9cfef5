"""Killed in the middle, counting and keeping leave either the old or the new."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date

import pytest
from django.db import connection, transaction

from concordat.periods import Quarter
from plans.models import PlanFigures, PublishedAction, PublishedArea, PublishedPlan, PublishedQuarter, Snapshot
from plans.planning.operations import mark_changed
from plans.rollups.operations import (
    freeze_quarter,
    publish_quarter,
    refresh_marked_plans,
    refresh_plans,
    take_snapshots,
    verify,
)
from plans.rollups.queries import plans_behind
from plans.rollups.queries.manifest import not_as_frozen
from tests.cast import Cast, make_action

_WORK = """
import django
django.setup()
from django.db import connection
connection.settings_dict.update({database!r})
{work}
"""


def _kill_while_it_waits(lock: str, work: str) -> None:
    """Run ``work`` in a process of its own, hold it up at ``lock``, and kill it there."""
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    database = {key: connection.settings_dict[key] for key in keys}
    code = _WORK.format(database=database, work=work)
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "concordat.settings.test"}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(lock)
        child = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], env=env)
        try:
            _wait(cursor, "EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)", child)
        finally:
            child.kill()
            child.wait()
            # The server's half would go on once the lock is gone: it dies in the middle too.
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted")
    with connection.cursor() as cursor:
        _wait(cursor, "NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)", None)


def _wait(cursor: object, condition: str, child: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        cursor.execute(f"SELECT {condition}")  # type: ignore[attr-defined]
        if cursor.fetchone()[0]:  # type: ignore[attr-defined]
            return
        assert child is None or child.poll() is None, "the process ended before it could be killed"
        time.sleep(0.05)
    raise AssertionError("it never waited")


@pytest.mark.django_db(transaction=True)
def test_a_count_killed_between_plan_and_sections_leaves_the_old(cast: Cast) -> None:
    refresh_plans(None)
    make_action(cast.plan, "Open a crisis café.")
    mark_changed(cast.plan.pk)
    _kill_while_it_waits(
        f"SELECT 1 FROM plans_sectionfigures WHERE plan_id = {cast.plan.pk} FOR UPDATE",
        f"from plans.rollups.operations import refresh_plans\nrefresh_plans([{cast.plan.pk}])",
    )
    assert PlanFigures.objects.get(plan=cast.plan).total == 2
    assert verify() == []
    assert plans_behind(PlanFigures.objects.get(plan=cast.plan).counted_on) == [cast.plan.pk]
    refresh_marked_plans()
    assert PlanFigures.objects.get(plan=cast.plan).total == 3


@pytest.mark.django_db(transaction=True)
def test_keeping_a_day_killed_half_way_leaves_nothing_of_it(cast: Cast) -> None:
    _kill_while_it_waits(
        "LOCK TABLE plans_snapshot IN SHARE MODE",
        "import datetime\nfrom plans.rollups.operations import take_snapshots\n"
        "take_snapshots(datetime.date(2026, 9, 30))",
    )
    assert not Snapshot.objects.exists()
    assert take_snapshots(date(2026, 9, 30)) == 5


_QUARTER = """
import datetime
from concordat.periods import Quarter
from plans.rollups.operations import correct_quarter, freeze_quarter, publish_quarter
of = {"quarter": Quarter(2026, 2), "by": None}
day = datetime.date(2026, 9, 30)
"""


def _freeze() -> PublishedQuarter:
    return freeze_quarter(quarter=Quarter(2026, 2), as_at=date(2026, 9, 30), by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["publishedarea", "publishedquarter"])
def test_a_freeze_killed_half_way_leaves_nothing_of_it(cast: Cast, table: str) -> None:
    _kill_while_it_waits(f"LOCK TABLE plans_{table} IN SHARE MODE", f"{_QUARTER}freeze_quarter(as_at=day, **of)")
    assert not any(
        model.objects.exists() for model in (PublishedQuarter, PublishedPlan, PublishedArea, PublishedAction)
    )
    assert _freeze().areas.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_correction_killed_half_way_leaves_the_first_revision(cast: Cast) -> None:
    frozen = _freeze()
    _kill_while_it_waits(
        "LOCK TABLE plans_publishedarea IN SHARE MODE",
        f"{_QUARTER}correct_quarter(revision=1, as_at=day, reason='Late.', **of)",
    )
    assert PublishedQuarter.objects.get() == frozen
    assert not_as_frozen(frozen) == []
    assert PublishedArea.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_publishing_killed_half_way_leaves_it_frozen(cast: Cast) -> None:
    frozen = _freeze()
    _kill_while_it_waits("LOCK TABLE areas_auditentry IN SHARE MODE", f"{_QUARTER}publish_quarter(revision=1, **of)")
    frozen.refresh_from_db()
    assert not frozen.is_published
    assert publish_quarter(quarter=Quarter(2026, 2), revision=1, by=None).is_published
