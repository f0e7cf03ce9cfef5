"""The national summary: a row an area, then regions and England, which add up."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from areas.models import Declaration
from plans.planning.operations import mark_changed
from plans.rollups.operations import refresh_plans
from tests.cast import Cast
from tests.plans.dashboards.country import grow
from tests.plans.exports.files import taken


@pytest.fixture
def analyst(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ana)
    Declaration.objects.create(partnership=cast.partnership, status="signed", signed_on=date(2026, 3, 4), text="Yes.")
    cast.plan.areas.add(cast.other_area)
    grow(cast.region, 2, cast.today)
    return client


def _rows(client: Client) -> list[dict[str, str]]:
    body = taken(client, "/exports/national.csv").decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_an_area_has_its_code_region_stage_and_declaration(cast: Cast, analyst: Client) -> None:
    row = next(row for row in _rows(analyst) if row["Name"] == "Northshire")
    assert (row["Level"], row["GSS code"], row["Region"], row["Region code"]) == (
        "Area", "E10000901", "North East", "E12000001",
    )  # fmt: skip
    assert (row["Partnerships"], row["Stage"], row["Stage number"]) == ("Northshire", "Plan in draft", "4")
    assert (row["Declaration signed"], row["Shares a plan"], row["Actions"]) == ("2026-03-04", "yes", "2")


def test_regions_and_england_count_each_action_once(cast: Cast, analyst: Client) -> None:
    sums = {row["Name"]: row for row in _rows(analyst) if row["Level"] != "Area"}
    assert {name: row["Actions"] for name, row in sums.items()} == {
        "North East": "10",
        "South East": "0",
        "England": "10",
    }
    assert {name: row["Areas"] for name, row in sums.items()} == {"North East": "3", "South East": "1", "England": "4"}
    assert sums["England"]["GSS code"] == "E92000001"


@pytest.mark.parametrize("heading", ["Areas", "Areas declared", "Areas with a published plan", "Areas gone quiet"])
def test_figures_about_areas_add_up_on_every_level(cast: Cast, analyst: Client, heading: str) -> None:
    rows = _rows(analyst)
    sums = {
        level: sum(int(row[heading]) for row in rows if row["Level"] == level) for level in ("Area", "Region", "Nation")
    }
    assert len(set(sums.values())) == 1, sums


def test_the_workbook_keeps_areas_and_sums_apart(cast: Cast, analyst: Client) -> None:
    book = load_workbook(io.BytesIO(taken(analyst, "/exports/national.xlsx")))
    assert book.sheetnames == ["Areas", "Regions and England", "About this file"]
    assert [row[0].value for row in book["Areas"].iter_rows(min_row=2)] == ["Area"] * 4
    assert [row[2].value for row in book["Regions and England"].iter_rows(min_row=2)] == [
        "North East", "South East", "England",
    ]  # fmt: skip


def test_the_page_says_whether_figures_wait(cast: Cast, analyst: Client) -> None:
    refresh_plans(None)
    assert "contain every change made until now" in analyst.get("/exports/").content.decode()
    mark_changed(cast.plan.pk)
    assert "1 plans have changes that are not counted yet" in analyst.get("/exports/").content.decode()
