"""``/areas/<slug>/declaration/``: what an area has signed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.models import Organisation, Partnership
from tests.areas.declarations.helpers import agreed, declare, sign, signature
from tests.cast import Cast
from tests.site.writes import nothing_is_written

PAGE = "/areas/northshire/declaration/"
NOTHING = "Nothing recorded yet"


def page(client: Client, person: object = None) -> str:
    if person is not None:
        client.force_login(person)
    return client.get(PAGE).content.decode()


def test_anybody_reads_what_was_signed(client: Client, cast: Cast) -> None:
    sign(cast, declare(cast), cast.police)
    text = page(client)
    assert "Signed on 11 December 2014 by 1 organisation" in text
    assert "We will work together" in text
    assert "Northshire Police" in text


@pytest.mark.parametrize("who", ["olive", "colin", "leah", "reg", "ana", "adam"])
def test_a_draft_is_seen_by_who_works_with_the_partnership(client: Client, cast: Cast, who: str) -> None:
    declare(cast, agreed(status="draft", text="Only a draft."))
    assert "Only a draft." in page(client, getattr(cast, who))


@pytest.mark.parametrize("who", [None, "otto"])
def test_for_others_a_draft_is_not_recorded_yet(client: Client, cast: Cast, who: str | None) -> None:
    sign(cast, declare(cast, agreed(status="draft", text="Only a draft.")), cast.police)
    text = page(client, getattr(cast, who) if who else None)
    assert NOTHING in text
    assert "Only a draft." not in text
    assert "Northshire Police" not in text


def test_the_public_sees_that_it_was_withdrawn_but_not_the_text(client: Client, cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(status="withdrawn"), version=1)
    text = page(client)
    assert "has since been withdrawn" in text
    assert "We will work together" not in text


@pytest.mark.parametrize(
    ("who", "seen"), [("olive", True), ("leah", True), ("reg", False), ("colin", False), ("otto", False)]
)
def test_only_who_may_is_offered_to_record_it(client: Client, cast: Cast, who: str, seen: bool) -> None:
    assert ("Record the declaration" in page(client, getattr(cast, who))) is seen


def test_the_core_kinds_without_a_signature_are_named(client: Client, cast: Cast) -> None:
    declaration = declare(cast)
    sign(cast, declaration, cast.police)
    sign(cast, declaration, cast.trust, signature(role="supporter"))
    missing = page(client).split("Who has yet to sign")[1].split("<table")[0]
    assert "Police force" not in missing
    assert "Mental health trust" in missing


def test_a_kind_that_is_not_confirmed_is_marked(client: Client, cast: Cast) -> None:
    cast.charity.kind.is_core = True
    cast.charity.kind.save()
    declare(cast)
    assert "Not confirmed" in page(client)


def test_an_area_in_two_partnerships_shows_both(client: Client, cast: Cast) -> None:
    wide = Partnership.objects.create(name="North and south together", slug="together")
    wide.areas.add(cast.area, cast.other_area)
    text = page(client)
    assert "North and south together" in text
    assert "covers Northshire and Southbury" in text


def test_an_area_without_a_partnership_says_so(client: Client, cast: Cast) -> None:
    cast.partnership.areas.clear()
    assert "No partnership is recorded" in page(client)


def test_an_unknown_area_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/areas/nowhere/declaration/").status_code == 404


def test_reading_writes_nothing(client: Client, cast: Cast) -> None:
    declare(cast)
    with nothing_is_written() as written:
        page(client)
    assert written == []


def test_the_number_of_statements_does_not_grow_with_signatories(client: Client, cast: Cast) -> None:
    declaration = declare(cast)
    sign(cast, declaration, cast.police)
    client.force_login(cast.olive)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(25):
        body = Organisation.objects.create(name=f"Body {number}", kind=cast.charity.kind)
        sign(cast, declaration, body)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few) <= 16
