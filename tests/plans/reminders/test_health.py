"""The health page says when letters stay away: by noon of a working day the round must have ended."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from concordat.health.registry import names
from plans.models import ReminderRound
from plans.reminders.operations import run_round
from plans.reminders.queries.health import rounds_on_time
from plans.reminders.rules.health import is_late
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("by_day")
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def says(hour: int, day: int = 23, month: int = 11) -> bool:
    """Answer whether the health page is content at an hour, in winter."""
    with time_machine.travel(datetime(2026, month, day, hour, 30, tzinfo=UTC), tick=False):
        return rounds_on_time().ok


@pytest.fixture
def fridays(cast: Cast) -> None:
    """Let Friday's round have ended."""
    ended = datetime(2026, 11, 20, 6, 31, tzinfo=UTC)
    ReminderRound.objects.create(day=FRIDAY, began_at=ended, ended_at=ended)


def test_the_reminders_are_asked_about() -> None:
    assert "reminders" in names()


@pytest.mark.usefixtures("fridays")
def test_in_the_morning_there_is_still_time() -> None:
    assert says(11)


@pytest.mark.usefixtures("fridays")
def test_from_noon_on_the_round_of_today_is_missed() -> None:
    assert not says(12)


@pytest.mark.usefixtures("fridays")
def test_a_round_that_began_and_did_not_end_is_no_round() -> None:
    ReminderRound.objects.create(day=MONDAY, began_at=datetime(2026, 11, 23, 6, 30, tzinfo=UTC))
    assert not says(12)


@pytest.mark.usefixtures("fridays")
def test_a_round_makes_it_well_again() -> None:
    run_round(day=MONDAY)
    assert says(12)


@pytest.mark.usefixtures("fridays")
def test_nobody_waits_for_a_round_on_a_weekend_or_a_bank_holiday() -> None:
    assert says(15, day=21)
    assert says(15, day=25, month=12)


def test_a_service_without_any_round_yet_has_only_begun(cast: Cast) -> None:
    assert says(15)


@pytest.mark.parametrize(("hour", "late"), [(11, False), (12, True)])
def test_noon_is_noon_in_london_in_summer_too(hour: int, late: bool) -> None:
    assert (
        is_late(
            datetime(2026, 7, 1, hour, tzinfo=ZoneInfo("Europe/London")),
            is_working_day=True,
            last_ended=date(2026, 6, 30),
        )
        is late
    )
