"""A file or a link becomes evidence of an action."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from areas.models import AuditEntry
from plans.evidence.operations import add_evidence
from plans.evidence.rules import NewEvidence
from plans.models import Evidence, Plan, ProgressUpdate
from plans.progress.operations import still_true
from tests.cast import Cast, make_action
from tests.plans.evidence.pieces import A_PDF, a_file, add_file, add_link, boxes, send
from tests.plans.progress.test_race import at_once


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.olive)
    return client


def address(cast: Cast) -> str:
    return f"/actions/{cast.police_action.pk}/evidence/add/"


def test_a_file_is_kept_under_its_fingerprint_and_shown_on_the_action(officer: Client, cast: Cast) -> None:
    response = send(
        officer, address(cast), url=None, file=a_file(), shows="Who was trained", **boxes("dated_on", date(2026, 5, 1))
    )
    kept = Evidence.objects.get()
    assert response["Location"] == f"/evidence/{kept.pk}/"
    assert Path(kept.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert Path(kept.file.name).name.startswith(kept.sha256[:32])
    page = officer.get(f"/actions/{cast.police_action.pk}/").content.decode()
    assert "Training register" in page
    assert "PDF, 20\xa0bytes" in page
    assert "1 May 2026" in page


def test_a_link_waits_for_its_first_look(officer: Client, cast: Cast) -> None:
    send(officer, address(cast))
    kept = Evidence.objects.get()
    assert (kept.url, kept.link_state, kept.by_id) == ("https://example.org/a", "unchecked", cast.olive.pk)
    assert "Not checked yet" in officer.get(kept.get_absolute_url()).content.decode()


def test_it_may_belong_to_an_update(officer: Client, cast: Cast) -> None:
    update = still_true(action_id=cast.police_action.pk, expected_version=1, by=cast.olive.pk, submission_key=None)
    send(officer, address(cast), update=update.pk)
    assert Evidence.objects.get().update == update
    assert "Update of" in officer.get(Evidence.objects.get().get_absolute_url()).content.decode()


def test_an_update_shows_its_evidence_and_leads_to_adding_more(officer: Client, cast: Cast) -> None:
    update = still_true(action_id=cast.police_action.pk, expected_version=1, by=cast.olive.pk, submission_key=None)
    link = f"/actions/{cast.police_action.pk}/evidence/add/?update={update.pk}"
    assert link in officer.get(f"/actions/{cast.police_action.pk}/").content.decode()
    assert f'value="{update.pk}" selected' in officer.get(link).content.decode()
    add_link(cast.police_action, title="Register", update_id=update.pk)
    assert officer.get(f"/actions/{cast.police_action.pk}/").content.decode().count("Register</a>") == 2


def test_an_action_that_was_carried_on_shows_the_evidence_of_the_edition_before(officer: Client, cast: Cast) -> None:
    add_link(cast.police_action, title="Register")
    carried = make_action(cast.plan, "Train everybody", carried_from=cast.police_action)
    assert "Register</a>" in officer.get(f"/actions/{carried.pk}/").content.decode()


def test_it_cannot_belong_to_an_update_of_another_action(cast: Cast) -> None:
    update = still_true(action_id=cast.council_action.pk, expected_version=1, by=None, submission_key=None)
    with pytest.raises(ValueError, match="update of this action"):
        add_link(cast.police_action, update_id=update.pk)
    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"url": ""}, "Choose a file, or enter a web address below"),
        ({"file": a_file()}, "Either choose a file or enter a web address, not both"),
        ({"title": ""}, "Enter the title"),
        ({"url": "www.example.org"}, "Enter the whole web address, starting with https://"),
        ({"url": "javascript:alert(1)"}, "Enter the whole web address, starting with https://"),
        ({"url": "https://olive:secret@example.org/"}, "Enter the whole web address, starting with https://"),
        ({"url": 'https://example.org/"><script>'}, "Enter the whole web address, starting with https://"),
        ({"url": None, "file": a_file("x.pdf", b"<html><script>")}, "This is a web page"),
        ({"url": None, "file": a_file("x.pdf", b"MZ\x90" + b"\x00" * 9)}, "This is a program"),
        ({"classification": "secret"}, "Select an answer to"),
        ({"shows": "The NHS number is 943 476 5919"}, "The text may tell who somebody is"),
        (
            boxes("valid_until", date(2020, 1, 1)) | boxes("dated_on", date(2021, 1, 1)),
            "must be the date of the evidence",
        ),
    ],
)
def test_what_cannot_be_kept_is_told_and_what_was_typed_comes_back(
    officer: Client, cast: Cast, typed: dict[str, object], sentence: str
) -> None:
    response = send(officer, address(cast), **({"shows": "Who was trained"} | typed))
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert typed.get("shows", "Who was trained") in page
    assert not Evidence.objects.exists()


def test_a_form_sent_twice_makes_one_piece_and_both_are_thanked(officer: Client, cast: Cast) -> None:
    key = uuid4()
    answers = [send(officer, address(cast), url=None, file=a_file(), submission_key=key) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {Evidence.objects.get().get_absolute_url()}


def test_adding_is_audited_and_moves_the_plan_s_mark(cast: Cast) -> None:
    before = Plan.objects.get(pk=cast.plan.pk).change_mark
    added = add_file(cast.police_action, by=cast.olive.pk)
    entry = AuditEntry.objects.get(object_kind="evidence", object_id=added.pk)
    assert (entry.verb, entry.by, entry.after["file_name"]) == ("added evidence", cast.olive, "Register.pdf")
    assert Plan.objects.get(pk=cast.plan.pk).change_mark == before + 1


def test_no_file_is_left_behind_when_the_trail_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**facts: object) -> None:
        raise RuntimeError("No trail")

    monkeypatch.setattr("plans.evidence.operations.pieces.record", refuse)
    with pytest.raises(RuntimeError, match="No trail"):
        add_file(cast.police_action)
    assert not Evidence.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_the_database_takes_nothing_that_is_neither_file_nor_web_address(cast: Cast) -> None:
    for wrong in ({"url": ""}, {"url": "ftp://example.org"}, {"url": "https://example.org", "sha256": "0" * 64}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(action=cast.police_action, title="x", **wrong)


def test_the_same_bytes_may_show_two_things(cast: Cast) -> None:
    one, other = add_file(cast.police_action, A_PDF), add_file(cast.council_action, A_PDF)
    assert one.sha256 == other.sha256
    assert one.file.name != other.file.name


def test_a_link_alone_needs_a_whole_address(cast: Cast) -> None:
    new = NewEvidence("Report", url="example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        add_evidence(action_id=cast.police_action.pk, new=new, file=None, by=None)


@pytest.mark.django_db(transaction=True)
def test_two_of_the_same_form_at_the_same_moment_make_one_piece(cast: Cast) -> None:
    key = uuid4()
    made = at_once(*[lambda: add_file(cast.police_action, by=cast.olive.pk, key=key)] * 4)
    assert set(made) == {Evidence.objects.get()}
