"""Each letter of the forecast can be read before it leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from plans.reminders.queries.forecast import DAYS_AHEAD, forecast, next_round
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction

pytestmark = pytest.mark.usefixtures("at_half_past_six")


@pytest.mark.parametrize("hours", [None, (7, 19)])
@pytest.mark.parametrize("due", ["2026-11-22", "2026-11-30", "2026-12-02"])
def test_whoever_is_named_in_the_forecast_has_a_letter_to_preview(
    client: Client, cast: Cast, set_action: SetAction, settings: Any, hours: tuple[int, int] | None, due: str
) -> None:
    settings.LETTER_HOURS = hours
    set_action(cast.police_action, due=due)
    first = next_round(timezone.localdate())
    letters = forecast(first=first, last=first + timedelta(days=DAYS_AHEAD - 1), places=None).letters
    client.force_login(cast.adam)
    answers = [client.get(f"/reminders/preview/{letter.day}/{letter.person_id}/").status_code for letter in letters]
    assert answers
    assert set(answers) == {200}


@pytest.mark.parametrize("which", ["9999-12-31/1", "0001-01-01/1", "2026-11-24/99999999999999999999999"])
def test_a_day_or_person_that_cannot_be_is_not_found(client: Client, cast: Cast, which: str) -> None:
    client.force_login(cast.olive)
    assert client.get(f"/reminders/preview/{which}/").status_code == 404
