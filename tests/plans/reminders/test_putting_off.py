"""Somebody may put off hearing of an action: for a while, for themselves, and nobody hears instead."""

from datetime import timedelta

import pytest
from django.test import Client

from plans.models import Reminder, Snooze
from plans.reminders.operations import plan_reminders, run_round
from plans.reminders.operations.snooze import put_off, remind_again
from plans.reminders.rules.later import until
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction, letters_to, told

pytestmark = pytest.mark.usefixtures("at_half_past_six")


def off(cast: Cast, days: int) -> None:
    """Let Colin put off the police action."""
    day = until(days, cast.today)
    put_off(person_id=cast.colin.pk, action_id=cast.police_action.pk, until=day, by=cast.colin.pk)


def test_nobody_hears_of_it_meanwhile(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    off(cast, 14)
    assert told(cast.today) == set()
    assert told(cast.today + timedelta(days=13)) == set()


def test_it_is_told_when_the_time_is_over_at_the_step_reached_by_then(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    off(cast, 14)
    assert told(cast.today + timedelta(days=14)) == {"Colin"}
    assert Reminder.objects.get().step == -14


def test_other_actions_are_told_all_the_same(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    set_action(cast.council_action, due="2026-11-22")
    off(cast, 7)
    assert told(cast.today) == {"Olive"}


def test_what_waits_in_no_letter_is_planned_anew(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    plan_reminders(day=cast.today)
    off(cast, 7)
    assert told(cast.today + timedelta(days=7)) == {"Colin"}


def test_taken_back_it_is_told_at_once(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    off(cast, 28)
    assert remind_again(person_id=cast.colin.pk, action_id=cast.police_action.pk, by=cast.colin.pk)
    assert told(cast.today) == {"Colin"}


def test_said_again_the_later_word_holds(cast: Cast) -> None:
    off(cast, 28)
    off(cast, 7)
    assert Snooze.objects.get().until == cast.today + timedelta(days=7)


def test_a_length_that_is_not_offered_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="how long"):
        until(365, cast.today)


def test_on_the_page_one_puts_off_and_takes_back(cast: Cast, set_action: SetAction, client: Client) -> None:
    set_action(cast.police_action, due="2026-11-22")
    client.force_login(cast.colin)
    address = f"/actions/{cast.police_action.pk}/later/"
    done = client.post(address, {"days": "14"}, follow=True).content.decode()
    assert "You hear nothing of this action before 7 December 2026." in done
    assert "until 7 December 2026" in client.get(address).content.decode()
    client.post(address, {"again": "yes"})
    run_round()
    assert len(letters_to("colin")) == 1


def test_how_long_must_be_chosen(cast: Cast, client: Client) -> None:
    client.force_login(cast.colin)
    answer = client.post(f"/actions/{cast.police_action.pk}/later/", {})
    assert "Select when you want to hear of it again" in answer.content.decode()
