"""The history of a declaration: its text, its status and those who signed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from areas.declarations.operations import add_signatory, record_declaration, withdraw_signatory
from areas.declarations.rules import Agreed, DeclarationStatus, SignatoryRole, Signature
from areas.models import Declaration, DeclarationText
from tests.cast import Cast

DRAFT = Agreed("We promise.", DeclarationStatus.DRAFT, None)
SIGNED = Agreed("We all promise.", DeclarationStatus.SIGNED, date(2026, 5, 1))


@pytest.fixture
def declaration(cast: Cast) -> Declaration:
    facts = {"partnership_id": cast.partnership.pk, "by": cast.olive.pk, "today": cast.today}
    first = record_declaration(expected_version=0, agreed=DRAFT, **facts)
    return record_declaration(expected_version=first.version, agreed=SIGNED, **facts)


def page(client: Client, cast: Cast, declaration: Declaration, who: str = "olive") -> str:
    client.force_login(getattr(cast, who))
    return client.get(f"/history/declaration/{declaration.pk}/").content.decode()


def test_it_says_before_and_after_in_words(client: Client, cast: Cast, declaration: Declaration) -> None:
    told = page(client, cast, declaration)
    assert told.index("Changed declaration") < told.index("Recorded declaration")
    for words in ("Olive", "Draft", "Signed", "1 May 2026", "Wording 1", "Wording 2", "Agreed text"):
        assert words in told
    assert "sha" not in told.lower().replace("share", "")


def test_a_wording_that_the_trail_does_not_speak_of_is_told_too(client: Client, cast: Cast) -> None:
    silent = Declaration.objects.create(partnership=cast.partnership, text="We promise.")
    DeclarationText.objects.create(declaration=silent, number=1, text="We promise.", by=cast.leah)
    told = page(client, cast, silent)
    assert "Recorded wording" in told
    assert "Leah" in told


def test_a_wording_is_told_once(client: Client, cast: Cast, declaration: Declaration) -> None:
    assert "Recorded wording" not in page(client, cast, declaration)


def test_those_who_signed_are_in_it_by_name(client: Client, cast: Cast, declaration: Declaration) -> None:
    signature = Signature(SignatoryRole.SIGNATORY, "Chief constable", date(2026, 5, 1))
    one = add_signatory(
        declaration_id=declaration.pk, organisation_id=cast.police.pk, signature=signature, by=cast.olive.pk
    )
    withdraw_signatory(signatory_id=one.pk, by=cast.leah.pk, withdrawn_on=date(2026, 9, 30))
    told = page(client, cast, declaration)
    assert "Added signatory: Northshire Police" in told
    assert "Withdrew signatory: Northshire Police" in told
    assert "30 September 2026" in told
    assert "Leah" in told


@pytest.mark.parametrize(("who", "status"), [("colin", 200), ("reg", 200), ("ana", 200), ("otto", 404)])
def test_a_signed_declaration_is_public_but_who_did_what_is_not(
    client: Client, cast: Cast, declaration: Declaration, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(f"/history/declaration/{declaration.pk}/").status_code == status


def test_strangers_are_asked_to_sign_in_and_unknown_things_are_not_found(
    client: Client, cast: Cast, declaration: Declaration
) -> None:
    assert client.get(f"/history/declaration/{declaration.pk}/").status_code == 302
    client.force_login(cast.olive)
    for address in ("/history/declaration/0/", "/history/person/1/", "/history/nonsense/1/"):
        assert client.get(address).status_code == 404


def test_the_declaration_s_page_leads_to_it_for_those_who_may_see_it(
    client: Client, cast: Cast, declaration: Declaration
) -> None:
    link = f"/history/declaration/{declaration.pk}/"
    assert link not in client.get("/areas/northshire/declaration/").content.decode()
    client.force_login(cast.olive)
    assert link in client.get("/areas/northshire/declaration/").content.decode()
