"""``/areas/<slug>/declaration/edit/``: record and change what was agreed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from areas.models import Declaration, DeclarationCopy, Membership, Partnership
from areas.roles.rules import Role
from tests.areas.declarations.helpers import PDF, TEXT, agreed, declare, posted
from tests.cast import Cast

EDIT = "/areas/northshire/declaration/edit/"


@pytest.fixture
def olive(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


@pytest.mark.parametrize(
    ("who", "status"),
    [("olive", 200), ("leah", 200), ("colin", 403), ("reg", 403), ("ana", 403), ("adam", 403), ("otto", 404)],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_edit(client: Client, cast: Cast, who: str, status: int, method: str) -> None:
    client.force_login(getattr(cast, who))
    assert getattr(client, method)(EDIT).status_code == status


def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    response = client.get(EDIT)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={EDIT}")


def test_an_officer_records_the_declaration_with_its_copy(olive: Client) -> None:
    paper = SimpleUploadedFile("../Signed copy.exe", PDF, "text/html")
    response = olive.post(EDIT, posted() | {"copy": paper}, follow=True)
    declaration = Declaration.objects.get()
    assert "The declaration is saved" in response.content.decode()
    assert (declaration.text, declaration.status) == (TEXT, "signed")
    assert declaration.copies.get().name == "Signed copy.pdf"


def test_a_form_sent_twice_is_one_declaration(olive: Client) -> None:
    assert [olive.post(EDIT, posted()).status_code for _ in range(2)] == [302, 302]
    assert Declaration.objects.get().texts.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "Enter the agreed text"),
        (
            {"signed_on_day": "", "signed_on_month": "", "signed_on_year": ""},
            "Enter the date the declaration was signed",
        ),
        ({"signed_on_year": ""}, "Date signed must include a year"),
        ({"signed_on_day": "31", "signed_on_month": "2"}, "Date signed must be a real date"),
        ({"signed_on_year": "2099"}, "or earlier"),
        ({"status": "withdrawn"}, "from the list"),
        ({"status": ""}, "Select"),
        ({"text": "x" * 20_001}, "20000 characters or fewer"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(olive: Client, change: dict[str, str], sentence: str) -> None:
    sent = posted(**change)
    page = olive.post(EDIT, sent).content.decode()
    assert sentence in page
    assert sent["text"] in page
    assert not Declaration.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("copy.pdf", b"", "The file is empty"),
        ("copy.pdf", b"<html>not a pdf</html>", "Choose a PDF, a Word document"),
        ("copy.pdf", PDF[:20], "The end of the file is missing"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_and_the_text_comes_back(
    olive: Client, name: str, data: bytes, sentence: str
) -> None:
    page = olive.post(EDIT, posted() | {"copy": SimpleUploadedFile(name, data)}).content.decode()
    assert sentence in page
    assert TEXT in page
    assert not Declaration.objects.exists()


def test_a_stale_save_is_refused_with_both_texts(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="What they wrote."))
    response = olive.post(EDIT, posted(text="What I wrote."))
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count("What they wrote.") == 1
    assert page.count("What I wrote.") == 2
    assert Declaration.objects.get().text == "What they wrote."


def test_both_are_kept_where_they_changed_different_things(olive: Client, cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="What they wrote."), version=1)
    page = olive.post(EDIT, posted(version="1", signed_on_year="2015"), follow=True).content.decode()
    assert "Somebody else changed “Agreed text” while you were writing; both are kept." in page
    kept = Declaration.objects.get()
    assert (kept.text, kept.signed_on and kept.signed_on.year) == ("What they wrote.", 2015)


def test_a_disagreement_shows_what_stood_there_and_keeps_what_only_they_changed(olive: Client, cast: Cast) -> None:
    declare(cast)
    declare(cast, agreed(text="What they wrote.", signed_on=date(2016, 5, 4)), version=1)
    page = olive.post(EDIT, posted(version="1", text="What I wrote.")).content.decode()
    assert "Agreed text: what stood there before" in page
    assert "Date signed: what they saved" not in page
    assert 'name="signed_on_year" value="2016"' in page
    assert "What I wrote.</textarea>" in page


def test_after_seeing_both_one_may_save_over_theirs(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="What they wrote."))
    page = olive.post(EDIT, posted(text="What I wrote.")).content.decode()
    assert 'name="version" value="1"' in page
    assert olive.post(EDIT, posted(text="What I wrote.", version="1")).status_code == 302
    assert Declaration.objects.get().text == "What I wrote."


def test_a_spoiled_version_never_saves_over_somebody(olive: Client, cast: Cast) -> None:
    declare(cast, agreed(text="What they wrote."))
    assert olive.post(EDIT, posted(text="Mine.", version="nonsense")).status_code == 409
    assert Declaration.objects.get().text == "What they wrote."


def test_an_officer_of_two_partnerships_of_an_area_chooses(olive: Client, cast: Cast) -> None:
    wide = Partnership.objects.create(name="North together", slug="together")
    wide.areas.add(cast.area)
    Membership.objects.create(person=cast.olive, role=Role.OFFICER, partnership=wide, started_on="2020-01-01")
    assert "?partnership=together" in olive.get(EDIT).content.decode()
    olive.post(f"{EDIT}?partnership=together", posted())
    assert Declaration.objects.get().partnership == wide


def test_a_partnership_of_another_area_is_not_found(olive: Client, cast: Cast) -> None:
    assert olive.get(f"{EDIT}?partnership=southbury").status_code == 404


def copy_address(client: Client) -> str:
    client.post(EDIT, posted() | {"copy": SimpleUploadedFile("Signed.pdf", PDF)})
    return f"/declarations/copies/{DeclarationCopy.objects.get().pk}/"


@pytest.mark.parametrize(("who", "status"), [("olive", 200), ("colin", 200), ("reg", 200), ("ana", 200), ("otto", 404)])
def test_the_copy_is_for_who_works_with_the_partnership(client: Client, cast: Cast, who: str, status: int) -> None:
    client.force_login(cast.olive)
    address = copy_address(client)
    client.force_login(getattr(cast, who))
    assert client.get(address).status_code == status


def test_a_visitor_must_sign_in_for_the_copy(olive: Client) -> None:
    address = copy_address(olive)
    olive.logout()
    assert olive.get(address).status_code == 302


def test_the_copy_is_handed_out_as_a_file_to_keep(olive: Client) -> None:
    response = olive.get(copy_address(olive))
    assert response.headers["Content-Disposition"] == 'attachment; filename="Signed.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF


def test_a_copy_whose_file_is_gone_is_not_found(olive: Client) -> None:
    address = copy_address(olive)
    Path(DeclarationCopy.objects.get().file.path).unlink()
    assert olive.get(address).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olive", 200), ("colin", 200), ("reg", 200), ("otto", 404)])
def test_earlier_wordings_are_for_who_works_with_the_partnership(
    client: Client, cast: Cast, who: str, status: int
) -> None:
    declare(cast, agreed(text="The first wording."))
    declare(cast, agreed(text="The second wording."), version=1)
    client.force_login(getattr(cast, who))
    response = client.get("/areas/northshire/declaration/northshire/texts/")
    assert response.status_code == status
    assert ("The first wording." in response.content.decode()) is (status == 200)


def test_nothing_is_written_by_looking_at_the_form(olive: Client) -> None:
    olive.get(EDIT)
    assert not Declaration.objects.exists()
