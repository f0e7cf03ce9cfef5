"""The small pictures on an area's page and on a person's own: what comes next, and how it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from concordat.periods import Quarter
from plans.dashboards.rules.ahead import MONTHS, months_ahead
from plans.models import Action, Plan
from plans.rollups.operations import freeze_quarter, publish_quarter, refresh_plans
from tests.cast import Cast

Q2 = Quarter(2026, 2)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        yield


@given(st.dates(date(2014, 1, 1), date(2100, 1, 1)))
def test_the_months_ahead_begin_with_this_one_and_follow_each_other(day: date) -> None:
    months = months_ahead(day)
    assert months[0] == day.replace(day=1)
    assert len(months) == MONTHS + 1
    assert (months[-1].year, months[-1].month) == (day.year + 1, day.month)
    assert all(28 <= (later - first).days <= 31 for first, later in pairwise(months))


def _publish(cast: Cast) -> None:
    """Let the plan be published and stand like this since May, with one action that is due in forty days."""
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2026, 5, 1), workflow_state="published")
    Action.objects.filter(pk=cast.police_action.pk).update(
        due=cast.today + timedelta(days=40), text="Open a café, ring 01632 960001.", delivery_state="in_progress"
    )
    _happened(date(2026, 5, 1))
    refresh_plans(None, cast.today)


def _happened(day: date) -> None:
    noon = datetime.combine(day, time(12), UTC)
    for tracked in (Plan, Action):
        tracked.pgh_event_model.objects.update(pgh_created_at=noon)  # type: ignore[attr-defined]


def _publish_quarter(cast: Cast) -> None:
    freeze_quarter(quarter=Q2, as_at=Q2.end, by=None, today=cast.today)
    publish_quarter(quarter=Q2, revision=1, by=None)


def test_it_shows_what_falls_due_next_without_telephone_numbers(cast: Cast, client: Client) -> None:
    _publish(cast)
    page = client.get("/areas/northshire/").content.decode()
    assert "What comes next" in page
    assert "January 2027" in page
    assert "01632" not in page
    assert cast.police_action.get_absolute_url() not in page


def test_a_draft_shows_no_dates_and_no_trend(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(due=cast.today + timedelta(days=40))
    client.force_login(cast.olive)
    page = client.get("/areas/northshire/").content.decode()
    assert "What comes next" not in page
    assert "How it went" not in page


def test_the_trend_is_of_published_quarters_and_published_plans(cast: Cast, client: Client) -> None:
    _publish(cast)
    freeze_quarter(quarter=Q2, as_at=Q2.end, by=None, today=cast.today)
    assert "How it went" not in client.get("/areas/northshire/").content.decode(), "frozen is not published"
    publish_quarter(quarter=Q2, revision=1, by=None)
    page = client.get("/areas/northshire/").content.decode()
    assert "Q2 2026/27" in page


def test_the_fullest_page_takes_no_more_than_twelve_statements(cast: Cast, client: Client) -> None:
    _publish(cast)
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="complete")
    _publish_quarter(cast)
    client.force_login(cast.olive)
    with CaptureQueriesContext(connection) as statements:
        client.get("/areas/northshire/")
    assert len(statements) <= 12


def test_an_officer_finds_the_dates_of_the_plan_and_its_bar(cast: Cast, client: Client) -> None:
    Action.objects.filter(pk=cast.council_action.pk).update(due=cast.today + timedelta(days=70))
    refresh_plans(None, cast.today)
    client.force_login(cast.olive)
    page = client.get("/me/").content.decode()
    assert "What comes next" in page
    assert cast.council_action.get_absolute_url() in page
    assert "app-bar--row" in page


def test_a_contributor_finds_only_the_dates_the_force_answers_for(cast: Cast, client: Client) -> None:
    for one, days in ((cast.police_action, 50), (cast.council_action, 60)):
        Action.objects.filter(pk=one.pk).update(due=cast.today + timedelta(days=days), text=f"Mine {one.lead_id}.")
    client.force_login(cast.colin)
    page = client.get("/me/").content.decode()
    assert page.count(f"Mine {cast.police.pk}.") >= 1
    assert f"</strong>: Mine {cast.council.pk}." not in page
    assert f">Mine {cast.council.pk}." not in page


def test_an_officer_s_own_trend_has_the_drafts_too(cast: Cast, client: Client) -> None:
    _happened(date(2026, 5, 1))
    _publish_quarter(cast)
    client.force_login(cast.olive)
    assert "How it went" in client.get("/me/").content.decode()


@pytest.mark.parametrize("name", ["reg", "ana", "adam"])
def test_who_looks_after_no_plan_has_no_such_pictures(cast: Cast, client: Client, name: str) -> None:
    client.force_login(getattr(cast, name))
    page = client.get("/me/").content.decode()
    assert "What comes next" not in page
    assert "How it went" not in page
