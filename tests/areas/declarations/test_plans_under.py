"""One declaration for several areas, and several plans under one declaration."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Plan
from tests.areas.declarations.helpers import declare
from tests.cast import Cast

PAGE = "/areas/northshire/declaration/"
HEADING = "The plans that put it into practice"


def another_plan(cast: Cast, title: str, **more: object) -> Plan:
    plan = Plan.objects.create(partnership=cast.partnership, title=title, plan_year=2026, **more)
    plan.areas.add(cast.area)
    return plan


@pytest.fixture
def published(cast: Cast) -> Plan:
    declare(cast)
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2026, 6, 1))
    return cast.plan


def test_everybody_sees_the_published_plans_under_a_declaration(client: Client, cast: Cast, published: Plan) -> None:
    another_plan(cast, "Children’s plan", workflow_state="published", published_on=date(2026, 7, 1))
    another_plan(cast, "A secret plan")
    page = client.get(PAGE).content.decode().split(HEADING)[1]
    assert "Children’s plan" in page
    assert published.title in page
    assert "/areas/northshire/plan/" in page
    assert "A secret plan" not in page


def test_who_works_with_it_sees_drafts_too(client: Client, cast: Cast, published: Plan) -> None:
    another_plan(cast, "A secret plan")
    client.force_login(cast.colin)
    page = client.get(PAGE).content.decode().split(HEADING)[1]
    assert "A secret plan" in page
    assert "Not published yet" in page
    assert published.get_absolute_url() in page


def test_of_editions_the_newest_is_named(client: Client, cast: Cast, published: Plan) -> None:
    another_plan(cast, published.title, edition=2, refreshes=published)
    assert client.get(PAGE).content.decode().count(published.title) == 1
    client.force_login(cast.olive)
    assert client.get(PAGE).content.decode().count(published.title) == 1


def test_the_page_of_each_area_shows_the_one_declaration_and_whom_it_covers(client: Client, cast: Cast) -> None:
    declare(cast)
    cast.partnership.areas.add(cast.other_area)
    for slug in ("northshire", "southbury"):
        page = client.get(f"/areas/{slug}/declaration/").content.decode()
        assert "This partnership covers Northshire and Southbury" in page
        assert "We will work together" in page
    assert "One declaration for Southbury and Northshire" in client.get("/areas/southbury/").content.decode()


def test_the_number_of_statements_does_not_grow_with_plans(client: Client, cast: Cast, published: Plan) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(12):
        another_plan(cast, f"Plan {number}", workflow_state="published", published_on=date(2026, 7, 1))
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)
