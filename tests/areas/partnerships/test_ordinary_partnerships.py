"""Every area that nobody has put into a partnership has its own."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas.audit.queries import broken_entries
from areas.models import AuditEntry, LocalArea, Organisation, Partnership, PartnershipMember
from areas.organisations.operations import load_organisations
from areas.partnerships.operations import ensure_ordinary_partnerships, take_back_ordinary_partnerships
from areas.places.operations import load_places
from plans.demo.models import DemoSeed
from plans.rollups.queries import area_rows
from plans.rollups.rules import Stage
from tests.cast import Cast, make_area

TODAY = date(2026, 11, 23)


@pytest.fixture
def england(db: None) -> None:
    load_places()
    load_organisations()


def members(slug: str) -> set[str]:
    return {str(member) for member in Partnership.objects.get(slug=slug).members.all()}


def test_each_area_of_today_gets_one_of_its_name(england: None) -> None:
    assert ensure_ordinary_partnerships(today=TODAY) == 153
    durham = Partnership.objects.get(slug="county-durham")
    assert [area.slug for area in durham.areas.all()] == ["county-durham"]
    assert durham.name == durham.areas.get().name
    assert not Partnership.objects.filter(areas__valid_to__isnull=False).exists()


def test_the_bodies_that_serve_the_area_are_its_members(england: None) -> None:
    ensure_ordinary_partnerships(today=TODAY)
    assert members("northumberland") == {
        "Northumberland County Council",
        "Northumbria Police",
        "North East Ambulance Service NHS Foundation Trust",
        "Cumbria, Northumberland, Tyne and Wear NHS Foundation Trust",
        "NHS North East and North Cumbria Integrated Care Board",
    }


@pytest.mark.parametrize(
    ("today", "board"),
    [
        (TODAY, "NHS Central East Integrated Care Board"),
        (date(2026, 3, 1), "NHS Cambridgeshire and Peterborough Integrated Care Board"),
    ],
)
def test_the_board_is_the_one_of_the_day(england: None, today: date, board: str) -> None:
    ensure_ordinary_partnerships(today=today)
    assert {name for name in members("peterborough") if "Integrated Care Board" in name} == {board}


def test_where_no_body_is_loaded_the_partnership_has_no_members(db: None) -> None:
    load_places()
    assert ensure_ordinary_partnerships(today=TODAY) == 153
    assert not PartnershipMember.objects.exists()


def test_a_second_time_changes_nothing(england: None) -> None:
    ensure_ordinary_partnerships(today=TODAY)
    before = (Partnership.objects.count(), PartnershipMember.objects.count(), AuditEntry.objects.count())
    with CaptureQueriesContext(connection) as second:
        assert ensure_ordinary_partnerships(today=TODAY) == 0
    assert (Partnership.objects.count(), PartnershipMember.objects.count(), AuditEntry.objects.count()) == before
    assert len(second) <= 4


def test_it_is_a_handful_of_statements(england: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        ensure_ordinary_partnerships(today=TODAY)
    assert len(asked) <= 10


def test_the_trail_says_that_the_service_did_it(england: None) -> None:
    ensure_ordinary_partnerships(today=TODAY)
    dorset = Partnership.objects.get(slug="dorset")
    entry = AuditEntry.objects.get(object_kind="partnership", object_id=dorset.pk)
    assert (entry.by, entry.verb, entry.after["areas"]) == (None, "made ordinary partnership", ["dorset"])
    assert set(entry.after["members"]) == set(dorset.members.values_list("pk", flat=True))
    assert broken_entries() == []


def test_an_area_that_somebody_covers_is_left_alone(cast: Cast) -> None:
    assert ensure_ordinary_partnerships(today=TODAY) == 0
    new = make_area("Westshire", cast.region, "E10000903")
    assert ensure_ordinary_partnerships(today=TODAY) == 1
    assert new.partnerships.get().slug == "westshire"


def test_a_name_that_is_taken_gets_a_number(cast: Cast) -> None:
    taken = Partnership.objects.create(name="WESTSHIRE", slug="westshire")
    taken.areas.add(cast.area)
    area = make_area("Westshire", cast.region, "E10000903")
    ensure_ordinary_partnerships(today=TODAY)
    assert [(one.name, one.slug) for one in area.partnerships.all()] == [("Westshire 2", "westshire-2")]


def test_nothing_is_claimed_about_an_area_before_people_record_it(england: None) -> None:
    ensure_ordinary_partnerships(today=TODAY)
    assert {row.stage for row in area_rows(TODAY)} == {Stage.NOTHING}
    PartnershipMember.objects.filter(partnership__slug="dorset").update(joined_on=TODAY)
    assert {row.slug for row in area_rows(TODAY) if row.stage is Stage.GROUP} == {"dorset"}


def test_those_that_somebody_changed_are_not_taken_back(cast: Cast) -> None:
    make_area("Westshire", cast.region, "E10000903")
    ensure_ordinary_partnerships(today=TODAY)
    assert take_back_ordinary_partnerships() == 1
    assert set(Partnership.objects.values_list("slug", flat=True)) == {"northshire", "southbury"}


def test_those_in_which_somebody_works_are_not_taken_back(cast: Cast) -> None:
    area = make_area("Westshire", cast.region, "E10000903")
    ensure_ordinary_partnerships(today=TODAY)
    cast.otto.memberships.update(partnership=area.partnerships.get())
    assert take_back_ordinary_partnerships() == 0


def test_the_command_says_how_many(england: None) -> None:
    said = StringIO()
    call_command("load_partnerships", stdout=said)
    assert said.getvalue() == "partnerships: 153 added\n"


def prepare() -> str:
    said = StringIO()
    call_command("prepare", stdout=said)
    return said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_real_country_has_them_from_its_first_start() -> None:
    assert "A partnership for every area: done" in prepare()
    assert Partnership.objects.count() == LocalArea.objects.current(TODAY).count() == 153
    assert Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_demo_country_keeps_its_areas_without_one() -> None:
    DemoSeed.objects.create(size=1, seeded_at="2026-11-23T09:00Z")
    assert "A partnership for every area" not in prepare()
    assert not Partnership.objects.exists()
