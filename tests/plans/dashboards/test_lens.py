"""One organisation across its areas, for those who look after regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import LocalArea, PartnershipMember
from plans.models import Action
from tests.cast import Cast, make_action


@pytest.fixture
def page(cast: Cast, client: Client) -> Iterator[Client]:
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        client.force_login(cast.reg)
        yield client


def at(cast: Cast) -> str:
    return f"/organisations/{cast.police.pk}/"


def test_it_shows_what_the_organisation_leads_in_each_area(cast: Cast, page: Client) -> None:
    make_action(cast.plan, "Agree who drives.", lead=cast.police, due=date(2026, 11, 1), delivery_state="in_progress")
    shown = page.get(at(cast)).context["shown"]
    (one,) = shown.areas
    assert (one.name, one.actions, one.live, one.overdue, one.complete) == ("Northshire", 2, 2, 1, 0)
    assert [action.text for action in shown.needing] == ["Agree who drives."]


def test_what_others_lead_and_what_is_withdrawn_are_left_out(cast: Cast, page: Client) -> None:
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="withdrawn")
    assert page.get(at(cast)).context["shown"].areas == []


def test_a_joint_plan_stands_in_each_of_its_areas_and_each_action_is_named_once(cast: Cast, page: Client) -> None:
    other = LocalArea.objects.create(
        name="Southbury", short_name="Southbury", slug="southbury-2", kind="unitary", region=cast.region,
        gss_code="E06999998", hex_label="S", hex_x=5, hex_y=5,
    )  # fmt: skip
    cast.plan.areas.add(other)
    Action.objects.filter(pk=cast.police_action.pk).update(due=date(2026, 11, 1), delivery_state="in_progress")
    shown = page.get(at(cast)).context["shown"]
    assert [one.name for one in shown.areas] == ["Northshire", "Southbury"]
    assert (len(shown.needing), shown.needing_in_all) == (1, 1)


def test_a_regional_lead_sees_no_area_of_another_region(cast: Cast, page: Client) -> None:
    make_action(cast.other_plan, "Elsewhere and secret.", lead=cast.police, due=date(2026, 11, 1))
    text = page.get(at(cast)).content.decode()
    assert "Elsewhere and secret." not in text
    page.force_login(cast.ana)
    assert "Elsewhere and secret." in page.get(at(cast)).content.decode()


def test_an_organisation_of_another_region_alone_is_not_there(cast: Cast, page: Client) -> None:
    PartnershipMember.objects.filter(organisation=cast.police).update(partnership=cast.other_plan.partnership)
    assert page.get(at(cast)).status_code == 404
    assert "Northshire Police" not in page.get("/organisations/").content.decode()


def test_it_is_found_by_a_part_of_its_name_or_its_kind(cast: Cast, page: Client) -> None:
    assert "Northshire Police" in page.get("/organisations/?q=north pol").content.decode()
    assert "No organisation fits" in page.get("/organisations/?q=zzz").content.decode()


def test_the_page_asks_as_often_for_many_actions_as_for_few(cast: Cast, page: Client) -> None:
    counts = []
    for more in (3, 120):
        for number in range(more):
            make_action(cast.plan, f"Step {number}", lead=cast.police, due=date(2026, 11, 1))
        with CaptureQueriesContext(connection) as asked:
            shown = page.get(at(cast)).context["shown"]
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
    assert (len(shown.needing), shown.needing_in_all) == (50, 123)
