"""England's page: which standards are being met, and where not?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from plans.models import Action, Framework
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_marked_plans, refresh_plans
from tests.cast import Cast
from tests.plans.dashboards.country import grow


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    cache.clear()
    client.force_login(cast.ana)
    Framework.objects.update(published_on=date(2014, 2, 18))
    refresh_plans(None, cast.today)
    return client


def _standards(page: Client) -> list[list[object]]:
    return [row[1:] for row in page.get("/national/").context["standards"].rows]


def test_a_standard_counts_areas_and_each_action_once(cast: Cast, page: Client) -> None:
    cast.police_action.standards.add(cast.standard)
    cast.council_action.standards.add(cast.standard)
    cast.plan.areas.add(cast.other_area)
    refresh_plans(None, cast.today)
    assert _standards(page) == [["2 of 2", 2, 0, 0]]


def test_a_standard_counts_what_is_on_track_and_what_is_done(cast: Cast, page: Client) -> None:
    for action, told in (
        (cast.police_action, {"confidence": "on_track"}),
        (cast.council_action, {"delivery_state": "complete"}),
    ):
        action.standards.add(cast.standard)
        Action.objects.filter(pk=action.pk).update(**told)
    assert _standards(page) == [["1 of 2", 2, 1, 1]]


def test_withdrawn_actions_meet_no_standard(cast: Cast, page: Client) -> None:
    cast.police_action.standards.add(cast.standard)
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="withdrawn")
    assert _standards(page) == [["0 of 2", 0, 0, 0]]


def test_a_new_link_shows_once_its_plan_is_counted_again(cast: Cast, page: Client) -> None:
    assert _standards(page) == [["0 of 2", 0, 0, 0]]
    cast.police_action.standards.add(cast.standard)
    mark_changed(cast.plan.pk)
    refresh_marked_plans(cast.today)
    assert _standards(page) == [["1 of 2", 1, 0, 0]]


def test_regions_add_up_to_england(cast: Cast, page: Client) -> None:
    grow(cast.region, 3, cast.today)
    grow(cast.other_region, 2, cast.today)
    cast.plan.areas.add(cast.other_area)
    refresh_plans(None, cast.today)
    context = page.get("/national/").context
    assert [region.figures.total for region in context["shown"].regions] == [14, 8]
    assert context["shown"].figures.total == Action.objects.count() == 22


def test_every_area_of_today_is_in_the_table_once(cast: Cast, page: Client) -> None:
    grow(cast.region, 3, cast.today)
    names = [row[0].value for row in page.get("/national/").context["areas"].rows]
    assert names == ["Area 0002", "Area 0003", "Area 0004", "Northshire", "Southbury"]


def test_the_funnel_counts_each_area_at_one_stage(cast: Cast, page: Client) -> None:
    grow(cast.region, 3, cast.today)
    rows = page.get("/national/").context["funnel"].rows
    assert sum(row[1] for row in rows) == 5
    assert rows[0][2] == "5 of 5"
    assert rows[5][1:] == [3, "3 of 5", "Green"]
