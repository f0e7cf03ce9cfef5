"""What is kept of a day never changes, and any past day can be read from the histories."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Action, ActionStandard, Plan, ProgressUpdate, Section, Snapshot
from plans.planning.operations import mark_changed
from plans.planning.queries.since import beginning_of
from plans.rollups.operations import NotOver, refresh_plans, take_missing_snapshots, take_snapshots
from plans.rollups.queries import area_rows, figures_on, region_sums, section_sums, snapshots_of
from plans.rollups.rules import SnapshotScope
from tests.cast import Cast, make_action

DAY = date(2026, 9, 30)


def _happened(day: date) -> None:
    """Say that everything in the histories happened at noon of a day."""
    noon = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)
    for tracked in (Plan, Action, ActionStandard):
        tracked.pgh_event_model.objects.all().update(pgh_created_at=noon)  # type: ignore[attr-defined]


@pytest.fixture
def past(cast: Cast) -> Cast:
    """The cast's plans began on 1 September 2026."""
    cast.police_action.standards.add(cast.standard)
    _happened(date(2026, 9, 1))
    return cast


def test_the_end_of_a_day_is_counted_like_today(past: Cast) -> None:
    refresh_plans(None, DAY)
    then = figures_on(DAY)
    assert [row.figures for row in then.areas] == [row.figures for row in area_rows(DAY)]
    assert [one.figures for one in then.regions] == [one.figures for one in region_sums(DAY)]
    assert then.sections == section_sums(DAY)


def test_what_happened_later_is_not_in_a_past_day(past: Cast) -> None:
    Action.objects.filter(pk=past.police_action.pk).update(delivery_state="complete")
    past.police_action.standards.clear()
    make_action(past.plan, "Open a crisis café.")
    north = figures_on(DAY, region_id=past.region.pk).regions[0]
    assert (north.figures.total, north.figures.complete) == (2, 0)
    parts = {part.code: part.figures.total for part in figures_on(DAY).sections if part.region_id == past.region.pk}
    assert parts == {"A": 1, "": 1}


def test_news_of_an_earlier_day_counts_from_when_it_was_written_down(past: Cast) -> None:
    heard, told = beginning_of(date(2026, 9, 20)), beginning_of(date(2026, 10, 20))
    Action.objects.filter(pk=past.police_action.pk).update(
        last_heard_at=heard, created_at=beginning_of(date(2026, 2, 1))
    )
    Action.pgh_event_model.objects.update(pgh_created_at=heard)  # type: ignore[attr-defined]
    ProgressUpdate.objects.create(
        action=past.police_action,
        delivery_state="in_progress",
        period="2026-27-Q1",
        at=beginning_of(date(2026, 6, 15)),
        recorded_at=told,
    )
    assert [_on_time(day, past) for day in (DAY, date(2026, 10, 19))] == [0, 1]
    refresh_plans(None, DAY)
    assert region_sums(DAY, region_id=past.region.pk)[0].figures.on_time == 1


def _on_time(day: date, cast: Cast) -> int:
    return figures_on(day, region_id=cast.region.pk).regions[0].figures.on_time


def test_sections_that_share_a_place_come_in_one_order(past: Cast) -> None:
    framework = past.standard.section.framework
    made = [Section.objects.create(framework=framework, code=code, title=code, position=2) for code in "DCB"]
    refresh_plans(None, DAY)
    mine = [
        one for one in section_sums(DAY) if one.region_id == past.region.pk and one.section_id in {s.pk for s in made}
    ]
    assert [one.code for one in mine] == ["D", "C", "B"]
    assert section_sums(DAY) == figures_on(DAY).sections


def test_before_a_plan_was_written_there_is_none(past: Cast) -> None:
    assert sum(one.plans for one in figures_on(date(2026, 8, 31)).regions) == 0


def test_a_past_day_takes_three_statements_at_any_size(past: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        figures_on(DAY)
    for number in range(20):
        make_action(past.plan, f"Do number {number}.")
    with CaptureQueriesContext(connection) as many:
        figures_on(timezone.localdate() + timedelta(days=1))
    assert len(few) == len(many) == 3


def test_england_every_region_and_every_area_are_kept(past: Cast) -> None:
    assert take_snapshots(DAY) == 5
    nation = snapshots_of(SnapshotScope.NATION)[0]
    assert (nation.areas, nation.plans, nation.counts.total, nation.stages) == (2, 2, 2, {"draft": 2})
    assert nation.sections["test-framework/A"]["total"] == 1
    north = snapshots_of(SnapshotScope.REGION, past.region.pk)[0]
    assert (north.areas, north.counts.total) == (1, 2)


def test_regions_add_up_to_england_in_what_is_kept(past: Cast) -> None:
    take_snapshots(DAY)
    regions = Snapshot.objects.filter(scope=SnapshotScope.REGION)
    assert sum(one.counts.total for one in regions) == snapshots_of(SnapshotScope.NATION)[0].counts.total
    assert sum(one.areas for one in regions) == 2


def test_taken_twice_nothing_changes(past: Cast) -> None:
    take_snapshots(DAY)
    Action.objects.filter(pk=past.police_action.pk).update(delivery_state="complete")
    mark_changed(past.plan.pk)
    assert take_snapshots(DAY) == 0
    assert Snapshot.objects.count() == 5


@pytest.mark.parametrize("statement", ["UPDATE plans_snapshot SET plans = 9", "DELETE FROM plans_snapshot"])
def test_the_database_refuses_to_change_or_remove_what_is_kept(past: Cast, statement: str) -> None:
    take_snapshots(DAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_day_that_is_not_over_is_refused(past: Cast) -> None:
    with pytest.raises(NotOver):
        take_snapshots(timezone.localdate())
    with pytest.raises(CommandError, match="not over"):
        call_command("take_snapshots", "--date", "2999-01-01", stdout=StringIO())


def test_the_clock_keeps_the_days_it_missed(past: Cast) -> None:
    take_missing_snapshots(date(2026, 10, 3))
    assert len(snapshots_of(SnapshotScope.NATION)) == 7
    assert snapshots_of(SnapshotScope.NATION)[-1].day == date(2026, 10, 2)
    assert take_missing_snapshots(date(2026, 10, 3)) == 0


def test_the_command_says_how_many_it_kept(past: Cast) -> None:
    out = StringIO()
    call_command("take_snapshots", "--date", "2026-09-30", stdout=out)
    assert "Kept 5 new snapshots." in out.getvalue()
