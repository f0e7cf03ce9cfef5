"""Standards beside areas: who does something for which standard, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from areas.models import LocalArea
from plans.dashboards.queries.heat import heat_page
from plans.dashboards.rules import Heat, heat_of
from plans.models import Action, Framework, Plan
from plans.rollups.queries import standards_by_area
from tests.cast import Cast, make_action

counts = st.integers(0, 9)


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        Framework.objects.filter(slug="test-framework").update(published_on=date(2014, 2, 18))
        client.force_login(cast.reg)
        yield client


@given(complete=counts, on_track=counts, below=counts, overdue=counts, others=counts)
def test_the_most_telling_word_stands_first(
    complete: int, on_track: int, below: int, overdue: int, others: int
) -> None:
    actions = complete + on_track + below + others
    heat = heat_of(actions=actions, complete=complete, on_track=on_track, below=below, overdue=min(overdue, actions))
    if not actions:
        assert heat is Heat.NONE
    elif below or overdue:
        assert heat is Heat.BELOW
    elif complete == actions:
        assert heat is Heat.DONE
    else:
        assert heat is (Heat.ON_TRACK if on_track or complete else Heat.BEGUN)


def test_an_action_that_is_withdrawn_or_merged_does_nothing_for_its_standard(cast: Cast) -> None:
    cast.police_action.standards.set([cast.standard])
    cast.council_action.standards.set([cast.standard])
    Action.objects.filter(pk=cast.council_action.pk).update(delivery_state="withdrawn")
    (one,) = standards_by_area(cast.today, cast.region.pk)
    assert (one.area_id, one.standard_id, one.actions) == (cast.area.pk, cast.standard.pk, 1)


def test_a_joint_plan_s_action_stands_in_each_of_its_areas(cast: Cast) -> None:
    other = LocalArea.objects.create(
        name="Southbury", short_name="Southbury", slug="southbury-2", kind="unitary", region=cast.region,
        gss_code="E06999998", hex_label="S", hex_x=5, hex_y=5,
    )  # fmt: skip
    cast.plan.areas.add(other)
    cast.police_action.standards.set([cast.standard])
    assert {one.area_id for one in standards_by_area(cast.today, cast.region.pk)} == {cast.area.pk, other.pk}


def test_an_edition_that_was_replaced_counts_no_more(cast: Cast) -> None:
    cast.police_action.standards.set([cast.standard])
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=cast.today, workflow_state="published")
    newer = Plan.objects.create(
        partnership=cast.partnership, title="Next", edition=2, refreshes=cast.plan, plan_year=2027,
        published_on=cast.today, workflow_state="published",
    )  # fmt: skip
    newer.areas.add(cast.area)
    assert standards_by_area(cast.today, cast.region.pk) == []


def test_gaps_are_counted_and_the_most_come_first_when_asked(cast: Cast, page: Client) -> None:
    cast.police_action.standards.set([cast.standard])
    shown = heat_page(cast.region, cast.today)
    assert shown.gaps(cast.area) == len(shown.standards) - 1
    rows = page.get("/regions/north-east/standards/?sort=gaps").context["rows"]
    assert [row.gaps for row in rows] == sorted((row.gaps for row in rows), reverse=True)


def test_a_cell_says_in_words_what_its_number_and_mark_show(cast: Cast, page: Client) -> None:
    late = make_action(cast.plan, "Agree who drives.", lead=cast.police, due=date(2026, 11, 1))
    late.standards.set([cast.standard])
    cast.police_action.standards.set([cast.standard])
    text = page.get("/regions/north-east/standards/").content.decode()
    assert 'app-heat__cell--below"><span aria-hidden="true">2▲</span>' in text
    assert "2 actions, 1 overdue" in text
    assert "Something is below on track or overdue" in text


def test_another_region_s_table_is_not_there(cast: Cast, page: Client) -> None:
    assert page.get("/regions/south-east/standards/").status_code == 404
