"""Letters leave on working days, by day; nothing due is missed for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from areas.models import BankHoliday, Letter
from areas.outbox.operations import claim_letters, put_letters, refresh_holidays
from areas.outbox.queries import bank_holidays, letters_lag
from areas.outbox.rules import NewLetter
from plans.models import Reminder
from plans.reminders.operations import run_round
from plans.reminders.queries.forecast import forecast, next_round
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (27, 28, 29, 30))


pytestmark = pytest.mark.usefixtures("by_day")


def steps(day: date) -> list[tuple[str, int]]:
    """Run the round of a day and return what it told."""
    run_round(day=day)
    return list(Reminder.objects.filter(planned_on=day).values_list("kind", "step"))


@pytest.mark.parametrize("day", [SATURDAY, SUNDAY, date(2026, 12, 25), date(2026, 12, 28), date(2027, 3, 26)])
def test_no_letter_on_a_weekend_or_a_bank_holiday(cast: Cast, set_action: SetAction, day: date) -> None:
    set_action(cast.police_action, due=(day - timedelta(days=1)).isoformat())
    assert steps(day) == []
    assert not Letter.objects.exists()


def test_what_fell_on_a_weekend_is_told_on_monday(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-27", heard="2026-11-26")
    assert steps(FRIDAY) == []
    assert steps(MONDAY) == [("overdue", -1)]


def test_the_last_word_before_a_date_comes_early_not_late(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due=SUNDAY.isoformat(), heard="2026-11-25")
    assert steps(FRIDAY) == [("due_soon", 1)]
    assert steps(MONDAY) == [("overdue", -1)]


def test_over_christmas_it_comes_on_christmas_eve(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-28", heard="2026-12-22")
    assert steps(date(2026, 12, 24)) == [("due_soon", 1)]


def test_somebody_who_spoke_on_friday_is_not_asked_early(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due=SUNDAY.isoformat(), heard=FRIDAY.isoformat())
    assert steps(FRIDAY) == []


def test_the_forecast_names_working_days_only(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due=SUNDAY.isoformat(), heard="2026-11-25")
    set_action(cast.council_action, due="2026-11-27", heard="2026-11-26")
    letters = forecast(first=FRIDAY, last=FRIDAY + timedelta(days=13), places=None).letters
    assert {letter.day for letter in letters} == {FRIDAY, MONDAY}


@pytest.mark.usefixtures("at_half_past_six")
def test_the_next_round_is_on_a_working_day(cast: Cast) -> None:
    assert next_round(SATURDAY) == MONDAY


def test_the_command_says_that_it_is_no_working_day(cast: Cast) -> None:
    said = StringIO()
    call_command("run_reminders", date="2026-11-28", stdout=said)
    assert said.getvalue() == "28 November 2026 is not a working day: no letter leaves before the next one.\n"


def letter(key: str, *, keeps_hours: bool) -> NewLetter:
    return NewLetter(key, "test", None, "who@example.org", "Subject", "Text", "<p>Text</p>", keeps_hours)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-27T06:59", False),
        ("2026-11-27T07:00", True),
        ("2026-11-27T18:59", True),
        ("2026-11-27T19:00", False),
        ("2026-11-28T12:00", False),
        ("2026-12-25T12:00", False),
        # British Summer Time: seven in London is six in UTC; it ends on 25 October 2026.
        ("2026-10-23T06:00", True),
        ("2026-10-23T05:59", False),
        ("2026-10-26T06:00", False),
        ("2027-03-29T12:00", False),  # Easter Monday, the day after the clock goes forward
        ("2027-03-30T06:00", True),
    ],
)
@pytest.mark.django_db
def test_what_can_wait_leaves_by_day_and_what_cannot_at_once(now: str, leaves: bool) -> None:
    put_letters([letter("waits", keeps_hours=True), letter("urgent", keeps_hours=False)])
    claimed = claim_letters(9, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert {one.key for one in claimed} == ({"waits", "urgent"} if leaves else {"urgent"})


@pytest.mark.django_db
def test_a_letter_that_waits_for_the_morning_is_no_trouble() -> None:
    put_letters([letter("waits", keeps_hours=True)])
    Letter.objects.update(planned_at=datetime(2026, 11, 27, 12, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False):
        assert letters_lag().says == "no letter waits"


@pytest.mark.django_db
def test_a_new_bank_holiday_is_taken_from_the_list() -> None:
    listed = {day: "As before" for day in bank_holidays() if day.year == 2027} | {date(2027, 6, 7): "A royal occasion"}
    assert refresh_holidays(ask=lambda: listed) == len(listed)
    assert refresh_holidays(ask=lambda: listed) == len(listed)
    assert date(2027, 6, 7) in bank_holidays()
    assert BankHoliday.objects.count() == len(listed)


@pytest.mark.django_db
def test_a_bank_holiday_that_was_moved_is_a_working_day_again() -> None:
    early_may = date(2027, 5, 3)
    assert early_may in bank_holidays()
    refresh_holidays(ask=lambda: {date(2027, 5, 7): "Early May bank holiday, moved"})
    assert early_may not in bank_holidays()
    assert date(2026, 12, 25) in bank_holidays()


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_changes_nothing() -> None:
    def away() -> dict[date, str]:
        raise OSError

    before = bank_holidays()
    assert refresh_holidays(ask=away) == 0
    assert refresh_holidays(ask=dict) == 0
    assert bank_holidays() == before


def test_the_forecast_asks_for_the_holidays_a_few_times_only(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        forecast(first=FRIDAY, last=FRIDAY + timedelta(days=13), places=None)
