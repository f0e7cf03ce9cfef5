"""Sending the file a plan is kept in."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plans.models import Action, PlanImport
from tests.cast import Cast
from tests.plans.imports.uploads import csv_file


def _send(client: Client, cast: Cast, sent: SimpleUploadedFile, year: str = "2026") -> object:
    client.force_login(cast.olive)
    return client.post(f"/plans/{cast.plan.pk}/import/", {"file": sent, "plan_year": year}, follow=True)


def test_what_was_found_is_shown_first(client: Client, cast: Cast) -> None:
    page = _send(client, cast, csv_file()).content.decode()
    assert "2 actions in plan.csv" in page
    assert "“Timescale”" in page


def test_the_rows_are_shown_with_how_they_were_read(client: Client, cast: Cast) -> None:
    _send(client, cast, csv_file())
    page = client.get(f"/plans/{cast.plan.pk}/import/{PlanImport.objects.get().pk}/").content.decode()
    assert "Open a crisis café in the evening." in page
    assert "We read this as: " in page
    assert "31 March 2027" in page
    assert "names no single lead" in page


def test_nothing_enters_the_plan_before_it_is_confirmed(client: Client, cast: Cast) -> None:
    before = Action.objects.count()
    _send(client, cast, csv_file())
    assert Action.objects.count() == before


def test_the_original_file_is_kept(client: Client, cast: Cast) -> None:
    _send(client, cast, csv_file())
    kept = PlanImport.objects.get()
    with kept.file as file:
        assert file.read() == csv_file().read()


def test_the_original_is_handed_out_to_those_who_may_bring_plans_in(client: Client, cast: Cast) -> None:
    _send(client, cast, csv_file())
    url = f"/plans/{cast.plan.pk}/import/{PlanImport.objects.get().pk}/file/"
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == csv_file().read()
    assert answer["Content-Disposition"].startswith("attachment")
    for person, status in ((cast.otto, 404), (cast.colin, 403)):
        client.force_login(person)
        assert client.get(url).status_code == status


def test_no_file_gets_a_sentence_and_the_year_comes_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    page = client.post(f"/plans/{cast.plan.pk}/import/", {"plan_year": "2019"}).content.decode()
    assert "Choose the file that holds your plan" in page
    assert 'value="2019"' in page


def test_a_pdf_gets_a_sentence_and_nothing_is_kept(client: Client, cast: Cast) -> None:
    page = _send(client, cast, SimpleUploadedFile("plan.docx", b"%PDF-1.7 plan %%EOF")).content.decode()
    assert "Save the plan as Word or Excel" in page
    assert not PlanImport.objects.exists()


def test_a_file_without_actions_gets_a_sentence(client: Client, cast: Cast) -> None:
    page = _send(client, cast, csv_file("Dear all\nplease see below\n")).content.decode()
    assert "We found no actions in the file" in page
    assert not PlanImport.objects.exists()


def test_a_contributor_may_not_send_a_plan(client: Client, cast: Cast) -> None:
    client.force_login(cast.colin)
    sent = client.post(f"/plans/{cast.plan.pk}/import/", {"file": csv_file(), "plan_year": "2026"})
    assert (sent.status_code, PlanImport.objects.count()) == (403, 0)
