"""One rung up after each letter that nobody answered; an answer ends it."""

from __future__ import annotations

from datetime import timedelta

from areas.models import Membership
from areas.roles.rules import Role
from plans.models import Action, Reminder
from plans.reminders.operations import run_round
from plans.reminders.queries.forecast import forecast
from tests.cast import Cast, make_person
from tests.plans.reminders.conftest import SetAction, told


def after(cast: Cast, *days: int) -> list[set[str]]:
    """Return who hears on each of these days after the police's action was due."""
    due = cast.today - timedelta(days=1)
    return [told(due + timedelta(days=number)) for number in days]


def test_each_unanswered_letter_goes_one_rung_up(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    assert after(cast, 1, 14, 28, 56) == [{"Colin"}, {"Olive"}, {"Leah"}, {"Reg"}]


def test_nothing_more_is_said_after_the_last_step(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    after(cast, 1, 14, 28, 56)
    assert after(cast, 57, 90) == [set(), set()]


def test_an_answer_ends_it_at_once(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    after(cast, 1, 14)
    set_action(cast.police_action, due="2026-11-22", heard="2026-12-10")
    assert after(cast, 18, 19) == [set(), set()]


def test_what_was_told_before_an_answer_counts_no_more(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    after(cast, 1, 14)
    set_action(cast.police_action, due="2026-11-22", heard="2026-12-10")
    assert after(cast, 28) == [{"Colin"}]


def test_a_rung_with_nobody_on_it_is_passed_over(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    Membership.objects.filter(person=cast.olive).delete()
    assert after(cast, 1, 14, 28) == [{"Colin"}, {"Leah"}, {"Reg"}]


def test_the_highest_rung_stays_the_highest(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.council_action, due="2026-11-22")
    assert after(cast, 1, 14, 28, 56) == [{"Olive"}, {"Leah"}, {"Reg"}, {"Reg"}]


def test_a_letter_that_never_left_moves_nobody_up(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    run_round(day=cast.today)
    assert after(cast, 14) == [{"Colin"}]


def test_steps_missed_in_an_outage_are_one_letter_on_the_first_rung(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-09-01")
    assert after(cast, 1, 2) == [{"Colin"}, set()]


def test_the_lead_of_another_region_never_hears(cast: Cast, set_action: SetAction) -> None:
    make_person("Rhona", role=Role.REGIONAL_LEAD, region=cast.other_region)
    set_action(cast.police_action, due="2026-11-22")
    after(cast, 1, 14, 28, 56)
    assert not Reminder.objects.filter(person__name="Rhona").exists()


def test_the_forecast_says_who_is_next_and_why(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    told(cast.today)
    ahead = forecast(first=cast.today + timedelta(days=1), last=cast.today + timedelta(days=14), places=None)
    assert [(letter.name, letter.why_them) for letter in ahead.letters] == [
        ("Olive", "officer, since the letter before was not answered")
    ]


def test_the_copy_in_a_new_edition_goes_on_where_the_old_one_stood(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    after(cast, 1)
    before = cast.police_action
    copy = Action.objects.create(
        plan=cast.plan, position=90, number="90", text=before.text, lead=before.lead, due=before.due,
        carried_from=before, last_heard_at=before.last_heard_at,
    )  # fmt: skip
    Action.objects.filter(pk=before.pk).update(delivery_state="complete")
    assert after(cast, 14) == [{"Olive"}]
    assert Reminder.objects.filter(action=copy).exists()
