"""Before an election letters name dates only, or pause; nothing that falls due is forgotten for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.elections.operations import add_election_period, remove_election_period
from areas.elections.rules import LONGEST, Manner, NewPeriod, check_days
from areas.models import AuditEntry, ElectionPeriod, Letter
from plans.models import Reminder
from plans.reminders.operations import look_again, run_round
from plans.reminders.queries.forecast import forecast
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction, letters_to

MONDAY = date(2026, 11, 23)


def hold(manner: str = "pause", first: int = 0, last: int = 4, **where: Any) -> ElectionPeriod:
    """Make a period from ``first`` to ``last`` days after Monday."""
    return ElectionPeriod.objects.create(
        name="By-election", first_on=MONDAY + timedelta(first), last_on=MONDAY + timedelta(last), manner=manner, **where
    )


def told(day: int) -> list[tuple[str, int]]:
    """Run the round so many days after Monday; return what it told."""
    when = MONDAY + timedelta(day)
    run_round(day=when)
    Letter.objects.filter(state="planned").update(state="sent", sent_at=timezone.now())
    return list(Reminder.objects.filter(planned_on=when, superseded_at=None).values_list("kind", "step"))


@pytest.fixture
def due(cast: Cast, set_action: SetAction) -> Cast:
    """The police's action is due in a week."""
    set_action(cast.police_action, due="2026-11-30")
    return cast


@pytest.mark.parametrize("where", ["nation", "region", "area"])
def test_in_a_pause_nobody_hears(due: Cast, where: str) -> None:
    hold(**({} if where == "nation" else {where: getattr(due, where)}))
    assert told(0) == []
    assert not Letter.objects.exists()


@pytest.mark.parametrize("where", ["region", "area"])
def test_a_pause_elsewhere_stops_nobody_here(due: Cast, where: str) -> None:
    hold(**{where: getattr(due, f"other_{where}")})
    assert told(0) == [("due_soon", 7)]


def test_after_a_pause_what_stands_is_told_at_the_step_reached_by_then(due: Cast) -> None:
    hold(last=7)
    assert [told(day) for day in range(9)] == [[]] * 8 + [[("overdue", -1)]]


def test_a_step_that_still_runs_is_told_after_the_pause(due: Cast) -> None:
    hold(last=2)
    assert [told(day) for day in range(5)] == [[], [], [], [("due_soon", 7)], []]


def test_the_forecast_names_the_day_after_the_pause(due: Cast) -> None:
    hold(last=2)
    letters = forecast(first=MONDAY, last=MONDAY + timedelta(days=5), places=None).letters
    assert [(letter.name, letter.day) for letter in letters] == [("Colin", MONDAY + timedelta(days=3))]


def test_two_pauses_that_overlap_are_one(due: Cast) -> None:
    hold(last=1)
    hold(first=1, last=2, area=due.area)
    assert [told(day) for day in range(4)] == [[], [], [], [("due_soon", 7)]]


def test_a_pause_that_begins_before_a_letter_leaves_holds_it_and_nothing_is_lost(due: Cast) -> None:
    run_round(day=MONDAY)
    hold(last=1)
    letter = letters_to("colin")[0]
    Letter.objects.filter(pk=letter.pk).update(key=f"digest:{timezone.localdate()}:{due.colin.pk}")
    ElectionPeriod.objects.update(first_on=timezone.localdate(), last_on=timezone.localdate() + timedelta(days=1))
    look_again([letter.pk])
    letter.refresh_from_db()
    assert letter.state == "superseded"
    ElectionPeriod.objects.all().delete()
    assert told(1) == [("due_soon", 7)]


def test_a_neutral_letter_names_dates_and_says_nothing_about_progress(due: Cast, set_action: SetAction) -> None:
    set_action(due.police_action, due="2026-11-20")
    hold("neutral", area=due.area)
    run_round(day=MONDAY)
    letter = letters_to("colin")[0]
    assert letter.subject == "Crisis care: dates in your plan"
    assert "20 November 2026: 1. Train every response officer" in letter.text
    for part in (letter.subject, letter.text, letter.html):
        assert not any(
            word in part.lower() for word in ("past", "overdue", "was due", "days ago", "urgent", "without news")
        )
    assert f"/actions/{due.police_action.pk}/updates/add/" in letter.html
    assert "/me/letters/" in letter.text


def test_letters_are_as_ever_outside_the_neutral_days_and_places(due: Cast) -> None:
    hold("neutral", first=1)
    hold("neutral", region=due.other_region)
    run_round(day=MONDAY)
    assert letters_to("colin")[0].subject == "Crisis care: 1 due soon"


@pytest.mark.usefixtures("at_half_past_six")
def test_the_preview_of_such_a_day_is_neutral_too(due: Cast, client: Client) -> None:
    hold("neutral")
    client.force_login(due.adam)
    page = client.get(f"/reminders/preview/{MONDAY}/{due.colin.pk}/").content.decode()
    assert "In the weeks before an election letters name dates only" in page


POSTED = {
    "name": "County elections", "place": "", "first_on_day": "22", "first_on_month": "3", "first_on_year": "2027",
    "last_on_day": "6", "last_on_month": "5", "last_on_year": "2027", "manner": "neutral",
}  # fmt: skip


def test_an_administrator_adds_a_period_once_and_takes_it_away(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    wanted = {**POSTED, "place": f"area:{cast.area.pk}"}
    for _ in range(2):
        page = client.post("/reminders/elections/add/", wanted, follow=True).content.decode()
    assert "22 March 2027 to 6 May 2027" in page
    kept = ElectionPeriod.objects.get()
    assert (kept.area, kept.region, kept.manner) == (cast.area, None, "neutral")
    client.post(f"/reminders/elections/{kept.pk}/remove/")
    client.post(f"/reminders/elections/{kept.pk}/remove/")
    assert not ElectionPeriod.objects.exists()
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == [
        "added pre-election period",
        "removed pre-election period",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"last_on_month": "1"}, "The last day must be the first day or later"),
        ({"last_on_month": "12"}, "Enter 90 days at the most"),
        ({"last_on_day": ""}, "Last day must include a day"),
        ({"manner": ""}, "Select what letters do meanwhile"),
        ({"name": ""}, "Enter which election it is"),
        ({"place": "area:999999"}, "Select"),
    ],
)
def test_what_cannot_be_a_period_is_asked_about_and_what_was_typed_stays(
    cast: Cast, client: Client, wrong: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.adam)
    page = client.post("/reminders/elections/add/", {**POSTED, **wrong}).content.decode()
    assert sentence in page
    assert 'value="2027"' in page
    assert not ElectionPeriod.objects.exists()


@pytest.mark.parametrize("name", ["olive", "leah", "reg", "ana", "otto"])
def test_nobody_else_sets_a_period(cast: Cast, client: Client, name: str) -> None:
    client.force_login(getattr(cast, name))
    assert client.post("/reminders/elections/add/", POSTED).status_code == 403
    assert client.post(f"/reminders/elections/{hold().pk}/remove/").status_code == 403
    assert ElectionPeriod.objects.count() == 1


def test_the_table_takes_no_period_that_silences_letters_for_long(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(last=LONGEST.days + 1)


def test_a_period_that_is_over_is_refused() -> None:
    with pytest.raises(ValueError, match="not over yet"):
        check_days(MONDAY, MONDAY, MONDAY + timedelta(days=1))
    check_days(MONDAY, MONDAY + LONGEST, MONDAY)


def test_the_same_period_twice_is_one(cast: Cast) -> None:
    period = NewPeriod("Vote", MONDAY, MONDAY, Manner.PAUSE)
    first = add_election_period(period=period, today=MONDAY, by=cast.adam.pk)
    assert add_election_period(period=period, today=MONDAY, by=cast.adam.pk) == first
    assert remove_election_period(period_id=first.pk, by=cast.adam.pk)
    assert not remove_election_period(period_id=first.pk, by=cast.adam.pk)


def test_the_list_takes_as_many_statements_for_many_periods_as_for_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    counts = []
    for more in (1, 40):
        for number in range(more):
            hold(first=number + more, last=number + more, area=cast.area if number % 2 else None)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/reminders/elections/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
