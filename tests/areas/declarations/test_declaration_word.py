"""The declaration as a Word document: everything the page shows, for everybody who may see it."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from areas.declarations.operations import withdraw_signatory
from areas.models import Partnership
from tests.areas.declarations.helpers import TODAY, agreed, declare, sign, signature
from tests.cast import Cast

WORD = "/areas/northshire/declaration/northshire/declaration.docx"


def document(client: Client) -> object:
    response = client.get(WORD)
    assert response.status_code == 200
    return Document(io.BytesIO(b"".join(response.streaming_content)))


def words(made: object) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_it_has_a_title_a_language_and_headings_in_order(client: Client, cast: Cast) -> None:
    sign(cast, declare(cast), cast.police)
    made = document(client)
    assert (made.core_properties.title, made.core_properties.language) == ("Declaration of Northshire", "en-GB")
    headings = [one.text for one in made.paragraphs if one.style.name.lower().startswith("heading")]
    assert headings == ["What was agreed", "Signatories and supporters", "Who has yet to sign"]


def test_the_header_row_of_the_signatories_is_repeated(client: Client, cast: Cast) -> None:
    sign(cast, declare(cast), cast.police)
    (table,) = document(client).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Organisation", "Role", "Post", "Date signed"]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_everything_the_page_shows_is_in_it(client: Client, cast: Cast) -> None:
    cast.partnership.areas.add(cast.other_area)
    declaration = declare(cast)
    sign(cast, declaration, cast.police, signature("Chief constable"))
    sign(cast, declaration, cast.charity, signature("", role="supporter", signed_on=None))
    said = words(document(client))
    for words_of_it in (
        "We will work together", "11 December 2014", "Northshire and Southbury", "Northshire Police", "Chief constable",
        "Northshire Mind", "Supporter", "Ambulance trust", "1 organisation", "1 supporter",
    ):  # fmt: skip
        assert words_of_it in said


def test_plans_and_withdrawals_that_are_not_public_are_for_who_works_with_it(client: Client, cast: Cast) -> None:
    signatory = sign(cast, declare(cast), cast.police)
    withdraw_signatory(signatory_id=signatory.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    assert "Northshire Police" not in words(document(client))
    assert cast.plan.title not in words(document(client))
    client.force_login(cast.olive)
    said = words(document(client))
    assert "Northshire Police, on 23 November 2026" in said
    assert f"{cast.plan.title} (not published yet)" in said


@pytest.mark.parametrize(
    ("status", "who", "answer"),
    [
        ("signed", None, 200), ("signed", "otto", 200), ("draft", None, 404), ("draft", "otto", 404),
        ("draft", "colin", 200), ("withdrawn", None, 404), ("withdrawn", "reg", 200),
    ],
)  # fmt: skip
def test_who_may_take_it_away(client: Client, cast: Cast, status: str, who: str | None, answer: int) -> None:
    declare(cast)
    declare(cast, agreed(status=status), version=1)
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(WORD).status_code == answer


def test_what_is_not_recorded_cannot_be_taken_away(client: Client, cast: Cast) -> None:
    assert client.get(WORD).status_code == 404


def test_a_partnership_of_another_area_is_not_found(client: Client, cast: Cast) -> None:
    declare(cast)
    Partnership.objects.filter(pk=cast.partnership.pk).update(slug="elsewhere")
    assert client.get(WORD).status_code == 404
