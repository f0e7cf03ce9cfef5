"""A partnership signs its declaration again: kept for good, with the wording that stood then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from areas.declarations.operations import NotSigned, SignedThatDay, reaffirm
from areas.declarations.queries import last_signed
from areas.declarations.rules import wording_in_force
from areas.models import AuditEntry, Reaffirmation
from tests.areas.declarations.helpers import SIGNED_ON, TODAY, agreed, declare
from tests.cast import Cast

HERE = "/areas/northshire/declaration/northshire/signed-again/"
PAGE = "/areas/northshire/declaration/"
DAY = date(2026, 4, 1)


def again(cast: Cast, day: date = DAY, number: int = 1) -> Reaffirmation:
    return reaffirm(
        declaration_id=cast.partnership.declaration.pk, signed_on=day, number=number, by=cast.olive.pk, today=TODAY
    )


def posted(day: str = "1", month: str = "4", year: str = "2026", **more: str) -> dict[str, str]:
    return {"signed_again_on_day": day, "signed_again_on_month": month, "signed_again_on_year": year, **more}


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    declare(cast)
    client.force_login(cast.olive)
    return client


def test_it_is_recorded_with_the_wording_and_the_trail(cast: Cast) -> None:
    declare(cast)
    kept = again(cast)
    assert (kept.signed_on, kept.text.number, kept.by) == (DAY, 1, cast.olive)
    assert AuditEntry.objects.filter(verb="signed declaration again", object_id=kept.pk).count() == 1


def test_recorded_twice_it_is_recorded_once(cast: Cast) -> None:
    declare(cast)
    assert again(cast).pk == again(cast).pk
    assert AuditEntry.objects.filter(verb="signed declaration again").count() == 1


def test_one_day_has_one_wording(cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="Other words."), version=1)
    again(cast)
    with pytest.raises(SignedThatDay):
        again(cast, number=2)


@pytest.mark.parametrize("day", [SIGNED_ON, SIGNED_ON - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_day_that_cannot_be_is_refused(cast: Cast, day: date) -> None:
    declare(cast)
    with pytest.raises(ValueError, match="Date signed again must"):
        again(cast, day)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_only_what_is_signed_is_signed_again(cast: Cast, status: str) -> None:
    declare(cast)
    declare(cast, agreed(status=status), version=1)
    with pytest.raises(NotSigned):
        again(cast)


@pytest.mark.parametrize("write", ["update", "delete"])
def test_it_is_never_changed_or_removed(cast: Cast, write: str) -> None:
    declare(cast)
    again(cast)
    rows = Reaffirmation.objects.all()
    with pytest.raises(InternalError), transaction.atomic():
        rows.update(signed_on=TODAY) if write == "update" else rows.delete()
    assert Reaffirmation.objects.get().signed_on == DAY


def test_the_last_day_is_the_first_signing_or_the_newest_after_it(cast: Cast) -> None:
    declare(cast)
    assert last_signed() == {cast.partnership.pk: SIGNED_ON}
    again(cast)
    again(cast, date(2025, 4, 1))
    assert last_signed([cast.partnership.pk]) == {cast.partnership.pk: DAY}
    assert last_signed([cast.other_partnership.pk]) == {}


def test_what_is_not_signed_has_no_last_day(cast: Cast) -> None:
    declare(cast, agreed(status="draft"))
    assert last_signed() == {}


@given(st.lists(st.dates(), max_size=6), st.dates())
def test_the_wording_in_force_is_the_newest_by_then_or_else_the_first(days: list[date], day: date) -> None:
    recorded = list(enumerate(sorted(days), 1))
    found = wording_in_force(recorded, day)
    by_then = [number for number, on in recorded if on <= day]
    assert found == (by_then[-1] if by_then else 1 if recorded else None)


def test_an_officer_records_it_and_everybody_sees_it(olive: Client) -> None:
    assert "It is recorded" in olive.post(HERE, posted(), follow=True).content.decode()
    olive.logout()
    assert "Signed again on 1 April 2026" in olive.get(PAGE).content.decode()


def test_a_form_sent_twice_is_one_entry(olive: Client) -> None:
    assert [olive.post(HERE, posted()).status_code for _ in range(2)] == [302, 302]
    assert Reaffirmation.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (posted("", "", ""), "Enter the date signed again"),
        (posted(year="2099"), "or earlier"),
        (posted(month="13"), "must be a real date"),
        (posted("11", "12", "2014"), "after the day it was first signed, 11 December 2014"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(olive: Client, sent: dict[str, str], sentence: str) -> None:
    assert sentence in olive.post(HERE, sent).content.decode()
    assert not Reaffirmation.objects.exists()


def test_of_several_wordings_one_is_chosen_or_the_one_that_stood_is_taken(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="Other words."), version=1)
    olive.post(HERE, posted(wording="2"))
    olive.post(HERE, posted("2"))
    assert [one.text.number for one in Reaffirmation.objects.order_by("signed_on")] == [2, 1]


def test_another_wording_of_the_same_day_gets_a_sentence(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="Other words."), version=1)
    olive.post(HERE, posted(wording="2"))
    assert "wording 2 was signed again already" in olive.post(HERE, posted(wording="1")).content.decode()


def test_a_draft_is_not_signed_again(client: Client, cast: Cast) -> None:
    declare(cast, agreed(status="draft"))
    client.force_login(cast.olive)
    assert "Only a declaration that is signed" in client.post(HERE, posted(), follow=True).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("olive", 200), ("leah", 200), ("colin", 403), ("reg", 403), ("otto", 404)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_record_it(client: Client, cast: Cast, who: str, status: int, method: str) -> None:
    declare(cast)
    client.force_login(getattr(cast, who))
    assert getattr(client, method)(HERE).status_code == status
