"""What was promised, by whom, and how is it going?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, Indicator, ProgressUpdate, Reading
from plans.planning.operations import add_action
from plans.planning.rules.actions import NewAction
from tests.cast import Cast


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def add_updates(action: Action, count: int) -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=action,
            delivery_state="in_progress",
            narrative=f"Round {n}",
            period="2025-26-Q4",
            at=began + timedelta(days=n),
        )
        for n in range(count)
    )


def test_the_page_shows_everything_that_was_promised(officer: Client, cast: Cast) -> None:
    new = NewAction(
        text="Open a crisis café",
        number="3.2",
        outcome="Fewer nights in the emergency department",
        indicator="Visits a month",
        timescale="Q1 Q3",
        lead_id=cast.trust.pk,
        partner_ids=(cast.charity.pk, cast.council.pk),
        standard_ids=(cast.standard.pk,),
        named_post="Head of crisis services",
        age_group="adults",
        theme="Recovery",
        heading="Prevention",
    )
    action = add_action(plan_id=cast.plan.pk, action=new, by=None)
    text = officer.get(f"/actions/{action.pk}/").content.decode()
    for words in (
        "Fewer nights in the emergency department",
        "Visits a month",
        "We read this as: 30 June 2026, then 31 December 2026",
        "Northshire Mental Health NHS Trust",
        "Northshire County Council and Northshire Mind",
        "A1 Early intervention",
        "Head of crisis services",
        "Adults of working age",
        "Recovery – Prevention",
        "30 June 2026",
    ):
        assert words in text


def test_updates_are_shown_newest_first_and_in_pages(officer: Client, cast: Cast) -> None:
    add_updates(cast.police_action, 12)
    first = officer.get(f"/actions/{cast.police_action.pk}/").context["page"]
    second = officer.get(f"/actions/{cast.police_action.pk}/?page=2").context["page"]
    assert [update.narrative for update in first][:2] == ["Round 11", "Round 10"]
    assert [update.narrative for update in second] == ["Round 1", "Round 0"]


def test_an_overdue_action_says_since_when(officer: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(due="2020-03-31")
    assert "Overdue since 31 March 2020" in officer.get(f"/actions/{cast.police_action.pk}/").content.decode()


def test_a_contributor_is_offered_an_update_only_where_it_is_theirs(client: Client, cast: Cast) -> None:
    client.force_login(cast.colin)
    mine, other = (client.get(f"/actions/{one.pk}/") for one in (cast.police_action, cast.council_action))
    assert "Say how it stands" in mine.content.decode()
    assert "Say how it stands" not in other.content.decode()
    assert "Change what was promised" not in mine.content.decode()


def test_the_page_takes_as_many_statements_for_300_updates_as_for_10(officer: Client, cast: Cast) -> None:
    seen = []
    for count in (11, 289):
        add_updates(cast.police_action, count)
        with CaptureQueriesContext(connection) as queries:
            officer.get(f"/actions/{cast.police_action.pk}/")
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 13  # one of them asks for indicators


def test_the_page_takes_as_many_statements_for_40_indicators_as_for_one(officer: Client, cast: Cast) -> None:
    seen = []
    for count in (1, 39):
        for number in range(count):
            one = Indicator.objects.create(
                partnership=cast.partnership, name=f"Measure {number}", provider=cast.police, next_due=cast.today
            )
            one.actions.add(cast.police_action)
            Reading.objects.create(indicator=one, began=date(2026, 7, 1), ended=date(2026, 9, 30), value=number)
        with CaptureQueriesContext(connection) as queries:
            officer.get(f"/actions/{cast.police_action.pk}/")
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 14
