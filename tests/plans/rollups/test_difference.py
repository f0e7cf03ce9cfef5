"""What changed between two moments: actions by what became of them, figures, areas."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import LocalArea
from plans.models import Action, ActionStandard, Plan
from plans.planning.operations import begin_edition, mark_changed
from plans.rollups.operations import refresh_marked_plans
from plans.rollups.queries import Moment, difference, edition_moment, end_of_day, moved_actions, today_moment
from plans.rollups.rules import Became, WhatChanged
from tests.cast import Cast, make_action

DAY = date(2026, 9, 30)
LATER = date(2026, 10, 31)


def _happened(day: date) -> None:
    """Say that what happened just now happened at noon of a day."""
    noon = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)
    for tracked in (Plan, Action, ActionStandard):
        fresh = tracked.pgh_event_model.objects.filter(pgh_created_at__gt=timezone.now() - timedelta(days=1))  # type: ignore[attr-defined]
        fresh.update(pgh_created_at=noon)


@pytest.fixture
def past(cast: Cast) -> Cast:
    """The cast's plans began on 1 September 2026."""
    _happened(date(2026, 9, 1))
    return cast


def _edit(action: Action, **values: object) -> None:
    Action.objects.filter(pk=action.pk).update(**values)
    mark_changed(action.plan_id)


def _october() -> WhatChanged:
    """Put what was just done into October, and lay its end beside its beginning."""
    _happened(date(2026, 10, 15))
    return difference(end_of_day(DAY), end_of_day(LATER))


def _became(found: WhatChanged) -> dict[Became, int]:
    return {one: count for one, count in found.counts.items() if count}


def test_between_a_day_and_itself_nothing_changed(past: Cast) -> None:
    found = difference(end_of_day(DAY), end_of_day(DAY))
    assert _became(found) == {}
    assert not any(one.by for one in found.figures.values())


def test_what_became_of_actions_is_counted(past: Cast) -> None:
    _edit(past.police_action, due=date(2027, 6, 30))
    _edit(past.council_action, delivery_state="complete")
    make_action(past.plan, "Open a crisis café.")
    found = _october()
    assert _became(found) == {Became.NEW: 1, Became.FINISHED: 1, Became.SLIPPED: 1}
    assert found.between_states == {("", "not_started"): 1, ("not_started", "complete"): 1}
    assert (found.figures["total"].by, found.figures["complete"].by, found.figures["live"].by) == (1, 1, 0)


def test_back_in_time_it_tells_the_opposite(past: Cast) -> None:
    make_action(past.plan, "Open a crisis café.")
    _happened(date(2026, 10, 15))
    assert _became(difference(end_of_day(LATER), end_of_day(DAY))) == {Became.GONE: 1}


def test_the_actions_are_named(past: Cast) -> None:
    _edit(past.council_action, delivery_state="withdrawn")
    make_action(past.plan, "Open a crisis café.")
    _happened(date(2026, 10, 15))
    named = moved_actions(end_of_day(DAY), end_of_day(LATER))
    assert [(one.text, one.step.became) for one in named] == [
        (past.council_action.text, (Became.WITHDRAWN,)),
        ("Open a crisis café.", (Became.NEW,)),
    ]
    assert [one.step.before for one in moved_actions(end_of_day(DAY), end_of_day(LATER), only=[Became.NEW])] == [""]
    assert len(moved_actions(end_of_day(DAY), end_of_day(LATER), limit=1)) == 1


def test_of_a_region_only_what_is_counted_there(past: Cast) -> None:
    make_action(past.plan, "Open a crisis café.")
    make_action(past.other_plan, "Open a crisis house.")
    _happened(date(2026, 10, 15))
    found = difference(end_of_day(DAY), end_of_day(LATER), region_id=past.region.pk)
    assert _became(found) == {Became.NEW: 1}
    assert found.figures["total"].after == 3


def test_regions_add_up_to_england(past: Cast) -> None:
    make_action(past.plan, "Open a crisis café.")
    make_action(past.other_plan, "Open a crisis house.")
    _edit(past.police_action, delivery_state="complete")
    nation = _october()
    regions = [
        difference(end_of_day(DAY), end_of_day(LATER), region_id=one.pk) for one in (past.region, past.other_region)
    ]
    assert {one: sum(region.counts[one] for region in regions) for one in Became} == nation.counts


def test_an_action_carried_into_the_next_edition_is_the_same_action(past: Cast) -> None:
    Plan.objects.filter(pk=past.plan.pk).update(published_on=date(2026, 9, 1))
    _happened(date(2026, 9, 2))
    _edit(past.council_action, delivery_state="complete")
    new = begin_edition(plan_id=past.plan.pk, plan_year=2027, by=past.olive.pk)
    Plan.objects.filter(pk=new.pk).update(published_on=date(2026, 10, 1))
    assert _became(_october()) == {Became.FINISHED: 1}


def test_two_editions_are_laid_beside_each_other(past: Cast) -> None:
    new = begin_edition(plan_id=past.plan.pk, plan_year=2027, by=past.olive.pk)
    make_action(new, "Open a crisis café.")
    Action.objects.filter(plan=new, carried_from=past.police_action).update(delivery_state="in_progress")
    mark_changed(new.pk)
    refresh_marked_plans(past.today)
    found = difference(edition_moment(past.plan, past.today), edition_moment(new, past.today))
    assert _became(found) == {Became.NEW: 1, Became.MOVED: 1}
    assert (found.figures["total"].before, found.figures["total"].after) == (2, 3)


def test_an_area_that_went_quiet_is_named(past: Cast) -> None:
    found = difference(end_of_day(DAY), end_of_day(date(2027, 3, 31)))
    assert [one.name for one in found.gone_silent] == ["Northshire"]
    back = difference(end_of_day(date(2027, 3, 31)), end_of_day(DAY))
    assert [one.name for one in back.heard_again] == ["Northshire"]
    assert back.gone_silent == ()


def test_an_area_that_came_further_is_named(past: Cast) -> None:
    Plan.objects.filter(pk=past.plan.pk).update(published_on=date(2026, 10, 3), workflow_state="published")
    found = _october()
    assert [(one.name, one.stage.value) for one in found.further] == [("Northshire", "published")]


def test_an_area_of_one_side_alone_is_not_compared(past: Cast) -> None:
    LocalArea.objects.filter(pk=past.area.pk).update(valid_to=LATER - timedelta(days=1))
    found = difference(end_of_day(DAY), end_of_day(date(2027, 3, 31)))
    assert found.gone_silent == ()


@pytest.mark.parametrize("after", [end_of_day(LATER), today_moment(date(2026, 11, 23))])
def test_it_takes_as_many_statements_at_any_size(past: Cast, after: Moment) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            difference(end_of_day(DAY), after)
        return len(found)

    few = statements()
    for number in range(20):
        make_action(past.plan, f"Do number {number}.")
    _happened(date(2026, 10, 15))
    assert statements() == few == 5
