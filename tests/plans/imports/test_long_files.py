"""A long file is read by a worker: seen, left and found again, and never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from concordat import jobs
from plans.imports.operations import read_import, read_waiting_imports, reading, receive_upload
from plans.imports.rules import files
from plans.imports.rules.files import Upload
from plans.models import PlanImport
from tests.cast import Cast
from tests.plans.imports.uploads import CSV

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def every_file_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONG_TEXT", 10)


def sent(cast: Cast, text: str = CSV) -> PlanImport:
    return receive_upload(plan=cast.plan, upload=Upload("plan.csv", text.encode(), 2026), by=cast.olive.pk)


def silent_for(kept: PlanImport, seconds: int, state: str = "reading") -> None:
    then = timezone.now() - timedelta(seconds=seconds)
    PlanImport.objects.filter(pk=kept.pk).update(state=state, claimed_at=then, at=then)


def state_of(kept: PlanImport) -> str:
    kept.refresh_from_db()
    return kept.state


def test_a_worker_is_asked_and_the_page_says_that_it_waits(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    assert jobs.held == [("plans.tasks.read_import", (kept.pk,))]
    page = client.get(f"/plans/{cast.plan.pk}/import/{kept.pk}/", follow=True).content.decode()
    assert "The file waits for its turn" in page


def test_the_worker_reads_it_and_a_second_one_finds_it_done(cast: Cast) -> None:
    kept = sent(cast)
    assert read_import(kept.pk)
    assert not read_import(kept.pk)
    assert (state_of(kept), kept.rows.count(), kept.rows_read) == ("read", 2, 2)


def test_the_page_leads_on_once_it_is_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    read_import(kept.pk)
    answer = client.get(f"/plans/{cast.plan.pk}/import/{kept.pk}/reading/")
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{cast.plan.pk}/import/{kept.pk}/found/")


def test_it_is_found_again_from_the_plan_and_from_my_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    assert f"/import/{kept.pk}/reading/" in client.get(f"/plans/{cast.plan.pk}/").content.decode()
    assert "1 file is being read" in client.get("/me/").content.decode()


def test_a_reader_says_how_far_it_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    silent_for(kept, 1)
    PlanImport.objects.filter(pk=kept.pk).update(rows_read=300, rows_found=1200)
    page = client.get(f"/plans/{cast.plan.pk}/import/{kept.pk}/reading/").content.decode()
    assert "300 of 1,200 rows read (25%)" in page or "300 of 1200 rows read (25%)" in page


def test_a_killed_reader_is_replaced_by_the_timetable(cast: Cast) -> None:
    kept = sent(cast)
    silent_for(kept, 300)
    assert read_waiting_imports() == 1
    assert state_of(kept) == "read"


def test_a_living_reader_is_left_alone(cast: Cast) -> None:
    kept = sent(cast)
    silent_for(kept, 5)
    assert read_waiting_imports() == 0
    assert not read_import(kept.pk)


def test_a_file_whose_message_was_lost_is_taken_up(cast: Cast) -> None:
    kept = sent(cast)
    assert read_waiting_imports() == 0
    silent_for(kept, 60, state="received")
    assert read_waiting_imports() == 1
    assert state_of(kept) == "read"


def test_where_the_broker_is_away_it_is_read_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "hand_over_now", lambda *job: False)
    assert state_of(sent(cast)) == "read"


def test_an_overtaken_reader_writes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = sent(cast)
    real = reading.read_document

    def slowly(*args: object, **named: object) -> object:
        monkeypatch.setattr(reading, "read_document", real)
        silent_for(kept, 300)
        assert read_import(kept.pk)
        return real(*args, **named)

    monkeypatch.setattr(reading, "read_document", slowly)
    assert not read_import(kept.pk)
    assert (state_of(kept), kept.rows.count()) == ("read", 2)


def test_three_readers_that_die_are_enough(cast: Cast) -> None:
    kept = sent(cast)
    silent_for(kept, 300)
    PlanImport.objects.filter(pk=kept.pk).update(tries=3)
    assert not read_import(kept.pk)
    assert state_of(kept) == "refused"
    assert "Copy the plan alone" in kept.refusal


def test_a_failure_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = sent(cast)
    with monkeypatch.context() as broken:
        broken.setattr(reading, "write_rows", lambda *a, **k: 1 / 0)
        assert not read_import(kept.pk)
    assert (state_of(kept), kept.tries) == ("received", 1)
    assert read_import(kept.pk)


def test_a_long_file_without_a_plan_says_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast, "Dear all\nplease see below\n")
    read_import(kept.pk)
    page = client.get(f"/plans/{cast.plan.pk}/import/{kept.pk}/reading/").content.decode()
    assert state_of(kept) == "refused"
    assert "It needs a table with a heading row" in page


def test_somebody_who_waits_may_have_it_read_without_the_workers(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/read-now/")
    assert state_of(kept) == "read"


def test_a_file_that_is_being_read_cannot_be_brought_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    kept = sent(cast)
    client.post(f"/plans/{cast.plan.pk}/import/{kept.pk}/confirm/")
    assert state_of(kept) == "received"
