"""Going from one edition to the next by the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from plans.models import Action, Plan
from plans.review.operations import publish as publish_plan
from tests.cast import Cast

PUBLISHED = {"workflow_state": "published", "published_on": date(2026, 5, 1)}


@pytest.fixture
def leah(client: Client, cast: Cast) -> Client:
    Plan.objects.filter(pk=cast.plan.pk).update(**PUBLISHED)
    client.force_login(cast.leah)
    return client


def begin(client: Client, cast: Cast) -> Plan:
    client.post(f"/plans/{cast.plan.pk}/refresh/", {"comment": ""})
    return Plan.objects.get(refreshes=cast.plan)


def begin_and_publish(client: Client, cast: Cast) -> Plan:
    new = begin(client, cast)
    Plan.objects.filter(pk=new.pk).update(workflow_state="approved")
    publish_plan(plan_id=new.pk, by=cast.leah.pk)
    return Plan.objects.get(pk=new.pk)


def page_of(client: Client, thing: Plan | Action) -> str:
    return client.get(thing.get_absolute_url()).content.decode()


def test_beginning_the_refresh_leads_to_the_next_edition(leah: Client, cast: Cast) -> None:
    response = leah.post(f"/plans/{cast.plan.pk}/refresh/", {"comment": ""})
    assert response.headers["Location"] == Plan.objects.get(refreshes=cast.plan).get_absolute_url()


def test_pressed_again_it_leads_to_the_same_edition(leah: Client, cast: Cast) -> None:
    new = begin(leah, cast)
    response = leah.post(f"/plans/{cast.plan.pk}/refresh/", {"comment": ""})
    assert response.headers["Location"] == new.get_absolute_url()
    assert cast.plan.review_steps.count() == 1


def test_each_edition_leads_to_the_other(leah: Client, cast: Cast) -> None:
    new = begin(leah, cast)
    assert f'href="{new.get_absolute_url()}"' in page_of(leah, cast.plan)
    assert f'href="{cast.plan.get_absolute_url()}"' in page_of(leah, new)


def test_the_old_edition_is_read_only_once_it_is_replaced(leah: Client, cast: Cast) -> None:
    begin_and_publish(leah, cast)
    text = page_of(leah, cast.plan)
    assert "took over on" in text
    assert "Add an action" not in text
    assert "Worth a look" not in text
    assert leah.get(f"/plans/{cast.plan.pk}/edit/").status_code == 403


def test_an_action_of_the_old_edition_says_where_it_goes_on(leah: Client, cast: Cast) -> None:
    new = begin_and_publish(leah, cast)
    copy = Action.objects.get(carried_from=cast.police_action)
    text = page_of(leah, cast.police_action)
    assert "It goes on in" in text
    assert f'href="{copy.get_absolute_url()}"' in text
    assert f"edition {new.edition}, action 1" in text


def test_an_address_in_an_old_letter_updates_the_action_as_it_goes_on(leah: Client, cast: Cast) -> None:
    begin_and_publish(leah, cast)
    copy = Action.objects.get(carried_from=cast.police_action)
    client = Client()
    client.force_login(cast.colin)
    typed = {"delivery_state": "in_progress", "confidence": "on_track", "narrative": "Begun.", "version": copy.version}
    client.post(f"/actions/{cast.police_action.pk}/updates/add/", typed)
    assert copy.updates.get().narrative == "Begun."
    assert not cast.police_action.updates.exists()


def test_an_action_shows_what_was_said_of_it_in_the_edition_before(leah: Client, cast: Cast) -> None:
    typed = {"delivery_state": "in_progress", "confidence": "on_track", "narrative": "Begun early.", "version": 1}
    leah.post(f"/actions/{cast.police_action.pk}/updates/add/", typed)
    begin_and_publish(leah, cast)
    text = page_of(leah, Action.objects.get(carried_from=cast.police_action))
    assert "Begun early." in text
    assert "in an earlier edition" in text


def test_everybody_may_still_read_the_old_edition(leah: Client, cast: Cast) -> None:
    new = begin_and_publish(leah, cast)
    visitor = Client()
    address = f"/areas/{cast.area.slug}/plan/"
    assert visitor.get(address).context["plan"] == new
    assert visitor.get(f"{address}?plan={cast.plan.pk}").context["plan"] == cast.plan


def test_a_draft_edition_is_not_told_of_in_public(leah: Client, cast: Cast) -> None:
    new = begin(leah, cast)
    visitor = Client()
    response = visitor.get(f"/areas/{cast.area.slug}/plan/?plan={new.pk}")
    assert response.context["plan"] == cast.plan
    assert "edition 2" not in response.content.decode()


def test_the_head_of_a_next_edition_can_be_changed_under_its_title(leah: Client, cast: Cast) -> None:
    new = begin(leah, cast)
    form = leah.get(f"/plans/{new.pk}/edit/").context["form"]
    shown = {name: value for name, value in form.initial.items() if value is not None}
    response = leah.post(f"/plans/{new.pk}/edit/", {**shown, "rhythm": "monthly"})
    assert response.status_code == 302
    assert Plan.objects.get(pk=new.pk).rhythm == "monthly"


def test_both_editions_that_are_worked_on_stand_on_the_desk(leah: Client, cast: Cast) -> None:
    new = begin(leah, cast)
    text = leah.get("/me/").content.decode()
    assert f'href="{cast.plan.get_absolute_url()}"' in text
    assert f'href="{new.get_absolute_url()}"' in text
    assert "edition 2" in text
