"""One's dates in one's own calendar: whole days, ids that stay, and nothing one may not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries

from areas.models import Membership, Person
from areas.people.access import reach_of
from areas.people.operations import close_account
from plans.calendars.operations import make_address, stop_address
from plans.calendars.rules import DateKind, OwnDate, calendar_of
from plans.models import Action, CalendarAddress, Milestone
from tests.cast import Cast, make_action

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_casts_day(cast: Cast) -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        yield


def address(person: Person) -> str:
    token = make_address(person_id=person.pk, now=timezone.now(), by=person.pk)
    return f"/dates/{token}/concordat.ics"


def events(client: Client, path: str) -> dict[str, Event]:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def kinds(found: dict[str, Event]) -> list[str]:
    return [uid.split("@")[0] for uid in found]


def test_a_contributor_reads_what_their_organisation_leads(cast: Cast, client: Client) -> None:
    make_action(cast.plan, "Somebody else’s.", lead=cast.council, due=date(2027, 1, 1))
    first = Milestone.objects.create(action=cast.police_action, position=1, text="Half trained", due=date(2027, 1, 5))
    assert kinds(events(client, address(cast.colin))) == [
        f"period-{cast.plan.pk}-2026-27-Q3",
        f"milestone-{first.pk}",
        f"action-{cast.police_action.pk}",
        f"period-{cast.plan.pk}-2026-27-Q4",
    ]


def test_an_officer_reads_the_dates_of_the_whole_plan(cast: Cast, client: Client) -> None:
    other = make_action(cast.plan, "Somebody else’s.", lead=cast.council, due=date(2027, 1, 1))
    assert {f"action-{cast.police_action.pk}", f"action-{other.pk}"} <= set(kinds(events(client, address(cast.olive))))


@pytest.mark.parametrize("name", ["otto", "reg", "ana"])
def test_nobody_reads_the_dates_of_others(cast: Cast, client: Client, name: str) -> None:
    found = client.get(address(getattr(cast, name)))
    assert found.status_code == 200
    assert b"Train every" not in found.content
    assert b"Northshire" not in found.content


def test_a_date_is_a_whole_day_under_an_id_that_stays(cast: Cast, client: Client) -> None:
    path = address(cast.colin)
    uid, before = next(item for item in events(client, path).items() if item[0].startswith("action"))
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2027, 4, 30), text="Train; everybody, soon")
    after = events(client, path)[uid]
    assert (before.decoded("DTSTART"), before.decoded("DTEND")) == (date(2027, 3, 31), date(2027, 4, 1))
    assert after.decoded("DTSTART") == date(2027, 4, 30)
    assert str(after["SUMMARY"]) == "Action due: 1. Train; everybody, soon"
    assert str(after["URL"]) == f"http://testserver/actions/{cast.police_action.pk}/"


def test_what_is_finished_is_in_no_calendar(cast: Cast, client: Client) -> None:
    Milestone.objects.create(
        action=cast.police_action, position=1, text="Done", due=date(2027, 1, 5), done_on=date(2026, 9, 1)
    )
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete", confidence="")
    assert {kind.split("-")[0] for kind in kinds(events(client, address(cast.colin)))} == {"period"}


def test_a_role_that_ended_takes_its_dates_away_at_the_next_reading(cast: Cast, client: Client) -> None:
    path = address(cast.colin)
    assert events(client, path)
    Membership.objects.filter(person=cast.colin).update(ended_on=cast.today)
    assert events(client, path) == {}


def test_a_closed_account_closes_its_calendar(cast: Cast, client: Client) -> None:
    path = address(cast.colin)
    close_account(person_id=cast.colin.pk, by=reach_of(cast.adam))
    assert client.get(path).status_code == 404


def test_a_new_address_stops_the_old_one(cast: Cast, client: Client) -> None:
    old, new = address(cast.colin), address(cast.colin)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert stop_address(person_id=cast.colin.pk, by=cast.colin.pk)
    assert not stop_address(person_id=cast.colin.pk, by=cast.colin.pk)
    assert client.get(new).status_code == 404


def test_only_a_hash_of_the_address_is_kept(cast: Cast) -> None:
    token = make_address(person_id=cast.colin.pk, now=timezone.now(), by=cast.colin.pk)
    kept = CalendarAddress.objects.get()
    assert token not in kept.token_hash
    assert len(kept.token_hash) == 64


def test_a_program_that_has_it_already_is_told_so(cast: Cast, client: Client) -> None:
    path = address(cast.colin)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2027, 4, 30))
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_reading_writes_nothing_and_takes_few_statements_at_any_size(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = address(cast.olive)
    for number in range(60):
        one = make_action(cast.plan, f"Promise {number}", due=date(2027, 1, 1), lead=cast.police)
        Milestone.objects.create(action=one, position=1, text="Step", due=date(2026, 12, 1))
    with django_assert_max_num_queries(6):
        assert len(events(client, path)) == 60 * 2 + 3


def test_the_page_shows_an_address_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.colin)
    assert "Make my private address" in client.get("/me/calendar/").content.decode()
    made = client.post("/me/calendar/", {"do": "make"})
    path = made.content.decode().split("http://testserver", 1)[1].split("<", 1)[0]
    assert client.get(path).status_code == 200
    assert made.headers["Referrer-Policy"] == "no-referrer"
    assert "http://testserver/dates/" not in client.get("/me/calendar/").content.decode()
    client.post("/me/calendar/", {"do": "stop"})
    assert client.get(path).status_code == 404


def test_long_and_odd_words_are_folded_and_escaped() -> None:
    one = OwnDate(
        DateKind.ACTION, "1", date(2027, 3, 31), "Café “ä”; a, b\\c\r\nBEGIN:VEVENT " * 9, "Plan\nLead: ÆØÅ", "/actions/1/",
        datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    content = calendar_of([one], site_url="https://c.example", host="c.example")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    event = Calendar.from_ical(content).walk("VEVENT")
    assert [str(found["DESCRIPTION"]) for found in event] == ["Plan\nLead: ÆØÅ"]
    assert b"DTSTART;VALUE=DATE:20270331" in content
    assert one.day + timedelta(days=1) == event[0].decoded("DTEND")
