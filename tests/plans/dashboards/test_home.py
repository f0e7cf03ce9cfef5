"""The front page: how far is England?"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from areas.models import Declaration, LocalArea
from plans.models import Plan
from plans.rollups.operations import refresh_plans
from tests.cast import Cast


@pytest.fixture
def country(cast: Cast) -> Cast:
    Declaration.objects.create(partnership=cast.partnership, status="signed", signed_on=date(2026, 3, 4), text="Yes.")
    Plan.objects.filter(pk=cast.plan.pk).update(published_on=date(2026, 5, 1), workflow_state="published")
    refresh_plans(None, cast.today)
    return cast


def test_the_first_sentence_answers_the_question(country: Cast, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "1 of 2 local areas have signed a declaration" in page
    assert "1 of 2 have published the plan" in page


def test_every_area_has_a_hexagon_that_leads_to_it(country: Cast, client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/areas/northshire/" aria-label="Northshire: Plan published"' in page
    assert 'href="/areas/southbury/" aria-label="Southbury: Plan in draft"' in page


def test_the_map_has_a_table_twin(country: Cast, client: Client) -> None:
    table = client.get("/").content.decode().split("as a table", 1)[1]
    assert "Northshire" in table
    assert "Plan published" in table


def test_regions_count_areas(country: Cast, client: Client) -> None:
    rows = client.get("/").context["regions"].rows
    assert [(row[0].value, row[1:]) for row in rows] == [
        ("North East", [1, 1, 1, 0, 0]),
        ("South East", [1, 0, 0, 0, 0]),
    ]


def test_an_area_that_ended_is_not_counted(country: Cast, client: Client) -> None:
    LocalArea.objects.filter(pk=country.other_area.pk).update(valid_to=date(2023, 3, 31))
    assert "1 of 1 local areas" in client.get("/").content.decode()
