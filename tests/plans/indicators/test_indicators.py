"""An indicator is added once, changed by one at a time, linked across editions, and measured no more with a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from plans.indicators.operations import edit_indicator, retire_indicator
from plans.indicators.queries import linked_actions, measures_of_action
from plans.indicators.rules import NewIndicator
from plans.models import Action, Indicator, Plan
from plans.planning.rules.conflicts import StaleSave
from tests.cast import Cast
from tests.plans.indicators.things import a_reading, an_indicator

NEW = NewIndicator(name="Detentions", every="quarter")


def test_a_form_sent_twice_is_one_indicator(cast: Cast) -> None:
    key = uuid4()
    assert an_indicator(cast, key=key) == an_indicator(cast, key=key)
    assert Indicator.objects.count() == 1


def test_the_second_of_two_who_change_it_is_told(cast: Cast) -> None:
    one = an_indicator(cast)
    edit_indicator(indicator_id=one.pk, expected_version=1, new=replace(NEW, weeks=2), by=cast.olive.pk)
    with pytest.raises(StaleSave) as stale:
        edit_indicator(indicator_id=one.pk, expected_version=1, new=replace(NEW, weeks=9), by=cast.leah.pk)
    assert stale.value.current.weeks == 2


def test_weeks_changed_move_the_next_day(cast: Cast) -> None:
    one = an_indicator(cast)
    changed = edit_indicator(indicator_id=one.pk, expected_version=1, new=replace(NEW, weeks=6), by=None)
    assert (changed.next_due - one.next_due).days == 14


def test_once_read_its_periods_stay(cast: Cast) -> None:
    one = an_indicator(cast)
    a_reading(one, "2026-07-01", 12)
    with pytest.raises(ValueError, match="add a new one"):
        edit_indicator(indicator_id=one.pk, expected_version=1, new=replace(NEW, every="month"), by=None)


def test_it_is_measured_no_more_with_a_reason(cast: Cast) -> None:
    one = an_indicator(cast)
    with pytest.raises(ValueError, match="why"):
        retire_indicator(indicator_id=one.pk, reason=" ", by=None)
    retire_indicator(indicator_id=one.pk, reason="Counted in another way", by=cast.olive.pk)
    retire_indicator(indicator_id=one.pk, reason="Said twice", by=cast.olive.pk)
    one.refresh_from_db()
    assert (one.retired_on, one.retired_reason) == (cast.today, "Counted in another way")


def test_a_link_goes_with_the_action_into_the_next_edition(cast: Cast) -> None:
    one = an_indicator(cast, action_ids=(cast.police_action.pk,))
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=cast.today, workflow_state="published")
    refresh = Plan.objects.create(
        partnership=cast.partnership, title="Next", edition=2, refreshes=cast.plan, plan_year=2027,
        published_on=cast.today, workflow_state="published",
    )  # fmt: skip
    copy = Action.objects.create(plan=refresh, position=1, text="Train every officer", carried_from=cast.police_action)
    assert [m.indicator for m in measures_of_action(copy)] == [one]
    assert linked_actions(one) == [copy]
    kept = replace(NEW, action_ids=(cast.police_action.pk,))  # the form offers the first of the line
    edit_indicator(indicator_id=one.pk, expected_version=1, new=kept, by=cast.olive.pk)
    assert linked_actions(one) == [copy]


def test_an_action_that_was_not_carried_on_stays_linked(cast: Cast) -> None:
    one = an_indicator(cast, action_ids=(cast.police_action.pk,))
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=cast.today, workflow_state="published")
    Plan.objects.create(
        partnership=cast.partnership, title="Next", edition=2, refreshes=cast.plan, plan_year=2027,
        published_on=cast.today, workflow_state="published",
    )  # fmt: skip
    edit_indicator(indicator_id=one.pk, expected_version=1, new=NEW, by=cast.olive.pk)
    assert linked_actions(one) == [cast.police_action]


def test_an_action_of_others_is_not_linked(cast: Cast) -> None:
    stranger = Action.objects.create(plan=cast.other_plan, position=9, text="Elsewhere")
    assert linked_actions(an_indicator(cast, action_ids=(stranger.pk,))) == []
