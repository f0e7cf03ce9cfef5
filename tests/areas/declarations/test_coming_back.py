"""An organisation that withdrew comes back, or never went."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from areas.declarations.operations import withdraw_signatory
from areas.models import Signatory
from tests.areas.declarations.helpers import declare, sign, signature
from tests.cast import Cast

GONE = date(2026, 4, 1)
AGAIN = {
    "how": "again",
    "role": "signatory",
    "post": "Chief constable",
    "signed_on_day": "1",
    "signed_on_month": "9",
    "signed_on_year": "2026",
}


@pytest.fixture
def gone(cast: Cast) -> Signatory:
    signatory = sign(cast, declare(cast), cast.police)
    withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=GONE, by=cast.olive.pk)
    return signatory


@pytest.fixture
def olive(client: Client, cast: Cast, gone: Signatory) -> Client:
    client.force_login(cast.olive)
    return client


def here(gone: Signatory) -> str:
    return f"/areas/northshire/declaration/northshire/signatories/{gone.pk}/return/"


def test_the_declaration_offers_it(olive: Client, gone: Signatory) -> None:
    assert here(gone) in olive.get("/areas/northshire/declaration/").content.decode()


def test_who_signs_again_has_a_new_entry_beside_the_old_one(olive: Client, gone: Signatory) -> None:
    page = olive.post(here(gone), AGAIN, follow=True).content.decode()
    assert "stands in the declaration again" in page
    assert [(one.post, one.withdrawn_on) for one in Signatory.objects.order_by("pk")] == [
        ("Chief executive", GONE), ("Chief constable", None),
    ]  # fmt: skip
    assert here(gone) not in page


def test_a_mistake_is_taken_back_whatever_else_was_typed(olive: Client, gone: Signatory) -> None:
    olive.post(here(gone), {"how": "mistake", "post": "Dr Jane Jones", "signed_on_day": "99"})
    gone.refresh_from_db()
    assert gone.withdrawn_on is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"how": ""}, "Select an answer to"),
        ({"signed_on_year": "2025"}, "must be 1 April 2026 or later: it withdrew then"),
        ({"post": "Dr Jane Jones"}, "without a person’s name"),
        ({"role": "king"}, "from the list"),
    ],
)
def test_bad_input_gets_a_sentence(olive: Client, gone: Signatory, change: dict[str, str], sentence: str) -> None:
    assert sentence in olive.post(here(gone), AGAIN | change).content.decode()
    assert Signatory.objects.filter(withdrawn_on=None).count() == 0


def test_who_stands_already_does_not_come_back_twice(olive: Client, gone: Signatory, cast: Cast) -> None:
    sign(cast, gone.declaration, cast.police, signature("Commander"))
    assert "has signed again already" in olive.post(here(gone), AGAIN).content.decode()
    assert "has signed again already" in olive.post(here(gone), {"how": "mistake"}).content.decode()


def test_who_never_withdrew_has_nothing_to_come_back_from(olive: Client, gone: Signatory) -> None:
    Signatory.objects.update(withdrawn_on=None)
    assert olive.get(here(gone)).status_code == 302
