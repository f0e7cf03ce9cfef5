"""What everybody may read of a plan."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, Plan
from plans.planning.operations import add_actions
from plans.planning.rules.actions import NewAction
from tests.cast import Cast

ADDRESS = "/areas/northshire/plan/"


@pytest.fixture
def published(cast: Cast) -> Cast:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2026, 10, 1))
    Action.objects.filter(pk=cast.police_action.pk).update(
        delivery_state="in_progress", confidence="off_track", reason="A private quarrel", named_post="Chief"
    )
    return cast


def test_nothing_of_an_unpublished_plan_is_told(client: Client, cast: Cast) -> None:
    text = client.get(ADDRESS).content.decode()
    assert "No plan has been published here yet" in text
    assert "Train every response officer" not in text
    assert cast.plan.title not in text


def test_a_published_plan_says_what_by_whom_and_how_far(client: Client, published: Cast) -> None:
    text = client.get(ADDRESS).content.decode()
    for words in ("Train every response officer", "Northshire Police", "31 March 2027", "In progress", "Off track"):
        assert words in text
    assert "Published on 1 October 2026 by Northshire" in text


def test_reasons_and_updates_stay_inside(client: Client, published: Cast) -> None:
    assert "A private quarrel" not in client.get(ADDRESS).content.decode()


def test_a_plan_being_refreshed_stays_readable(client: Client, published: Cast) -> None:
    Plan.objects.filter(pk=published.plan.pk).update(workflow_state="refresh_due")
    assert "Train every response officer" in client.get(ADDRESS).content.decode()


def test_another_plan_cannot_be_asked_for_by_number(client: Client, published: Cast) -> None:
    response = client.get(f"{ADDRESS}?plan={published.other_plan.pk}")
    assert response.context["plan"] == published.plan


def test_only_who_works_with_the_plan_is_led_to_it(client: Client, published: Cast) -> None:
    assert "Open the plan" not in client.get(ADDRESS).content.decode()
    client.force_login(published.olive)
    assert "Open the plan" in client.get(ADDRESS).content.decode()


def test_two_published_plans_can_both_be_read(client: Client, published: Cast) -> None:
    second = Plan.objects.create(
        partnership=published.other_partnership,
        title="Joint plan",
        plan_year=2026,
        workflow_state="published",
        published_on=date(2026, 1, 1),
    )
    second.areas.add(published.area)
    assert client.get(f"{ADDRESS}?plan={second.pk}").context["plan"] == second


def test_the_page_takes_as_many_statements_for_400_actions_as_for_10(client: Client, published: Cast) -> None:
    seen = []
    for count in (10, 390):
        rows = [NewAction(text=f"Action {n}", theme=f"Theme {n % 4}") for n in range(count)]
        add_actions(plan_id=published.plan.pk, rows=rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 8
