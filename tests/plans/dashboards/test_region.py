"""A region's page: who moved, who slipped, who went silent?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from areas.roles.rules import Role
from plans.models import Action, Plan, ProgressUpdate
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_person
from tests.plans.dashboards.country import grow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _hear(cast: Cast, action: Action, at: datetime, **more: str) -> None:
    Action.objects.filter(pk=action.pk).update(last_heard_at=at, delivery_state="in_progress", **more)
    ProgressUpdate.objects.create(
        action=action,
        delivery_state="in_progress",
        narrative="Forty officers trained.",
        period="2026-27-Q3",
        at=at,
        **more,
    )
    refresh_plans(None, cast.today)


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    with time_machine.travel(NOW):
        client.force_login(cast.reg)
        refresh_plans(None, cast.today)
        yield client


def test_a_new_update_is_on_the_page_once_it_is_counted(cast: Cast, page: Client) -> None:
    _hear(cast, cast.police_action, NOW)
    text = page.get("/regions/north-east/").content.decode()
    assert "Forty officers trained." in text
    assert "0 of 2 complete, 1 in progress, 1 not started" in text
    assert "today" in text


def test_an_area_that_was_not_heard_of_has_gone_quiet(cast: Cast, page: Client) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2026, 1, 5), workflow_state="published")
    _hear(cast, cast.police_action, datetime(2026, 7, 1, 9, tzinfo=UTC))
    text = page.get("/regions/north-east/").content.decode()
    assert "20 weeks ago, gone quiet" in text
    assert "Northshire: Delivering, gone quiet" in text


def test_slipping_actions_are_counted_with_their_denominator(cast: Cast, page: Client) -> None:
    _hear(cast, cast.police_action, NOW, confidence="off_track", reason="No trainer.")
    Action.objects.filter(pk=cast.council_action.pk).update(due=date(2026, 11, 1))
    refresh_plans(None, cast.today)
    figures = {
        figure.label: (figure.value, figure.of) for figure in page.get("/regions/north-east/").context["figures"]
    }
    assert figures["live actions are off track"] == (1, 2)
    assert figures["live actions are overdue"] == (1, 2)
    assert figures["live actions reported in their period"] == (1, 2)


def test_submitted_plans_wait_for_an_answer(cast: Cast, page: Client) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="submitted", submitted_on=date(2026, 11, 2))
    text = page.get("/regions/north-east/").content.decode()
    assert "Plans waiting for your answer" in text
    assert "submitted on 2 November 2026" in text


def test_the_table_is_sorted_and_narrowed_by_the_address(cast: Cast, page: Client) -> None:
    grow(cast.region, 3, cast.today)
    sort = page.get("/regions/north-east/?sort=-actions&stage=published").context["areas"].rows
    assert [row[0].value for row in sort] == ["Area 0002", "Area 0003", "Area 0004"]
    assert 'aria-sort="descending"' in page.get("/regions/north-east/?sort=-actions").content.decode()


def test_another_regions_areas_do_not_show(cast: Cast, page: Client) -> None:
    assert "Southbury" not in page.get("/regions/north-east/").content.decode()


def test_a_joint_plan_is_counted_once_in_the_regions_figures(cast: Cast, page: Client) -> None:
    grow(cast.region, 1, cast.today, actions=0)
    other = cast.region.areas.exclude(pk=cast.area.pk).order_by("pk")[0]
    cast.plan.areas.add(other)
    refresh_plans(None, cast.today)
    context = page.get("/regions/north-east/").context
    assert [row[2].split(">")[-2].split("<")[0] for row in context["areas"].rows] == [
        "0 of 2 complete, 2 not started"
    ] * 2
    assert context["shown"].sums.figures.total == 2


def test_an_administrator_of_a_service_without_regions_is_told_so(client: Client, db: None) -> None:
    client.force_login(make_person("Ada", role=Role.ADMINISTRATOR))
    assert "No regions are loaded yet" in client.get("/regions/").content.decode()


def test_narrowing_the_table_keeps_how_it_is_sorted_and_what_the_map_shows(cast: Cast, page: Client) -> None:
    text = page.get("/regions/north-east/?map=overdue&sort=-heard&q=north&page=2").content.decode()
    assert '<input type="hidden" name="map" value="overdue">' in text
    assert '<input type="hidden" name="sort" value="-heard">' in text
    assert 'name="page"' not in text
    assert 'href="?map=overdue&amp;sort=-heard">Clear the filter' in text


def test_what_the_address_says_beside_a_filter_is_text(cast: Cast, page: Client) -> None:
    text = page.get('/regions/north-east/?map="><script>1</script>').content.decode()
    assert "<script>1" not in text
