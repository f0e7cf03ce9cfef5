"""Two officers change the same action or plan: what both wrote is kept, or both see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import Action
from plans.planning.operations import PlanDetails, StaleSave, edit_action, edit_plan
from plans.planning.queries.actions import as_new_action
from plans.planning.queries.plans import details_of
from tests.cast import Cast


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def opened(client: Client, address: str) -> dict[str, Any]:
    """Return the form at an address as a browser holds it."""
    form = client.get(address).context["form"]
    return {name: value for name, value in form.initial.items() if value is not None}


def shown_again(answer: HttpResponse) -> dict[str, Any]:
    """Return the form that came back, as a browser holds it."""
    form = answer.context["form"]
    return {one.html_name: value for one in form if (value := one.value()) is not None}


def leah_changes(cast: Cast, **changes: Any) -> None:
    edit_action(action_id=cast.police_action.pk, expected_version=1, changes=changes, by=cast.leah.pk)


def action_now(cast: Cast) -> Action:
    return Action.objects.get(pk=cast.police_action.pk)


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/actions/{cast.police_action.pk}/edit/"


def test_different_fields_are_both_kept_and_it_is_said(officer: Client, cast: Cast, address: str) -> None:
    mine = opened(officer, address)
    leah_changes(cast, named_post="Superintendent", partner_ids=(cast.trust.pk,))
    answer = officer.post(address, mine | {"text": "My words"}, follow=True)
    action = action_now(cast)
    assert (action.text, action.named_post, list(action.partners.all())) == (
        "My words",
        "Superintendent",
        [cast.trust],
    )
    said = "Somebody else changed “Supporting partners”, “Named post” while you were writing."
    assert said in answer.content.decode()


def test_the_same_field_shows_before_theirs_and_mine(officer: Client, cast: Cast, address: str) -> None:
    mine = opened(officer, address)
    leah_changes(cast, text="Their words", named_post="Superintendent")
    answer = officer.post(address, mine | {"text": "My words"})
    assert answer.status_code == 409
    conflict = answer.context["conflict"]
    assert conflict.who == "Leah"
    assert [(one.label, one.base, one.theirs, one.mine) for one in conflict.differences] == [
        ("What will be done", cast.police_action.text, "Their words", "My words")
    ]
    assert all(words in answer.content.decode() for words in ("Before", "Their words", "My words", "Named post"))
    assert action_now(cast).text == "Their words"


def test_after_a_conflict_mine_is_saved_over_theirs_and_the_rest_of_theirs_stays(
    officer: Client, cast: Cast, address: str
) -> None:
    mine = opened(officer, address)
    leah_changes(cast, text="Theirs", named_post="Superintendent", lead_id=cast.council.pk, standard_ids=())
    again = shown_again(officer.post(address, mine | {"text": "Mine"}))
    assert officer.post(address, again).status_code == 302
    action = action_now(cast)
    assert (action.text, action.named_post, action.lead) == ("Mine", "Superintendent", cast.council)


def test_a_third_who_saves_meanwhile_is_not_overwritten_either(officer: Client, cast: Cast, address: str) -> None:
    mine = opened(officer, address)
    leah_changes(cast, text="Theirs")
    again = shown_again(officer.post(address, mine | {"text": "Mine"}))
    edit_action(action_id=cast.police_action.pk, expected_version=2, changes={"text": "Third"}, by=None)
    assert officer.post(address, again).status_code == 409
    assert action_now(cast).text == "Third"


def test_the_same_change_by_both_is_no_conflict(officer: Client, cast: Cast, address: str) -> None:
    mine = opened(officer, address)
    leah_changes(cast, text="The same words")
    assert officer.post(address, mine | {"text": "The same words"}).status_code == 302
    assert action_now(cast).version == 2


def test_names_instead_of_numbers_stand_in_the_comparison(officer: Client, cast: Cast, address: str) -> None:
    mine = opened(officer, address)
    leah_changes(cast, lead_id=cast.trust.pk)
    (one,) = officer.post(address, mine | {"lead": cast.council.pk}).context["conflict"].differences
    assert (one.label, one.base, one.theirs, one.mine) == (
        "Lead organisation",
        "Northshire Police",
        "Northshire Mental Health NHS Trust",
        "Northshire County Council",
    )


@pytest.mark.parametrize("seen", ["", "nonsense", "WyJhIl0:1tXYZ:spoiled"])
def test_a_page_that_does_not_know_what_it_showed_shows_everything(
    officer: Client, cast: Cast, address: str, seen: str
) -> None:
    mine = opened(officer, address)
    leah_changes(cast, named_post="Superintendent")
    answer = officer.post(address, mine | {"text": "My words", "seen": seen})
    assert answer.status_code == 409
    assert {one.label for one in answer.context["conflict"].differences} == {"What will be done", "Named post"}


def test_an_operation_that_knows_what_was_seen_keeps_both(cast: Cast) -> None:
    before = as_new_action(cast.police_action)
    seen = {"text": before.text, "outcome": before.outcome}
    leah_changes(cast, text="Theirs")
    edit_action(action_id=cast.police_action.pk, expected_version=1, changes={"outcome": "Mine"}, by=None, seen=seen)
    assert (action_now(cast).text, action_now(cast).outcome) == ("Theirs", "Mine")


def test_an_operation_names_what_clashes(cast: Cast) -> None:
    seen = {"text": cast.police_action.text}
    leah_changes(cast, text="Theirs")
    with pytest.raises(StaleSave) as refused:
        edit_action(action_id=cast.police_action.pk, expected_version=1, changes={"text": "Mine"}, by=None, seen=seen)
    assert [(one.name, one.theirs, one.mine) for one in refused.value.clashes] == [("text", "Theirs", "Mine")]


def change_plan(cast: Cast, **changes: Any) -> None:
    details = PlanDetails(**{**details_of(cast.plan), **changes})
    edit_plan(plan_id=cast.plan.pk, expected_version=1, details=details, by=cast.leah.pk)


def test_different_fields_of_a_plan_are_both_kept(officer: Client, cast: Cast) -> None:
    address = f"/plans/{cast.plan.pk}/edit/"
    mine = opened(officer, address)
    change_plan(cast, rhythm="monthly")
    answer = officer.post(address, mine | {"title": "My title"}, follow=True)
    cast.plan.refresh_from_db()
    assert (cast.plan.title, cast.plan.rhythm) == ("My title", "monthly")
    assert "Somebody else changed “Updated” while you were writing." in answer.content.decode()


def test_the_same_field_of_a_plan_shows_both_and_can_be_saved_over(officer: Client, cast: Cast) -> None:
    address = f"/plans/{cast.plan.pk}/edit/"
    mine = opened(officer, address)
    change_plan(cast, title="Theirs", plan_year=2027)
    answer = officer.post(address, mine | {"title": "Mine"})
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("Theirs", "Mine", "Leah saved this plan"))
    assert officer.post(address, shown_again(answer)).status_code == 302
    cast.plan.refresh_from_db()
    assert (cast.plan.title, cast.plan.plan_year) == ("Mine", 2027)
