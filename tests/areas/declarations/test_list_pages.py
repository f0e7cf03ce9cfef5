"""Signatories as a list, on screen: paste, check, correct, record."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from areas.declarations.operations import withdraw_signatory
from areas.models import Organisation, Signatory, WaitingSignatory
from tests.areas.declarations.helpers import TODAY, agreed, declare, sign
from tests.cast import Cast

HERE = "/areas/northshire/declaration/northshire/signatories/list/"
CHECK, RECORD, CLEAR = HERE + "check/", HERE + "record/", HERE + "clear/"
LIST = "Northshire Police, Chief constable, 3 September 2014\nNorthshire Polcie Museum\nBlue Door, Dr Jane Jones"


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    declare(cast)
    client.force_login(cast.olive)
    return client


def paste(client: Client, text: str = LIST) -> str:
    return client.post(HERE, {"text": text}, follow=True).content.decode()


def row(text: str) -> WaitingSignatory:
    return WaitingSignatory.objects.get(line__startswith=text)


def line(one: WaitingSignatory, **more: str) -> dict[str, str]:
    sent = {"version": str(one.version), "name": one.name, "means": "out", "kind": "", "role": "", "post": one.post}
    return sent | more


def test_a_pasted_list_is_shown_line_by_line_before_anything_is_recorded(olive: Client) -> None:
    page = paste(olive)
    assert "3 lines read. Nothing is recorded yet" in page
    assert "Will be added: 1" in page
    assert "Needs your answer: 2" in page
    assert not Signatory.objects.exists()


def test_a_list_from_start_to_end(olive: Client, cast: Cast) -> None:
    paste(olive)
    museum, door = row("Northshire Polcie"), row("Blue Door")
    answers = {f"means_{museum.pk}": "out", f"version_{museum.pk}": "1", f"means_{door.pk}": "new",
               f"kind_{door.pk}": str(cast.charity.kind_id), f"version_{door.pk}": "1"}  # fmt: skip
    page = olive.post(CHECK, answers, follow=True).content.decode()
    assert "Take the person’s name out of the post" in page
    door.refresh_from_db()
    sent = line(door, means="new", kind=str(cast.charity.kind_id), post="Manager")
    page = olive.post(f"{HERE}{door.pk}/", sent, follow=True).content.decode()
    assert "Record 2 signatories" in page
    seen = page.split('name="mark" value="')[1].split('"')[0]
    page = olive.post(RECORD, {"mark": seen}, follow=True).content.decode()
    assert "2 signatories came or changed" in page
    assert list(Signatory.objects.values_list("organisation__name", "post")) == [
        ("Blue Door", "Manager"), ("Northshire Police", "Chief constable"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_list_gets_a_sentence(olive: Client, text: str) -> None:
    assert "Paste your list, or choose the file" in paste(olive, text)


def test_too_many_lines_get_a_sentence_and_come_back(olive: Client) -> None:
    page = paste(olive, "Blue Door\n" * 2001)
    assert "Paste at most 2,000 lines" in page
    assert page.count("Blue Door") == 2001
    assert not WaitingSignatory.objects.exists()


def _zip(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \r\n\t", "The file is empty"),
        (b"<html><table><tr><td>Kent Police</td></tr></table></html>", "This is a web page"),
        (b"%PDF-1.7\nhello", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old .doc or .xls"),
        (b"a,b\x01\x02\x03\n" * 9, "cannot be read"),
        (b'"' + b"x" * 300_000 + b'"', "cannot be read"),
        (_zip("a.txt"), "This is a zip file"),
        (b"Blue Door\n" * 2001, "more than 2,000 lines"),
        (b",,,\n,,\n", "No line was found"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(olive: Client, data: bytes, sentence: str) -> None:
    file = SimpleUploadedFile("list.csv", data, "text/csv")
    page = olive.post(HERE, {"text": "", "file": file}).content.decode()
    assert sentence in page
    assert "There is a problem" in page
    assert not WaitingSignatory.objects.exists()


@pytest.mark.parametrize("data", [
    b"Organisation;Post;Date\r\nNorthshire Police;Chief constable;03/09/2014\r\n",
    "Organisation,Post\nNorthshire Police,Chief constable\n".encode("utf-16"),
    b'\xef\xbb\xbf"Northshire Police","Chief constable"\n',
])  # fmt: skip
def test_a_csv_file_is_read_whatever_its_separator_and_encoding(olive: Client, data: bytes) -> None:
    olive.post(HERE, {"text": "", "file": SimpleUploadedFile("x.csv", data)})
    kept = WaitingSignatory.objects.get(decision="known")
    assert (kept.organisation.name, kept.post) == ("Northshire Police", "Chief constable")


def test_formulas_and_markup_stay_words(olive: Client) -> None:
    page = paste(olive, "=cmd|'/C calc'!A0\n<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_answer_that_is_no_answer_gets_a_sentence(olive: Client, cast: Cast) -> None:
    paste(olive, "Blue Door")
    one = row("Blue Door")
    sent = {f"version_{one.pk}": "1", f"means_{one.pk}": str(cast.police.pk)}
    assert "Select one of the answers" in olive.post(CHECK, sent).content.decode()
    sent = {f"version_{one.pk}": "1", f"means_{one.pk}": "new", f"kind_{one.pk}": ""}
    assert "Select the kind of organisation in line 1" in olive.post(CHECK, sent).content.decode()


def test_answers_to_lines_that_changed_meanwhile_are_told(olive: Client) -> None:
    paste(olive, "Blue Door")
    one = row("Blue Door")
    WaitingSignatory.objects.update(version=2)
    sent = {f"version_{one.pk}": "1", f"means_{one.pk}": "out"}
    assert "Somebody else changed 1 line meanwhile" in olive.post(CHECK, sent, follow=True).content.decode()


def test_looking_for_another_name_saves_nothing_and_suggests(olive: Client) -> None:
    paste(olive, "Blue Door")
    one = row("Blue Door")
    page = olive.post(f"{HERE}{one.pk}/", line(one, name="Northshire Polise", look="1")).content.decode()
    assert "Northshire Police – Police force" in page
    assert 'value="Northshire Polise"' in page
    assert row("Blue Door").version == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"means": ""}, "Select an answer to"),
        ({"means": "new"}, "Select the kind of organisation"),
        ({"means": "new", "kind": "1x"}, "from the list"),
        ({"means": "new", "name": ""}, "Enter the name of the organisation"),
        ({"means": "new", "post": "Mr Smith"}, "without a person’s name"),
        ({"means": "new", "signed_on_day": "31", "signed_on_month": "2", "signed_on_year": "2014"}, "real date"),
    ],
)
def test_bad_input_about_a_line_gets_a_sentence(olive: Client, more: dict[str, str], sentence: str) -> None:
    paste(olive, "Blue Door")
    one = row("Blue Door")
    assert sentence in olive.post(f"{HERE}{one.pk}/", line(one) | more).content.decode()
    assert row("Blue Door").decision == "open"


def test_a_stale_save_of_a_line_shows_theirs_and_keeps_mine(olive: Client, cast: Cast) -> None:
    paste(olive, "Blue Door")
    one = row("Blue Door")
    WaitingSignatory.objects.update(version=2, post="Their post")
    sent = line(one, means="new", kind=str(cast.charity.kind_id), post="My post")
    response = olive.post(f"{HERE}{one.pk}/", sent)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Their post" in page
    assert 'value="My post"' in page
    assert olive.post(f"{HERE}{one.pk}/", sent | {"version": "2"}).status_code == 302
    assert row("Blue Door").post == "My post"


def test_who_withdrew_does_not_stand_again_without_an_answer(olive: Client, cast: Cast) -> None:
    entry = sign(cast, cast.partnership.declaration, cast.police)
    withdraw_signatory(signatory_id=entry.pk, withdrawn_on=TODAY, by=cast.olive.pk)
    paste(olive, "Northshire Police")
    assert row("Northshire Police").decision == "open"


def test_before_there_is_a_declaration_the_list_waits(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    assert "once it is endorsed" in paste(client, "Northshire Police")
    assert "with the declaration" in client.post(RECORD, {"mark": "x"}, follow=True).content.decode()
    assert WaitingSignatory.objects.count() == 1


def test_a_list_that_changed_since_it_was_seen_is_not_recorded(olive: Client) -> None:
    paste(olive, "Northshire Police")
    assert "Nothing was recorded" in olive.post(RECORD, {"mark": "old"}, follow=True).content.decode()
    assert not Signatory.objects.exists()


def test_a_list_is_thrown_away_only_when_asked(olive: Client) -> None:
    paste(olive, "Blue Door")
    assert "1 line" in olive.get(CLEAR).content.decode()
    assert WaitingSignatory.objects.exists()
    olive.post(CLEAR)
    assert not WaitingSignatory.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("olive", 200), ("leah", 200), ("colin", 403), ("reg", 403), ("ana", 403), ("otto", 404)],
)
@pytest.mark.parametrize("place", [HERE, CHECK, CLEAR])
def test_who_may_send_a_list(client: Client, cast: Cast, who: str, status: int, place: str) -> None:
    declare(cast, agreed(status="draft"))
    client.force_login(getattr(cast, who))
    assert client.get(place).status_code == status
    assert client.post(RECORD).status_code == (302 if status == 200 else status)


def test_a_line_of_another_partnership_is_not_found(olive: Client, cast: Cast) -> None:
    theirs = WaitingSignatory.objects.create(partnership=cast.other_partnership, position=1, line="Blue Door")
    assert olive.get(f"{HERE}{theirs.pk}/").status_code == 404


def test_a_thousand_lines_are_shown_in_pages_with_no_more_statements(olive: Client, cast: Cast) -> None:
    paste(olive, "\n".join(f"Body {number}" for number in range(60)))
    with CaptureQueriesContext(connection) as few:
        olive.get(CHECK)
    Organisation.objects.bulk_create(Organisation(name=f"Red {n}", kind=cast.charity.kind) for n in range(500))
    paste(olive, "\n".join(f"Red {number}, Manager" for number in range(940)))
    with CaptureQueriesContext(connection) as many:
        page = olive.get(CHECK).content.decode()
    assert page.count('role="rowheader"') == 50
    assert len(many) == len(few) <= 14
