"""Starting a plan and changing its head on screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from areas.models import Membership, Partnership
from areas.roles.rules import Role
from plans.models import Framework, Plan
from tests.cast import Cast


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "partnership": cast.partnership.pk,
        "title": "A second plan",
        "plan_year": "2026",
        "rhythm": "quarterly",
        "areas": [cast.area.pk],
        "frameworks": [Framework.objects.get().pk],
        "version": 1,
        **changes,
    }


def start(client: Client, cast: Cast, **changes: Any) -> HttpResponse:
    return client.post("/areas/northshire/plan/add/", typed(cast, **changes))


def edit(client: Client, cast: Cast, **changes: Any) -> HttpResponse:
    return client.post(f"/plans/{cast.plan.pk}/edit/", typed(cast, **changes))


def test_an_officer_starts_a_plan(officer: Client, cast: Cast) -> None:
    response = start(officer, cast)
    plan = Plan.objects.get(title="A second plan")
    assert response.headers["Location"] == f"/plans/{plan.pk}/"
    assert (plan.partnership, list(plan.areas.all())) == (cast.partnership, [cast.area])


def test_a_form_sent_twice_starts_one_plan(officer: Client, cast: Cast) -> None:
    key = officer.get("/areas/northshire/plan/add/").context["form"]["submission_key"].value()
    first, second = (start(officer, cast, submission_key=str(key)) for _ in "ab")
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Enter the title of the plan"),
        ({"title": "Northshire crisis care action plan"}, "already has a plan of this title"),
        ({"plan_year": "soon"}, "must be a whole number"),
        ({"plan_year": "99999999999999999999"}, "must be 2060 or less"),
        ({"areas": []}, "Select at least one area"),
        ({"areas": ["{other_area}"]}, "from the list"),
        ({"frameworks": []}, "Select at least one set of standards"),
        ({"rhythm": "daily"}, "from the list"),
        ({"partnership": "{other_partnership}"}, "from the list"),
    ],
)
def test_bad_input_gets_a_sentence_and_starts_nothing(
    officer: Client, cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    ids = {"other_area": cast.other_area.pk, "other_partnership": cast.other_partnership.pk}
    filled = {
        name: [one.format(**ids) for one in value] if isinstance(value, list) else value.format(**ids)
        for name, value in changes.items()
    }
    assert sentence in start(officer, cast, **filled).content.decode()
    assert Plan.objects.count() == 2


def test_whose_plan_is_asked_where_the_area_has_several_partnerships(officer: Client, cast: Cast) -> None:
    second = Partnership.objects.create(name="Northshire Coast", slug="northshire-coast")
    second.areas.add(cast.area)
    Membership.objects.create(person=cast.olive, role=Role.OFFICER, partnership=second, started_on=cast.today)
    assert "Whose plan is it?" in officer.get("/areas/northshire/plan/add/").content.decode()
    start(officer, cast, partnership=second.pk)
    assert Plan.objects.get(title="A second plan").partnership == second


def test_a_change_is_saved(officer: Client, cast: Cast) -> None:
    assert edit(officer, cast, title="New title", plan_year="2027").status_code == 302
    cast.plan.refresh_from_db()
    assert (cast.plan.title, cast.plan.plan_year, cast.plan.version) == ("New title", 2027, 2)
