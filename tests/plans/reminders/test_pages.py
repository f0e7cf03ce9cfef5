"""Pages under /reminders/: each shows a person what is theirs, and no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import AuditEntry, Letter, Membership
from areas.roles.rules import Role
from plans.models import ReminderRule
from plans.reminders.operations import run_round
from tests.cast import Cast, make_action, make_person
from tests.plans.reminders.conftest import SetAction, letters_to

pytestmark = pytest.mark.usefixtures("at_half_past_six")
PAGES = ["/reminders/", "/reminders/rules/", "/reminders/letters/"]


@pytest.fixture
def letter(cast: Cast, set_action: SetAction) -> Letter:
    """Colin's digest about the police action."""
    set_action(cast.police_action, due="2026-11-30")
    run_round()
    return letters_to("colin")[0]


@pytest.fixture
def get(client: Client) -> Callable[..., int]:
    """Open an address as somebody; return the status code."""

    def open_as(person: object, address: str) -> int:
        client.logout()
        if person is not None:
            client.force_login(person)  # type: ignore[arg-type]
        return client.get(address).status_code

    return open_as


@pytest.mark.parametrize("address", PAGES)
def test_officers_leads_and_administrators_open_the_pages(cast: Cast, get: Callable[..., int], address: str) -> None:
    people = (cast.olive, cast.leah, cast.reg, cast.adam, cast.otto)
    assert [get(person, address) for person in people] == [200] * 5


@pytest.mark.parametrize("address", PAGES)
def test_contributors_and_analysts_are_refused(cast: Cast, get: Callable[..., int], address: str) -> None:
    assert [get(person, address) for person in (cast.colin, cast.ana)] == [403, 403]


@pytest.mark.parametrize("address", [*PAGES, "/reminders/rules/due_soon/", "/reminders/letters/1/"])
def test_visitors_are_asked_to_sign_in(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("part", ["", "html/"])
def test_a_letter_is_read_by_those_whose_area_it_is_about(
    cast: Cast, letter: Letter, get: Callable[..., int], part: str
) -> None:
    address = f"/reminders/letters/{letter.pk}/{part}"
    people = (cast.olive, cast.leah, cast.reg, cast.adam, cast.otto, cast.colin, cast.ana)
    assert [get(person, address) for person in people] == [200, 200, 200, 200, 404, 404, 404]


def test_only_administrators_change_rules(cast: Cast, get: Callable[..., int]) -> None:
    address = "/reminders/rules/due_soon/"
    people = (cast.adam, cast.olive, cast.reg, cast.colin)
    assert [get(person, address) for person in people] == [200, 403, 403, 403]


def test_only_administrators_send_again(cast: Cast, letter: Letter, get: Callable[..., int]) -> None:
    address = f"/reminders/letters/{letter.pk}/resend/"
    people = (cast.adam, cast.olive, cast.reg, cast.colin)
    assert [get(person, address) for person in people] == [200, 403, 403, 404]


def test_an_unknown_rule_or_letter_is_not_found(cast: Cast, get: Callable[..., int]) -> None:
    addresses = ("/reminders/rules/nonsense/", "/reminders/letters/999/", "/reminders/preview/nonsense/1/")
    assert [get(cast.adam, address) for address in addresses] == [404] * 3


def test_the_forecast_says_who_will_hear_what_and_why(client: Client, cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-01")
    client.force_login(cast.olive)
    page = client.get("/reminders/").content.decode()
    assert "Tuesday 24 November 2026" in page
    assert "Due soon: 7 days before the due date, 1 December 2026" in page
    assert "Hears as contributor for the organisation that leads." in page


def test_the_forecast_leaves_out_what_was_planned_before(client: Client, cast: Cast, letter: Letter) -> None:
    client.force_login(cast.olive)
    days = [found.day for found in client.get("/reminders/").context["forecast"].letters]
    assert days == [cast.today + timedelta(days=6), cast.today + timedelta(days=8)]


def test_what_is_forecast_is_what_is_sent(client: Client, cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-01")
    set_action(cast.council_action, due="2026-11-20", heard="2026-01-01")
    client.force_login(cast.adam)
    forecast = client.get("/reminders/").context["forecast"].letters
    told = set()
    for number in range(14):
        day = cast.today + timedelta(days=number)
        run_round(day=day)
        told |= {(day, letter.person_id) for letter in Letter.objects.filter(key__contains=f":{day}:")}
        Letter.objects.update(state="sent", sent_at=timezone.now())
    assert {(letter.day, letter.person_id) for letter in forecast} == told


def test_nobody_sees_the_forecast_of_another_area(client: Client, cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-01")
    client.force_login(cast.otto)
    assert client.get("/reminders/").context["forecast"].total == 0


@pytest.mark.parametrize(("words", "found"), [("coli", 1), ("100%", 0), ("_", 0)])
def test_the_forecast_is_searched(client: Client, cast: Cast, set_action: SetAction, words: str, found: int) -> None:
    set_action(cast.police_action, due="2026-11-30")
    client.force_login(cast.adam)
    letters = client.get("/reminders/", {"q": words}).context["forecast"].letters
    assert len({letter.person_id for letter in letters}) == found


def test_a_letter_ahead_is_shown_as_its_reader_would_see_it(client: Client, cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-01")  # Colin hears today, so tomorrow’s goes up to Olive
    client.force_login(cast.olive)
    page = client.get(f"/reminders/preview/2026-11-24/{cast.olive.pk}/")
    assert cast.police_action.text in page.content.decode()
    assert Letter.objects.count() == 0


def test_nothing_is_previewed_that_is_not_theirs(client: Client, cast: Cast, set_action: SetAction) -> None:
    set_action(cast.police_action, due="2026-12-01")
    client.force_login(cast.otto)
    assert client.get(f"/reminders/preview/2026-11-24/{cast.colin.pk}/").status_code == 404


def test_a_digest_about_two_areas_is_listed_for_both_and_read_by_neither_officer(
    client: Client, cast: Cast, set_action: SetAction
) -> None:
    Membership.objects.create(
        person=cast.colin,
        role=Role.CONTRIBUTOR,
        organisation=cast.police,
        partnership=cast.other_partnership,
        started_on=cast.today - timedelta(days=9),
    )
    set_action(cast.police_action, due="2026-11-30")
    make_action(cast.other_plan, "Southbury’s own.", lead=cast.police, due=cast.today)
    run_round()
    letter = letters_to("colin")[0]
    client.force_login(cast.otto)
    assert letter.subject in client.get("/reminders/letters/").content.decode()
    assert client.get(f"/reminders/letters/{letter.pk}/").status_code == 403
    client.force_login(cast.adam)
    assert client.get(f"/reminders/letters/{letter.pk}/").status_code == 200


def test_the_letter_page_shows_the_stored_text_and_html(client: Client, cast: Cast, letter: Letter) -> None:
    client.force_login(cast.olive)
    assert "Hello Colin," in client.get(f"/reminders/letters/{letter.pk}/").content.decode()
    html = client.get(f"/reminders/letters/{letter.pk}/html/")
    assert html.content.decode() == letter.html
    policy = html["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "style-src 'sha256-" in policy


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "colin@"}, 1),
        ({"q": "nobody"}, 0),
        ({"state": "waiting"}, 1),
        ({"state": "failed"}, 0),
        ({"state": "nonsense"}, 1),
        ({"page": "99"}, 1),
    ],
)
def test_letters_are_searched(client: Client, cast: Cast, letter: Letter, query: dict[str, str], found: int) -> None:
    client.force_login(cast.adam)
    assert len(client.get("/reminders/letters/", query).context["page"]) == found


def test_a_parked_letter_is_sent_again_from_its_page(client: Client, cast: Cast, letter: Letter) -> None:
    Letter.objects.update(state="failed", attempts=5, last_error="The mail server said: 550 No")
    client.force_login(cast.adam)
    assert "550 No" in client.get(f"/reminders/letters/{letter.pk}/").content.decode()
    response = client.post(f"/reminders/letters/{letter.pk}/resend/", follow=True)
    assert "waits to be sent again" in response.content.decode()
    again = client.post(f"/reminders/letters/{letter.pk}/resend/", follow=True)
    assert "is not parked" in again.content.decode()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("planned", 0)


def save_rule(client: Client, kind: str = "due_soon", **typed: str) -> object:
    """Send the form of a rule."""
    form = {"is_on": "yes", "days": "30, 7, 1", "version": "1", "audience": ["contributor", "officer"], **typed}
    return client.post(f"/reminders/rules/{kind}/", form)


def test_an_administrator_changes_a_rule(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    assert save_rule(client, days="60; 14 3").status_code == 302  # type: ignore[attr-defined]
    rule = ReminderRule.objects.get(kind="due_soon")
    assert (rule.steps, rule.is_on, rule.version) == ([60, 14, 3], True, 2)
    assert AuditEntry.objects.get().verb == "changed reminder rule"


def test_days_after_are_typed_without_a_minus(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    save_rule(client, kind="overdue", days="1, 21")
    assert ReminderRule.objects.get(kind="overdue").steps == [-1, -21]
    assert 'value="1, 21"' in client.get("/reminders/rules/overdue/").content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"days": "soon"}, "Enter whole numbers of days with commas between them, not “soon”"),
        ({"days": "400"}, "Each number must be from 0 to 365 days before the due date"),
        ({"days": ""}, "Enter the days, with commas"),
        ({"days": ",;"}, "Enter at least one number of days, or switch the rule off"),
        ({"is_on": ""}, "Select whether the rule is on"),
        ({"days": "1, 2, 3, 4, 5, 6, 7"}, "Enter 6 steps at the most"),
    ],
)
def test_bad_input_is_answered_with_what_to_enter_and_comes_back(
    client: Client, cast: Cast, typed: dict[str, str], says: str
) -> None:
    client.force_login(cast.adam)
    page = save_rule(client, **typed).content.decode()  # type: ignore[attr-defined]
    assert says in page
    assert f'value="{typed["days"]}"' in page if typed.get("days") else True
    assert not ReminderRule.objects.exists()


def test_a_stale_rule_is_refused_with_both_settings(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    save_rule(client, days="20")
    response = save_rule(client, days="10")
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "On: 20" in page
    assert 'value="10"' in page
    assert ReminderRule.objects.get(kind="due_soon").steps == [20]
    assert save_rule(client, days="10", version="2").status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_the_same_statements_small_and_large(
    client: Client, cast: Cast, set_action: SetAction, address: str
) -> None:
    counts = []
    for people in (2, 20):
        for number in range(people):
            action = make_action(cast.plan, f"Step {people}.{number}", lead=cast.police)
            set_action(action, due="2026-11-30" if number % 2 else "2026-12-05")
            make_person(
                f"P{people}{number}", role=Role.CONTRIBUTOR, organisation=cast.police, partnership=cast.partnership
            )
        run_round(day=cast.today)
        client.force_login(cast.reg)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
