"""Adding, changing and withdrawing signatories on screen."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.declarations.operations import edit_signatory
from areas.models import Organisation, Signatory
from tests.areas.declarations.helpers import TODAY, declare, sign, signature
from tests.cast import Cast

HERE = "/areas/northshire/declaration/northshire/signatories"
FORM = {
    "role": "signatory",
    "post": "Chief constable",
    "signed_on_day": "3",
    "signed_on_month": "September",
    "signed_on_year": "2014",
}
SEEN = {"seen_role": "signatory", "seen_post": "Chief executive", "seen_signed_on": "2014-12-11"}


def day(name: str, *parts: str) -> dict[str, str]:
    """Return a date as a browser sends it."""
    return {f"{name}_{box}": part for box, part in zip(("day", "month", "year"), parts, strict=True)}


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    declare(cast)
    client.force_login(cast.olive)
    return client


def add_address(organisation: Organisation) -> str:
    return f"{HERE}/add/?organisation={organisation.pk}"


@pytest.mark.parametrize("place", ["add/", "add/?new=1", "{pk}/edit/", "{pk}/withdraw/"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("olive", 200),
        ("leah", 200),
        ("colin", 403),
        ("reg", 403),
        ("ana", 403),
        ("adam", 403),
        ("otto", 404),
        (None, 302),
    ],
)
def test_who_may_change_signatories(client: Client, cast: Cast, place: str, who: str | None, status: int) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(f"{HERE}/{place.format(pk=signatory.pk)}").status_code == status


def test_before_there_is_a_declaration_there_is_nothing_to_sign(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    assert client.get(f"{HERE}/add/").status_code == 404


def test_members_that_have_not_signed_are_offered_first(olive: Client, cast: Cast) -> None:
    sign(cast, cast.partnership.declaration, cast.council)
    page = olive.get(f"{HERE}/add/").content.decode()
    assert "Northshire Police" in page
    assert "Northshire County Council" not in page


def test_an_organisation_is_found_by_words_of_its_name_and_kind(olive: Client) -> None:
    page = olive.get(f"{HERE}/add/", {"q": "police northshire"}).content.decode()
    assert "1 organisation found" in page
    assert "Northshire Police" in page


def test_a_search_without_a_find_offers_to_add_it(olive: Client) -> None:
    page = olive.get(f"{HERE}/add/", {"q": "Samaritans & friends"}).content.decode()
    assert "0 organisations found" in page
    assert "?new=1&amp;q=Samaritans%20%26%20friends" in page


def test_a_known_organisation_signs(olive: Client, cast: Cast) -> None:
    response = olive.post(add_address(cast.police), FORM, follow=True)
    signatory = Signatory.objects.get()
    assert "Northshire Police is recorded" in response.content.decode()
    assert (signatory.organisation, signatory.post, signatory.signed_on) == (
        cast.police, "Chief constable", date(2014, 9, 3),
    )  # fmt: skip


def test_a_form_sent_twice_is_one_signatory(olive: Client, cast: Cast) -> None:
    assert [olive.post(add_address(cast.police), FORM).status_code for _ in range(2)] == [302, 302]
    assert Signatory.objects.count() == 1


def test_who_stands_there_already_is_said_so(olive: Client, cast: Cast) -> None:
    sign(cast, cast.partnership.declaration, cast.police)
    page = olive.post(add_address(cast.police), FORM).content.decode()
    assert "stands in this declaration already" in page
    assert "Chief constable" in page


def test_a_new_organisation_is_typed_with_its_kind(olive: Client, cast: Cast) -> None:
    olive.post(f"{HERE}/add/?new=1", FORM | {"name": "Northshire Samaritans", "kind": str(cast.charity.kind_id)})
    assert Signatory.objects.get().organisation.name == "Northshire Samaritans"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter the name of the organisation"),
        ({"kind": ""}, "Select the kind of organisation"),
        ({"kind": "99999999"}, "from the list"),
        ({"post": "Dr Jane Jones"}, "Enter the post without a person’s name"),
        ({"role": "boss"}, "Select an answer"),
        ({"signed_on_month": "Smarch"}, "Date signed must be a real date"),
        ({"name": "x" * 161}, "160 characters or fewer"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(
    olive: Client, cast: Cast, change: dict[str, str], sentence: str
) -> None:
    before = Organisation.objects.count()
    sent = FORM | {"name": "Northshire Samaritans", "kind": str(cast.charity.kind_id)} | change
    page = olive.post(f"{HERE}/add/?new=1", sent).content.decode()
    assert sentence in page
    assert sent["post"] in page
    assert (Signatory.objects.count(), Organisation.objects.count()) == (0, before)


@pytest.mark.parametrize("odd", ["nonsense", "-1", "99999999", "9" * 40, ""])
def test_an_odd_organisation_is_not_found(olive: Client, odd: str) -> None:
    assert olive.get(f"{HERE}/add/?organisation={odd}").status_code == 404


def test_an_entry_is_changed(olive: Client, cast: Cast) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    assert olive.post(f"{HERE}/{signatory.pk}/edit/", FORM | SEEN).status_code == 302
    signatory.refresh_from_db()
    assert signatory.post == "Chief constable"


def test_a_stale_change_is_refused_with_both_texts(olive: Client, cast: Cast) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    edit_signatory(signatory_id=signatory.pk, seen=signature(), signature=signature("Commander"), by=cast.leah.pk)
    response = olive.post(f"{HERE}/{signatory.pk}/edit/", FORM | SEEN)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Commander" in page
    assert "Chief constable" in page
    signatory.refresh_from_db()
    assert signatory.post == "Commander"


def test_an_entry_of_another_declaration_is_not_found(olive: Client, cast: Cast) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    assert olive.get(f"{HERE}/{signatory.pk + 1}/edit/").status_code == 404


def test_withdrawing_is_asked_first_and_then_done(olive: Client, cast: Cast) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    assert "withdrawn?" in olive.get(f"{HERE}/{signatory.pk}/withdraw/").content.decode()
    signatory.refresh_from_db()
    assert signatory.withdrawn_on is None
    olive.post(f"{HERE}/{signatory.pk}/withdraw/", day("withdrawn_on", "1", "4", "2026"))
    signatory.refresh_from_db()
    assert signatory.withdrawn_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (("", "", ""), "Enter"),
        (("31", "2", "2026"), "must be a real date"),
        (("1", "1", "2099"), "or earlier"),
        (("1", "1", "2014"), "must be 11 December 2014 or later: it signed then"),
    ],
)
def test_a_day_on_which_nobody_can_withdraw_gets_a_sentence(
    olive: Client, cast: Cast, sent: tuple[str, str, str], sentence: str
) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    page = olive.post(f"{HERE}/{signatory.pk}/withdraw/", day("withdrawn_on", *sent)).content.decode()
    assert sentence in page
    assert f'value="{sent[2]}"' in page or not sent[2]
    assert Signatory.objects.get().withdrawn_on is None


def test_an_entry_that_was_withdrawn_cannot_be_changed(olive: Client, cast: Cast) -> None:
    signatory = sign(cast, cast.partnership.declaration, cast.police)
    Signatory.objects.update(withdrawn_on=TODAY)
    page = olive.post(f"{HERE}/{signatory.pk}/edit/", FORM | SEEN, follow=True).content.decode()
    assert "Northshire Police has withdrawn" in page
    assert Signatory.objects.get().post == "Chief executive"


def test_the_search_asks_the_database_no_more_for_many_finds(olive: Client, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        olive.get(f"{HERE}/add/", {"q": "northshire"})
    for number in range(60):
        Organisation.objects.create(name=f"Northshire body {number}", kind=cast.charity.kind)
    with CaptureQueriesContext(connection) as many:
        olive.get(f"{HERE}/add/", {"q": "northshire"})
    assert len(many) == len(few) <= 12
