"""A person's own page: what needs me now?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from areas.models import Declaration, Letter, Person
from plans.dashboards.queries.me import PeopleDesk
from plans.imports.models import PlanImport
from plans.models import Action, Plan
from plans.progress.operations import keep_drafts
from plans.progress.rules.drafts import Typed
from plans.rollups.operations import refresh_plans
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _page(client: Client, person: Person) -> str:
    client.force_login(person)
    return client.get("/me/").content.decode()


def test_a_contributor_sees_the_actions_of_the_force(cast: Cast, client: Client) -> None:
    page = _page(client, cast.colin)
    assert "1 action your organisation leads or supports is overdue or had no update" in page
    assert f'href="/actions/{cast.police_action.pk}/updates/add/"' in page
    assert f"/actions/{cast.council_action.pk}/" not in page


def test_an_action_the_force_supports_counts_too(cast: Cast, client: Client) -> None:
    cast.council_action.partners.add(cast.police)
    assert "2 actions your organisation leads or supports are overdue" in _page(client, cast.colin)


@time_machine.travel(NOW)
def test_an_action_heard_of_in_this_period_waits_no_more(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    assert "Every action your organisation leads or supports has been updated" in _page(client, cast.colin)


@time_machine.travel(NOW)
def test_an_action_heard_of_in_the_period_before_waits(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(last_heard_at=datetime(2026, 9, 30, 9, tzinfo=UTC))
    assert f"/actions/{cast.police_action.pk}/updates/add/" in _page(client, cast.colin)


def test_a_finished_action_waits_for_nobody(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete")
    assert f"/actions/{cast.police_action.pk}/" not in _page(client, cast.colin)


def test_an_officer_sees_plan_and_declaration(cast: Cast, client: Client) -> None:
    refresh_plans(None, cast.today)
    page = _page(client, cast.olive)
    assert "Record the declaration" in page
    assert f'href="/plans/{cast.plan.pk}/"' in page
    assert str(cast.other_plan) not in page


def test_a_signed_declaration_needs_nobody(cast: Cast, client: Client) -> None:
    Declaration.objects.create(partnership=cast.partnership, status="signed", signed_on=cast.today, text="Yes.")
    assert "the declaration" not in _page(client, cast.olive)


def test_an_officer_without_a_plan_is_led_to_start_one(cast: Cast, client: Client) -> None:
    Action.objects.all().delete()
    Plan.objects.filter(pk=cast.plan.pk).delete()
    assert 'href="/areas/northshire/plan/add/"' in _page(client, cast.olive)


def test_an_import_that_waits_is_named(cast: Cast, client: Client) -> None:
    PlanImport.objects.create(plan=cast.plan, file="x", name="plan.docx", size=1, sha256="0" * 64, plan_year=2026)
    assert "1 import waits for your check" in _page(client, cast.olive)


def test_a_regional_lead_sees_submitted_plans_of_the_region_only(cast: Cast, client: Client) -> None:
    Plan.objects.update(workflow_state="submitted", submitted_on=cast.today)
    page = _page(client, cast.reg)
    assert str(cast.plan) in page
    assert str(cast.other_plan) not in page


@time_machine.travel(NOW)
def test_a_regional_lead_sees_who_has_gone_quiet(cast: Cast, client: Client) -> None:
    Action.objects.filter(plan=cast.plan).update(last_heard_at=datetime(2026, 3, 1, 9, tzinfo=UTC))
    refresh_plans(None, cast.today)
    assert 'href="/areas/northshire/"' in _page(client, cast.reg).split("gone quiet")[1]


def test_an_analyst_is_led_to_the_exports(cast: Cast, client: Client) -> None:
    assert 'href="/exports/"' in _page(client, cast.ana)


def test_an_administrator_sees_who_never_signed_in(cast: Cast, client: Client) -> None:
    Person.objects.create_person("nobody@example.org", "Nobody", None)
    assert "8 people may sign in" in _page(client, cast.adam)
    assert client.get("/me/").context["people"] == PeopleDesk(active=8, never=7, without_role=1)


def test_somebody_without_a_role_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    person = Person.objects.create_person("new@example.org", "New", None)
    assert "You have no role yet. Ask an administrator" in _page(client, person)


@pytest.mark.parametrize("name", ["olive", "colin", "reg", "ana"])
def test_nobody_else_sees_people(cast: Cast, client: Client, name: str) -> None:
    assert "may sign in" not in _page(client, getattr(cast, name))


def test_a_contributor_is_led_into_the_own_part_of_the_round(cast: Cast, client: Client) -> None:
    page = _page(client, cast.colin)
    assert "1 action of yours waits for your word" in page
    assert f'href="/plans/{cast.plan.pk}/round/?part=mine"' in page


def test_what_was_typed_and_not_saved_leads_back_to_its_form(cast: Cast, client: Client) -> None:
    words = {"narrative": "Half a sentence"}
    keep_drafts(by=cast.colin.pk, typed=[Typed(cast.police_action.pk, 1, words)])
    assert "Finish what you began to write" in _page(client, cast.colin)
    assert "Finish what you began to write" not in _page(client, cast.olive)


@time_machine.travel(NOW)
def test_an_officer_sees_what_had_no_word_and_what_is_overdue(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2026, 11, 1), last_heard_at=NOW)
    page = _page(client, cast.olive)
    assert "1 action has had no word this period" in page
    assert f'href="/plans/{cast.plan.pk}/round/?part=all&amp;said=no"' in page
    assert "1 action is overdue" in page


def test_imports_do_not_multiply_what_is_overdue(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2020, 1, 1))
    for _ in "ab":
        PlanImport.objects.create(plan=cast.plan, file="x", name="plan.docx", size=1, sha256="0" * 64, plan_year=2026)
    page = _page(client, cast.olive)
    assert "2 imports wait for your check" in page
    assert "1 action is overdue" in page


@pytest.mark.parametrize(
    ("who", "state", "sees"),
    [
        ("olive", "returned", "The plan came back with suggestions"),
        ("leah", "approved", "The plan is approved: publish it"),
        ("reg", "submitted", "A plan waits for your answer"),
    ],
)
def test_a_plan_waits_for_whoever_takes_the_next_step(
    cast: Cast, client: Client, who: str, state: str, sees: str
) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state=state, submitted_on=cast.today)
    assert sees in _page(client, getattr(cast, who))
    assert sees not in _page(client, cast.otto)


def test_an_officer_does_not_publish(cast: Cast, client: Client) -> None:
    Plan.objects.update(workflow_state="approved")
    assert "publish it" not in _page(client, cast.olive)


def test_an_area_lead_sees_who_was_invited_and_never_came(cast: Cast, client: Client) -> None:
    Person.objects.filter(pk=cast.colin.pk).update(last_login=NOW)
    assert "1 person was invited and never signed in" in _page(client, cast.leah)


def test_an_administrator_sees_letters_that_failed(cast: Cast, client: Client) -> None:
    Letter.objects.create(key="a", kind="digest", address="a@example.org", message_id="a", state="failed")
    assert "1 letter could not be sent" in _page(client, cast.adam)
    assert "could not be sent" not in _page(client, cast.ana)


@time_machine.travel(NOW)
def test_an_analyst_sees_the_quarter(cast: Cast, client: Client) -> None:
    assert "October to December 2026 (2026-27-Q3), which ends on 31 December 2026" in _page(client, cast.ana)


@time_machine.travel(NOW)
def test_nothing_to_do_is_a_relief(cast: Cast, client: Client) -> None:
    Action.objects.update(last_heard_at=NOW, due=None)
    for person in (cast.colin, cast.ana, cast.reg):
        assert "Nothing needs you now." in _page(client, person)
    assert "Nothing needs you now." not in _page(client, cast.olive)
