"""``load_places`` carries the catalogue of places into the tables, once."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.models import AreaCode, AreaSuccession, LocalArea, Organisation, OrganisationKind, Region
from areas.organisations.operations import load_organisations
from areas.places.operations import load_places

pytestmark = pytest.mark.django_db
BY_REGION = [12, 24, 15, 10, 14, 11, 33, 19, 15]


def writes(captured: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in captured if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_england_has_nine_regions_and_153_areas_today() -> None:
    load_places()
    now = LocalArea.objects.current(date(2026, 11, 23))
    assert (Region.objects.count(), now.count()) == (9, 153)
    assert now.filter(hex_x__isnull=True).count() == 0


def test_each_region_has_its_areas() -> None:
    load_places()
    now = LocalArea.objects.current(date(2026, 11, 23))
    counts = [now.filter(region__gss_code=f"E1200000{n}").count() for n in range(1, 10)]
    assert counts == BY_REGION


def test_in_2014_there_were_152_areas() -> None:
    load_places()
    assert LocalArea.objects.current(date(2014, 12, 1)).count() == 152


def test_a_divided_county_has_two_successors_and_no_hexagon() -> None:
    load_places()
    cumbria = LocalArea.objects.get(slug="cumbria-county-to-2023")
    successors = cumbria.successions.order_by("successor__slug")
    assert [s.successor.slug for s in successors] == ["cumberland", "westmorland-and-furness"]
    assert (cumbria.valid_to, cumbria.hex_x) == (date(2023, 3, 31), None)


def test_a_council_that_only_changed_its_code_is_one_area_with_two_codes() -> None:
    load_places()
    codes = AreaCode.objects.filter(area__slug="sheffield").order_by("gss_code")
    assert [(c.gss_code, c.valid_from, c.valid_to) for c in codes] == [
        ("E08000019", None, date(2025, 3, 31)),
        ("E08000039", date(2025, 4, 1), None),
    ]


def test_loading_twice_writes_nothing_the_second_time() -> None:
    call_command("load_places", stdout=StringIO())
    tables = (Region, LocalArea, AreaCode, AreaSuccession, OrganisationKind, Organisation)
    before = [table.objects.count() for table in tables]
    with CaptureQueriesContext(connection) as captured:
        call_command("load_places", stdout=StringIO())
    assert writes(captured) == []
    assert [table.objects.count() for table in tables] == before


def test_a_spoiled_row_is_mended_and_no_other_is_touched() -> None:
    load_places()
    LocalArea.objects.filter(slug="kent").update(short_name="Cent", gss_code="E10000000")
    loaded = load_places()
    assert (loaded["areas"].added, loaded["areas"].changed) == (0, 1)
    assert LocalArea.objects.get(slug="kent").gss_code == "E10000016"


def test_a_table_is_filled_by_one_statement_not_by_one_a_row() -> None:
    with CaptureQueriesContext(connection) as captured:
        load_places()
        load_organisations()
    assert len(writes(captured)) <= 9
