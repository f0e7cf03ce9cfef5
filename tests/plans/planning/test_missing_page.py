"""Unowned, undated and unmeasured actions are listed, each with a way to mend it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action
from plans.planning.operations import add_actions
from plans.planning.rules.actions import NewAction
from tests.cast import Cast, make_action


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def page(client: Client, cast: Cast) -> str:
    return client.get(f"/plans/{cast.plan.pk}/missing/").content.decode()


def test_the_page_counts_what_is_missing_among_what_is_left_to_do(officer: Client, cast: Cast) -> None:
    make_action(cast.plan, "Nobody owns this")
    make_action(cast.plan, "Done without anybody", delivery_state="complete")
    assert "Of 3 actions still to be done, 1 has no lead, 2 no end date and 3 no measure." in page(officer, cast)


def test_each_action_has_a_link_to_the_field_that_mends_it(officer: Client, cast: Cast) -> None:
    action = make_action(cast.plan, "Nobody owns this", lead_text="All agencies")
    text = page(officer, cast)
    for field in ("lead", "timescale", "indicator"):
        assert f'href="/actions/{action.pk}/edit/#id_{field}"' in text
    assert "All agencies" in text
    form = officer.get(f"/actions/{action.pk}/edit/").content.decode()
    assert all(f'id="id_{field}"' in form for field in ("lead", "timescale", "indicator"))


def test_who_may_not_edit_is_offered_nothing_to_mend(client: Client, cast: Cast) -> None:
    client.force_login(cast.reg)
    assert "Add a measure" not in page(client, cast)


def test_where_nothing_is_missing_it_says_so(officer: Client, cast: Cast) -> None:
    Action.objects.filter(plan=cast.plan).update(indicator="Counted", due=cast.today, lead=cast.police)
    assert "Every action still to be done has a lead, an end date and a measure." in page(officer, cast)


def test_the_page_takes_as_many_statements_for_1000_actions_as_for_20(officer: Client, cast: Cast) -> None:
    seen = []
    for count in (20, 980):
        add_actions(plan_id=cast.plan.pk, rows=[NewAction(f"Action {n}") for n in range(count)], by=None)
        with CaptureQueriesContext(connection) as queries:
            text = page(officer, cast)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 10
    assert "All 1000 in the plan’s list" in text
