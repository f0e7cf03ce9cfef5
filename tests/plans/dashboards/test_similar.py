"""Areas like one: to learn from, and never a league table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from areas.models import LocalArea
from plans.dashboards.rules.similar import PlaceInView, alike, gaps_in_view
from plans.models import Action, Plan, Standard
from tests.cast import Cast, make_action
from tests.plans.dashboards.country import grow

PAGE = "/areas/northshire/similar/"
STANDARDS = frozenset(range(1, 9))
places = st.builds(
    PlaceInView,
    id=st.integers(1, 50),
    slug=st.just("a"),
    name=st.text(max_size=5),
    kind=st.sampled_from(["county", "unitary"]),
    region_id=st.integers(1, 3),
    region=st.just("North"),
    plans=st.frozensets(st.integers(1, 9), max_size=2),
    covered=st.frozensets(st.integers(1, 12)),
)


@given(own=places, others=st.lists(places, max_size=12))
def test_who_is_listed_is_alike_in_two_of_three_and_stands_under_another_plan(
    own: PlaceInView, others: list[PlaceInView]
) -> None:
    for one in alike(own, others, STANDARDS):
        assert one.in_how_many >= 2
        assert one.place.id != own.id
        assert not one.place.plans & own.plans
        assert one.same_kind == (one.place.kind == own.kind)


@given(own=places, other=places)
def test_being_alike_goes_both_ways(own: PlaceInView, other: PlaceInView) -> None:
    there, back = alike(own, [other], STANDARDS), alike(other, [own], STANDARDS)
    assert [one.in_how_many for one in there] == [one.in_how_many for one in back]


@given(own=places, others=st.lists(places, max_size=12))
def test_the_order_says_nothing_about_how_well_an_area_does(own: PlaceInView, others: list[PlaceInView]) -> None:
    by_number: dict[int, list[str]] = {}
    for one in alike(own, others, STANDARDS):
        by_number.setdefault(one.in_how_many, []).append(one.place.name.casefold())
    assert all(names == sorted(names) for names in by_number.values())
    assert list(by_number) == sorted(by_number, reverse=True)


def test_an_area_without_a_published_plan_has_no_gaps_that_anybody_knows_of() -> None:
    drafting = PlaceInView(1, "a", "A", "county", 1, "North", frozenset(), frozenset())
    assert gaps_in_view(drafting, STANDARDS) is None


def _published(cast: Cast) -> None:
    """Let Northshire publish a plan that answers to two standards, and has an action for one."""
    second = Standard.objects.create(section=cast.standard.section, code="A2", title="A place to go", position=2)
    cast.plan.frameworks.set([second.section.framework])
    cast.police_action.standards.set([cast.standard])
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=cast.today, workflow_state="published")


def _neighbour(cast: Cast, *, texts: Sequence[str], published: bool = True) -> tuple[LocalArea, list[Action]]:
    """Make one more county of the region whose plan has an action for the second standard."""
    grow(cast.region, 1, cast.today, actions=0)
    area = LocalArea.objects.order_by("-pk")[0]
    LocalArea.objects.filter(pk=area.pk).update(kind="county")
    plan = Plan.objects.get(areas=area)
    if not published:
        Plan.objects.filter(pk=plan.pk).update(published_on=None, workflow_state="draft")
    made = [make_action(plan, text) for text in texts]
    for one in made:
        one.standards.set([Standard.objects.get(code="A2")])
    return area, made


def test_what_areas_alike_do_is_told_for_a_standard_that_is_open_here(cast: Cast, client: Client) -> None:
    _published(cast)
    area, _ = _neighbour(cast, texts=["Open a crisis café in Alnbury, ring 01632 960001."])
    page = client.get(PAGE).content.decode()
    assert "Open a crisis café in Alnbury" in page
    assert f"/areas/{area.slug}/plan/" in page
    assert "01632" not in page, "telephone numbers are never public"


def test_drafts_of_others_count_for_nothing(cast: Cast, client: Client) -> None:
    _published(cast)
    _neighbour(cast, texts=["A secret draft."], published=False)
    page = client.get(PAGE).content.decode()
    assert "A secret draft" not in page
    assert "Open in all areas alike" in page
    assert "No published plan" in page


def test_one_s_own_draft_tells_nobody_its_gaps(cast: Cast, client: Client) -> None:
    grow(cast.region, 1, cast.today)
    client.force_login(cast.otto)
    assert "No plan has been published here yet" in client.get(PAGE).content.decode()


def test_finished_actions_are_told_first_and_each_area_once(cast: Cast, client: Client) -> None:
    _published(cast)
    _neighbour(cast, texts=["Not begun yet.", "Still not begun."])
    _, (finished,) = _neighbour(cast, texts=["Finished long ago."])
    Action.objects.filter(pk=finished.pk).update(delivery_state="complete")
    page = client.get(PAGE).content.decode()
    assert page.index("Finished long ago") < page.index("Not begun yet")
    assert "Still not begun" not in page


def test_the_page_asks_no_more_often_however_many_areas_there_are(cast: Cast, client: Client) -> None:
    _published(cast)
    _neighbour(cast, texts=["One."])
    counts = []
    for more in (5, 60):
        grow(cast.region, more, cast.today)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(PAGE).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize("show", ["", "?show=all", "?show=%00"])
def test_long_lists_are_shown_on_demand(cast: Cast, client: Client, show: str) -> None:
    grow(cast.region, 20, cast.today)
    LocalArea.objects.filter(region=cast.region).update(kind="county")
    page = client.get(PAGE + show).content.decode()
    assert ("Show all 20" in page) == (show != "?show=all")


def test_an_area_that_is_no_more_is_alike_to_none(cast: Cast, client: Client) -> None:
    grow(cast.region, 3, cast.today)
    LocalArea.objects.filter(pk=cast.area.pk).update(valid_to=date(2020, 1, 1))
    assert "No area is like this one" in client.get(PAGE).content.decode()
