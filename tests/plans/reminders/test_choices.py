"""How a person wants to be reminded: nothing is lost by it, and one press stops it."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from areas.models import Membership
from areas.outbox.operations.sending import _as_email
from areas.roles.rules import Role
from plans.models import LetterChoice, Reminder
from plans.reminders.operations import run_round
from plans.reminders.queries.choices import off_token
from plans.reminders.queries.forecast import forecast, lines_ahead
from tests.cast import Cast, make_person
from tests.plans.reminders.conftest import SetAction, letters_to, told

MONDAY = date(2026, 11, 23)


def choose(person: object, **what: object) -> None:
    LetterChoice.objects.create(person=person, **what)


@pytest.fixture
def due(cast: Cast, set_action: SetAction) -> Cast:
    """The police's action is due in a week."""
    set_action(cast.police_action, due="2026-11-30")
    return cast


def test_whoever_wants_no_letters_is_passed_over(due: Cast) -> None:
    choose(due.colin, rhythm="none")
    assert told(MONDAY) == {"Olive"}


def test_a_weekly_letter_comes_on_its_day_with_what_still_stands(due: Cast) -> None:
    choose(due.colin, rhythm="weekly", weekday=2)
    assert [told(MONDAY + timedelta(days=number)) for number in range(4)] == [set(), set(), {"Colin"}, set()]


def test_a_weekly_letter_of_a_bank_holiday_comes_on_the_next_working_day(
    cast: Cast, set_action: SetAction, settings: object
) -> None:
    settings.LETTER_HOURS = (7, 19)  # type: ignore[attr-defined]
    set_action(cast.police_action, due="2027-01-05", heard="2026-12-01")
    choose(cast.colin, rhythm="weekly", weekday=4)
    boxing_day_kept = date(2026, 12, 28)
    assert told(date(2026, 12, 24)) == set()
    assert told(boxing_day_kept) == set()
    assert told(date(2026, 12, 29)) == {"Colin"}


def test_the_forecast_shows_a_weekly_letter_on_its_day(due: Cast) -> None:
    choose(due.colin, rhythm="weekly", weekday=2)
    letters = forecast(first=MONDAY, last=MONDAY + timedelta(days=5), places=None).letters
    assert [(letter.name, letter.day) for letter in letters] == [("Colin", date(2026, 11, 25))]
    assert lines_ahead(person_id=due.colin.pk, day=date(2026, 11, 25), places=None)


def test_only_mine_leaves_out_what_others_did_not_answer(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-11-22")
    choose(cast.olive, only_mine=True)
    assert told(MONDAY) == {"Colin"}
    assert told(MONDAY + timedelta(days=13)) == {"Leah"}


def test_only_mine_keeps_what_reaches_one_first(cast: Cast, set_action: SetAction) -> None:
    set_action(cast.council_action, due="2026-11-30")
    choose(cast.olive, only_mine=True)
    assert told(MONDAY) == {"Olive"}


def away(deputy: object = None, until: date = MONDAY) -> dict[str, object]:
    return {"away_from": MONDAY - timedelta(days=3), "away_until": until, "deputy": deputy}


def test_a_deputy_hears_while_somebody_is_away(due: Cast) -> None:
    stella = make_person("Stella", role=Role.CONTRIBUTOR, organisation=due.police, partnership=due.partnership)
    Membership.objects.filter(person=stella).update(started_on=MONDAY)
    LetterChoice.objects.create(person=stella, rhythm="daily")
    choose(due.colin, **away(stella))
    assert told(MONDAY) == {"Stella"}


@pytest.mark.parametrize("who", ["otto", "adam"])
def test_a_deputy_who_may_not_see_the_action_hears_nothing(due: Cast, who: str) -> None:
    choose(due.colin, **away(getattr(due, who)))
    assert told(MONDAY) == {"Olive"}


def test_without_a_deputy_the_next_rung_hears(due: Cast) -> None:
    choose(due.colin, **away())
    assert told(MONDAY) == {"Olive"}


def test_back_at_work_one_hears_again(due: Cast) -> None:
    choose(due.colin, **away(until=MONDAY - timedelta(days=1)))
    assert told(MONDAY) == {"Colin"}


def test_somebody_who_stops_letters_before_one_leaves_gets_none(due: Cast) -> None:
    run_round(day=MONDAY)
    choose(due.colin, rhythm="none")
    run_round(day=MONDAY)
    from plans.reminders.operations import look_again

    look_again([letters_to("colin")[0].pk])
    assert letters_to("colin")[0].state == "superseded"
    assert Reminder.objects.filter(person=due.olive, superseded_at__isnull=True).exists()


@pytest.fixture
def colins_letter(due: Cast) -> EmailMultiAlternatives:
    run_round(day=MONDAY)
    return _as_email(letters_to("colin")[0])


def test_a_letter_can_be_stopped_with_one_press(colins_letter: EmailMultiAlternatives, client: Client) -> None:
    message: EmailMessage = colins_letter.message()  # type: ignore[assignment]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(message["List-Unsubscribe"]).replace("\n ", "").strip("<>").removeprefix("http://testserver")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert LetterChoice.objects.get().rhythm == "none"


def test_opening_the_link_writes_nothing(due: Cast, client: Client) -> None:
    page = client.get(f"/letters/off/{off_token(due.colin.pk)}/")
    assert page.status_code == 200
    assert not LetterChoice.objects.exists()
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_link_offers_the_way_back(due: Cast, client: Client) -> None:
    address = f"/letters/off/{off_token(due.colin.pk)}/"
    client.post(address)
    assert "Remind me again" in client.get(address).content.decode()
    client.post(address, {"rhythm": "daily"})
    assert LetterChoice.objects.get().rhythm == "daily"


def test_the_link_keeps_the_other_choices(due: Cast, client: Client) -> None:
    choose(due.colin, weekday=3, only_mine=True)
    client.post(f"/letters/off/{off_token(due.colin.pk)}/", {"rhythm": "weekly"})
    kept = LetterChoice.objects.get()
    assert (kept.rhythm, kept.weekday, kept.only_mine) == ("weekly", 3, True)


@pytest.mark.parametrize("token", ["1", "1.x.y", "nonsense"])
def test_a_broken_link_says_what_to_do(client: Client, db: None, token: str) -> None:
    answer = client.post(f"/letters/off/{token}/")
    assert answer.status_code == 404
    assert "Open the newest letter" in answer.content.decode()
    assert not LetterChoice.objects.exists()


def test_a_link_for_an_action_is_none_for_letters(due: Cast, client: Client) -> None:
    from plans.progress.queries.links import token_for

    assert client.post(f"/letters/off/{token_for(due.colin.pk, due.police_action.pk)}/").status_code == 404


def posted(**more: object) -> dict[str, object]:
    return {"rhythm": "daily", "weekday": "0", "deputy": "", **more}


def test_somebody_chooses_for_themselves(cast: Cast, client: Client) -> None:
    client.force_login(cast.colin)
    days = {"away_from_day": "21", "away_from_month": "12", "away_from_year": "2026", "away_until_day": "1"}
    until = {"away_until_month": "1", "away_until_year": "2027", "deputy": str(cast.olive.pk)}
    page = client.post("/me/letters/", posted(rhythm="weekly", weekday="2", **days, **until), follow=True)
    assert "Reminders come once a week, on Wednesdays" in page.content.decode()
    kept = LetterChoice.objects.get()
    assert (kept.person, kept.deputy, kept.away_until) == (cast.colin, cast.olive, date(2027, 1, 1))


def test_a_first_day_without_a_last_one_is_asked_about(cast: Cast, client: Client) -> None:
    client.force_login(cast.colin)
    days = {"away_from_day": "21", "away_from_month": "12", "away_from_year": "2026"}
    assert "Enter the last day away too" in client.post("/me/letters/", posted(**days)).content.decode()
    assert not LetterChoice.objects.exists()


def test_nobody_of_another_area_can_be_chosen_as_deputy(cast: Cast, client: Client) -> None:
    client.force_login(cast.colin)
    page = client.get("/me/letters/").content.decode()
    assert ">Olive<" in page
    assert ">Otto<" not in page
    days = {f"{name}_{box}": value for name in ("away_from", "away_until") for box, value in
            (("day", "1"), ("month", "2"), ("year", "2027"))}  # fmt: skip
    assert client.post("/me/letters/", posted(**days, deputy=str(cast.otto.pk))).status_code == 200
    assert not LetterChoice.objects.exists()
