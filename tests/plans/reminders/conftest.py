"""What tests of reminders share."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from areas.models import Letter
from plans.models import Action
from plans.reminders.operations import run_round
from tests.cast import Cast

SetAction = Callable[..., Action]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Everybody, with actions that give no cause for a letter: no date, news of today."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    Action.objects.update(due=None, last_heard_at=noon)
    return cast


@pytest.fixture
def set_action() -> SetAction:
    """Change an action: ``set_action(action, due="2026-11-30")``; nothing was heard since long ago."""

    def change(action: Action, *, due: str | None = None, heard: str = "2026-10-05", **more: object) -> Action:
        heard_at = datetime.fromisoformat(f"{heard}T12:00:00+00:00")
        Action.objects.filter(pk=action.pk).update(
            due=date.fromisoformat(due) if due else None, last_heard_at=heard_at, **more
        )
        action.refresh_from_db()
        return action

    return change


@pytest.fixture
def at_half_past_six(cast: Cast) -> Iterator[None]:
    """Stop the clock on the cast's day, at the hour of the round."""
    with time_machine.travel(datetime(2026, 11, 23, 6, 30, tzinfo=UTC), tick=False):
        yield


def letters_to(name: str) -> list[Letter]:
    """Return somebody's letters, oldest first."""
    return list(Letter.objects.filter(address=f"{name}@example.org").order_by("pk"))


def told(day: date) -> set[str]:
    """Run the round of a day, have its letters sent, and return who got one."""
    run_round(day=day)
    letters = Letter.objects.filter(key__startswith=f"digest:{day}:")
    Letter.objects.filter(state="planned").update(state="sent", sent_at=timezone.now())
    return {letter.person.name for letter in letters.select_related("person") if letter.person}


@pytest.fixture
def by_day(settings: Any) -> None:
    """Letters that can wait leave from seven to seven on working days."""
    settings.LETTER_HOURS = (7, 19)
