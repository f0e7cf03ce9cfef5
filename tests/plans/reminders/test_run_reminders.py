"""The command: it runs the round of a day, or only says what it would do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from areas.models import Letter
from plans.models import Reminder, ReminderRound, ReminderRule
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction

pytestmark = pytest.mark.usefixtures("at_half_past_six")


def run(*arguments: str) -> str:
    """Run the command; return what it printed."""
    out = StringIO()
    call_command("run_reminders", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_runs_the_round(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    assert "1 reminder planned, 1 letter written" in run()
    assert Letter.objects.get().key == f"digest:2026-11-23:{cast.colin.pk}"


def test_another_day_can_be_named(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2027-03-30")
    assert "Round of 23 March 2027: 1 reminder planned" in run("--date", "2027-03-23")
    assert Reminder.objects.get().step == 7


def test_a_dry_run_says_who_would_hear_what_and_why_and_writes_nothing(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-30")
    said = run("--dry-run")
    assert "Colin (contributor for the organisation that leads):" in said
    assert "Due soon: 7 days before the due date, 30 November 2026: 1 Train every response officer" in said
    assert "1 person would hear from us. Nothing was written." in said
    for table in (Letter, Reminder, ReminderRound, ReminderRule):
        assert not table.objects.exists()


def test_a_day_that_is_no_date_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="Write the day like 2026-11-23"):
        run("--date", "tomorrow")
