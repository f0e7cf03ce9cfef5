"""An area's page: what did it promise, and what has it done? Drafts are for those whose they are."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from areas.models import AreaSuccession, Declaration, LocalArea, Signatory
from plans.models import Action, Plan
from plans.rollups.operations import refresh_plans
from tests.cast import Cast, make_action

DRAFT = "Northshire crisis care action plan"


def _publish(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(workflow_state="published", published_on=date(2026, 5, 1))
    Action.objects.filter(pk=cast.police_action.pk).update(delivery_state="complete")
    refresh_plans(None, cast.today)


def _page(client: Client, address: str = "/areas/northshire/") -> str:
    return client.get(address).content.decode()


def test_a_visitor_sees_the_stage_but_nothing_of_a_draft(cast: Cast, client: Client) -> None:
    refresh_plans(None, cast.today)
    page = _page(client)
    assert "Plan in draft" in page
    assert DRAFT not in page
    assert f"/plans/{cast.plan.pk}/" not in page


@pytest.mark.parametrize("name", ["olive", "colin", "leah", "reg", "ana", "adam"])
def test_those_who_may_see_it_find_the_draft(cast: Cast, client: Client, name: str) -> None:
    client.force_login(getattr(cast, name))
    assert f'href="/plans/{cast.plan.pk}/"' in _page(client)


def test_an_outsider_sees_what_a_visitor_sees(cast: Cast, client: Client) -> None:
    client.force_login(cast.otto)
    assert DRAFT not in _page(client)


def test_a_published_plan_shows_what_has_been_done(cast: Cast, client: Client) -> None:
    _publish(cast)
    page = _page(client)
    assert "Published on 1 May 2026" in page
    assert "1 of 2 actions complete" in page
    assert 'href="/areas/northshire/plan/"' in page


def test_only_those_who_edit_are_led_to_editing(cast: Cast, client: Client) -> None:
    _publish(cast)
    assert "Work on the plan" not in _page(client)
    client.force_login(cast.olive)
    assert "Work on the plan" in _page(client)
    assert "/areas/northshire/declaration/northshire/steps/" in _page(client)


def test_a_signed_declaration_is_changed_on_one_page(cast: Cast, client: Client) -> None:
    Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=date(2026, 3, 4), text="Together."
    )
    client.force_login(cast.olive)
    assert "/areas/northshire/declaration/edit/?partnership=northshire" in _page(client)


def test_the_declaration_says_when_and_by_how_many(cast: Cast, client: Client) -> None:
    declaration = Declaration.objects.create(
        partnership=cast.partnership, status="signed", signed_on=date(2026, 3, 4), text="Together."
    )
    for organisation in (cast.police, cast.council):
        Signatory.objects.create(declaration=declaration, organisation=organisation)
    Signatory.objects.create(declaration=declaration, organisation=cast.charity, role="supporter")
    assert "Signed on 4 March 2026 by 2 organisations" in _page(client)


def test_a_declaration_in_draft_is_not_public(cast: Cast, client: Client) -> None:
    Declaration.objects.create(partnership=cast.partnership, text="Not yet.")
    assert "No signed declaration is recorded yet" in _page(client)
    client.force_login(cast.olive)
    assert "A declaration is in draft" in _page(client)


def test_a_joint_plan_names_the_other_areas(cast: Cast, client: Client) -> None:
    cast.plan.areas.add(cast.other_area)
    _publish(cast)
    assert "it also covers Southbury" in _page(client)


def test_an_area_that_ended_leads_to_those_after_it(cast: Cast, client: Client) -> None:
    LocalArea.objects.filter(pk=cast.area.pk).update(valid_to=date(2023, 3, 31))
    AreaSuccession.objects.create(predecessor=cast.area, successor=cast.other_area, on=date(2023, 4, 1))
    page = _page(client)
    assert "This area ended on 31 March 2023" in page
    assert 'href="/areas/southbury/"' in page


def test_an_old_edition_gives_way_to_the_published_new_one(cast: Cast, client: Client) -> None:
    _publish(cast)
    new = Plan.objects.create(
        partnership=cast.partnership, title=DRAFT, edition=2, plan_year=2027, refreshes=cast.plan,
        published_on=date(2026, 11, 1), workflow_state="published",
    )  # fmt: skip
    new.areas.add(cast.area)
    make_action(new, "Open a crisis café.")
    refresh_plans(None, cast.today)
    page = _page(client)
    assert "edition 2" in page
    assert "Published on 1 May 2026" not in page
