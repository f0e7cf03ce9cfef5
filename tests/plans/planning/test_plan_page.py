"""Where does the plan stand, and what is next?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from plans.models import Action
from plans.planning.operations import add_actions
from plans.planning.queries.board import counts_of
from plans.planning.rules.actions import NewAction
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def text_of(client: Client, cast: Cast, query: str = "") -> str:
    return client.get(f"/plans/{cast.plan.pk}/{query}").content.decode()


def fill(cast: Cast, count: int) -> None:
    rows = [
        NewAction(
            text=f"Action {n}",
            theme=f"Theme {n % 5}",
            timescale="June 2026" if n % 2 else "31 March 2027",
            lead_id=(cast.police.pk, cast.council.pk, cast.trust.pk)[n % 3],
            partner_ids=(cast.charity.pk,),
            standard_ids=(cast.standard.pk,),
        )
        for n in range(count)
    ]
    add_actions(plan_id=cast.plan.pk, rows=rows, by=None)


def test_the_page_says_how_many_are_complete_and_overdue(page: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    with travel(date(2027, 4, 2), tick=False):
        page.force_login(cast.olive)
        text = text_of(page, cast)
    assert "1 of 2 actions is complete." in text
    assert "1 of the 1 still to be done is overdue." in text


def test_finished_actions_are_hidden_until_asked_for(page: Client, cast: Cast) -> None:
    make_action(cast.plan, "Close the old ward", delivery_state="withdrawn")
    assert "Close the old ward" not in text_of(page, cast)
    assert "Close the old ward" in text_of(page, cast, "?finished=on")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?q=rotas", "council"),
        ("?q=northshire+police", "police"),
        ("?only=undated", "council"),
        ("?lead={police}", "police"),
        ("?confidence=unrated&q=officer", "police"),
        ("?standard=none&q=rotas", "council"),
        ("?theme={theme}&q=officer", "police"),
    ],
)
def test_a_filter_keeps_what_fits(page: Client, cast: Cast, query: str, kept: str) -> None:
    query = query.format(police=cast.police.pk, theme=cast.theme.pk)
    shown = page.get(f"/plans/{cast.plan.pk}/{query}").context["page"].object_list
    assert list(shown) == [getattr(cast, f"{kept}_action")]


@pytest.mark.parametrize(
    "query", ["?lead=abc", "?state=gone", "?page=99", "?page=x", "?q=%00", "?theme=999999999999999999"]
)
def test_nonsense_in_the_address_does_no_harm(page: Client, cast: Cast, query: str) -> None:
    assert page.get(f"/plans/{cast.plan.pk}/{query}").status_code == 200


def test_what_is_missing_is_listed(page: Client, cast: Cast) -> None:
    make_action(cast.plan, "Nobody owns this")
    text = text_of(page, cast)
    assert "1 has no lead organisation" in text
    assert "3 have no measure" in text


def test_actions_stand_under_their_themes(page: Client, cast: Cast) -> None:
    make_action(cast.plan, "Placed nowhere")
    groups = page.get(f"/plans/{cast.plan.pk}/").context["groups"]
    assert [(group.title, len(group.actions)) for group in groups] == [
        ("1 Urgent and emergency access", 2),
        ("Without a theme", 1),
    ]


def test_an_empty_plan_says_what_to_do(page: Client, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.otto)
    text = client.get(f"/plans/{cast.other_plan.pk}/").content.decode()
    assert "Add the first action" in text


def test_a_reader_is_offered_nothing_to_write(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    text = text_of(client, cast)
    assert "Add an action" not in text
    assert "Submit the plan" not in text


def test_markup_in_an_action_is_shown_as_text(page: Client, cast: Cast) -> None:
    make_action(cast.plan, "<script>alert(1)</script>", lead_text="<b>us</b>")
    text = text_of(page, cast)
    assert "<script>alert(1)" not in text
    assert "&lt;b&gt;us" in text


def test_the_counts_are_those_of_the_stored_figures(cast: Cast) -> None:
    fill(cast, 12)
    Action.objects.filter(text="Action 3").update(delivery_state="complete")
    refresh_plans([cast.plan.pk], cast.today)
    counts, figures = counts_of(cast.plan.pk, cast.today), cast.plan.figures
    mine = (
        counts.total,
        counts.live,
        counts.overdue,
        counts.due_soon,
        counts.unowned,
        counts.undated,
        counts.unmeasured,
    )
    assert mine == (
        figures.total,
        figures.live,
        figures.overdue,
        figures.due_soon,
        figures.without_lead,
        figures.without_date,
        figures.without_measure,
    )


@pytest.mark.parametrize("query", ["", "?finished=on&lead={police}&q=action", "gaps/"])
def test_the_page_takes_as_many_statements_for_1000_actions_as_for_20(page: Client, cast: Cast, query: str) -> None:
    seen = []
    for count in (20, 980):
        fill(cast, count)
        with CaptureQueriesContext(connection) as queries:
            assert page.get(f"/plans/{cast.plan.pk}/{query}".format(police=cast.police.pk)).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 16
