"""What is new, changed and finished since a day or an edition, marked in place on the plan's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Action, Plan
from plans.planning.operations import add_actions, begin_edition, edit_action
from plans.planning.rules.actions import NewAction
from plans.planning.rules.moments import NotAMoment, read_since
from tests.cast import Cast, make_action
from tests.plans.planning.past import happened_on

SINCE = "?since=2020-09-01"


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    happened_on(date(2020, 6, 1))
    client.force_login(cast.olive)
    return client


def get(page: Client, cast: Cast, query: str) -> str:
    return page.get(f"/plans/{cast.plan.pk}/{query}").content.decode()


def shown(page: Client, cast: Cast, query: str) -> list[Action]:
    return list(page.get(f"/plans/{cast.plan.pk}/{query}").context["page"].object_list)


def edit(cast: Cast, **changes: object) -> None:
    edit_action(action_id=cast.police_action.pk, expected_version=1, changes=changes, by=cast.olive.pk)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("1 Sept 2026", date(2026, 9, 1)),
        ("1/9/26", date(2026, 9, 1)),
        ("September 2026", date(2026, 9, 1)),
        ("edition 1", 1),
        ("edition-12", 12),
        ("2", 2),
    ],
)
def test_a_moment_is_understood_as_it_is_typed(typed: str, meant: date | int) -> None:
    assert read_since(typed) == meant


@pytest.mark.parametrize("typed", ["last time", "2026", "edition", "\x00", "ongoing", "99/99/2026"])
def test_what_is_no_moment_is_asked_again(typed: str) -> None:
    with pytest.raises(NotAMoment, match="Enter a day"):
        read_since(typed)


def test_a_changed_action_shows_before_and_after_in_its_place(page: Client, cast: Cast) -> None:
    edit(cast, timescale="June 2027")
    text = get(page, cast, SINCE)
    assert "Was: 31 March 2027" in text
    assert "Is now: June 2027" in text
    assert "1 changed" in text


def test_one_kind_of_change_can_be_asked_for(page: Client, cast: Cast) -> None:
    edit(cast, text="Train them all")
    added = make_action(cast.plan, "Open a café")
    assert shown(page, cast, f"{SINCE}&change=new") == [added]
    assert shown(page, cast, f"{SINCE}&change=any") == [cast.police_action, added]


def test_finished_ones_are_shown_when_they_are_asked_for(page: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    assert cast.council_action not in shown(page, cast, SINCE)
    assert shown(page, cast, f"{SINCE}&change=finished") == [cast.council_action]


def test_a_merged_action_leads_to_the_one_that_goes_on(page: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="merged", merged_into=cast.police_action)
    text = get(page, cast, "?finished=on")
    assert f'into <a class="govuk-link" href="{cast.police_action.get_absolute_url()}">1</a>' in text


def test_where_nothing_changed_it_says_so(page: Client, cast: Cast) -> None:
    assert "Nothing in the plan has changed since 1 September 2020." in get(page, cast, SINCE)


def test_a_moment_that_cannot_be_read_is_asked_again_and_the_list_is_there(page: Client, cast: Cast) -> None:
    text = get(page, cast, "?since=last+meeting")
    assert "Enter a day such as 1 September 2026" in text
    assert 'value="last meeting"' in text
    assert cast.police_action.text in text


def test_changes_without_a_moment_are_asked_for_one(page: Client, cast: Cast) -> None:
    assert "Enter since when" in get(page, cast, "?change=new")


def test_an_edition_that_does_not_exist_is_said(page: Client, cast: Cast) -> None:
    assert "There is no published edition 7 of this plan" in get(page, cast, "?since=edition-7")


def test_since_an_edition_counts_from_the_hour_it_was_published(page: Client, cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2020, 7, 1))
    happened_on(date(2020, 7, 1))
    edit(cast, text="Train them all")
    new = begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None)
    text = page.get(f"/plans/{new.pk}/?since=edition-1").content.decode()
    assert "since edition 1 was published on 1 July 2020" in text
    assert "1 changed" in text


def test_what_left_with_an_earlier_edition_is_listed(page: Client, cast: Cast) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    new = begin_edition(plan_id=cast.plan.pk, plan_year=2027, by=None)
    text = page.get(f"/plans/{new.pk}/{SINCE}").content.decode()
    assert "1 action left the plan with an earlier edition" in text
    assert cast.council_action.text in text


def test_the_page_takes_as_many_statements_for_1000_changes_as_for_20(page: Client, cast: Cast) -> None:
    seen = []
    for count in (20, 980):
        rows = [NewAction(text=f"Action {n}", lead_id=cast.police.pk, theme=f"T{n % 5}") for n in range(count)]
        add_actions(plan_id=cast.plan.pk, rows=rows, by=None)
        with CaptureQueriesContext(connection) as queries:
            assert page.get(f"/plans/{cast.plan.pk}/{SINCE}&change=any").status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 20
