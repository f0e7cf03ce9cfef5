"""Every address about plans, for everybody in the cast: not yours → 404, yours but read-only → 403."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.models import Plan
from tests.cast import Cast

PEOPLE = ("nobody", "olive", "colin", "leah", "reg", "ana", "adam", "otto")
SIGN_IN = 302
#: address → status for each of PEOPLE.
SEEN = {
    "/areas/northshire/plan/": (200, 200, 200, 200, 200, 200, 200, 200),
    "/areas/nowhere/plan/": (404, 404, 404, 404, 404, 404, 404, 404),
    "/areas/northshire/plan/add/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/areas/nowhere/plan/add/": (SIGN_IN, 404, 404, 404, 404, 404, 404, 404),
    "/plans/{plan}/": (SIGN_IN, 200, 200, 200, 200, 200, 200, 404),
    "/plans/{plan}/gaps/": (SIGN_IN, 200, 200, 200, 200, 200, 200, 404),
    "/plans/{plan}/edit/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/plans/{plan}/actions/add/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/actions/{police}/": (SIGN_IN, 200, 200, 200, 200, 200, 200, 404),
    "/actions/{police}/edit/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/actions/{police}/updates/add/": (SIGN_IN, 200, 200, 200, 403, 403, 403, 404),
    "/actions/{council}/updates/add/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/plans/{plan}/submit/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/plans/{plan}/take-back/": (SIGN_IN, 200, 403, 200, 403, 403, 403, 404),
    "/plans/{plan}/return/": (SIGN_IN, 403, 403, 403, 200, 403, 403, 404),
    "/plans/{plan}/approve/": (SIGN_IN, 403, 403, 403, 200, 403, 403, 404),
    "/plans/{plan}/publish/": (SIGN_IN, 403, 403, 200, 403, 403, 403, 404),
    "/plans/{plan}/refresh/": (SIGN_IN, 403, 403, 200, 403, 403, 403, 404),
    "/plans/999999/": (SIGN_IN, 404, 404, 404, 404, 404, 404, 404),
    "/plans/{plan}/no-such-step/": (404, 404, 404, 404, 404, 404, 404, 404),
    "/actions/999999/": (SIGN_IN, 404, 404, 404, 404, 404, 404, 404),
}
ROWS = [(address, who, status) for address, row in SEEN.items() for who, status in zip(PEOPLE, row, strict=True)]
#: Addresses that take a form.
FORMS = [address for address in SEEN if address.endswith(("/add/", "/edit/", "/submit/", "/return/", "/publish/"))]


def visit(client: Client, cast: Cast, who: str) -> Client:
    if who != "nobody":
        client.force_login(getattr(cast, who))
    return client


def fill(address: str, cast: Cast) -> str:
    return address.format(plan=cast.plan.pk, police=cast.police_action.pk, council=cast.council_action.pk)


@pytest.mark.parametrize(("address", "who", "status"), ROWS)
def test_each_address_answers_each_person(client: Client, cast: Cast, address: str, who: str, status: int) -> None:
    response = visit(client, cast, who).get(fill(address, cast))
    assert response.status_code == status
    if status == SIGN_IN:
        assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("who", ["nobody", "otto", "ana"])
def test_whoever_may_not_write_changes_nothing(client: Client, cast: Cast, address: str, who: str) -> None:
    before = list(Plan.objects.values_list("change_mark", "workflow_state"))
    response = visit(client, cast, who).post(fill(address, cast), {"text": "x", "title": "x", "comment": "x"})
    # Whoever is signed out gets the sign-in page, which carries what was typed.
    assert response.status_code in ((401,) if who == "nobody" else (403, 404))
    assert list(Plan.objects.values_list("change_mark", "workflow_state")) == before


@pytest.mark.parametrize("address", [address for address in SEEN if "nowhere" not in address])
def test_looking_writes_nothing(client: Client, cast: Cast, address: str) -> None:
    before = list(Plan.objects.values_list("change_mark", "workflow_state"))
    visit(client, cast, "leah").get(fill(address, cast))
    assert list(Plan.objects.values_list("change_mark", "workflow_state")) == before
