"""A digest holds a signed link for its reader: only in the envelope, never in the outbox."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from areas.models import Letter
from areas.outbox.operations import send_waiting_letters
from plans.models import ProgressUpdate
from plans.reminders.operations import run_round
from tests.cast import Cast
from tests.plans.reminders.conftest import SetAction
from tests.smtp import Sink


@pytest.fixture
def sent(cast: Cast, set_action: SetAction, sink: Sink, at_half_past_six: None) -> str:
    """Send Colin a digest about his overdue action; return its text part."""
    set_action(cast.police_action, due="2026-11-09")
    run_round()
    send_waiting_letters()
    (letter,) = [one for one in sink.letters if one["To"] == cast.colin.email]
    parts = {
        part.get_content_type(): part.get_payload(decode=True).decode()
        for part in letter.walk()
        if not part.is_multipart()
    }
    assert link_in(parts["text/html"]) == link_in(parts["text/plain"])
    return parts["text/plain"]


def link_in(text: str) -> str:
    (found,) = set(re.findall(r"http://testserver(/u/[^/]+/)", text))
    return found


def test_the_link_in_the_letter_answers_in_the_readers_name(sent: str, client: Client, cast: Cast) -> None:
    typed = {"version": 1, "standing": "in_progress/on_track", "narrative": "Begun"}
    assert client.post(link_in(sent), typed).status_code == 302
    assert ProgressUpdate.objects.get().by == cast.colin


def test_the_outbox_holds_no_link_that_answers_for_somebody_else(sent: str, cast: Cast) -> None:
    letter = Letter.objects.get(person=cast.colin)
    assert "/u/" not in letter.text + letter.html
    assert f"/actions/{cast.police_action.pk}/updates/add/" in letter.text


def test_an_officer_who_reads_the_letter_gets_no_such_link(sent: str, client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    letter = Letter.objects.get(person=cast.colin)
    for path in (f"/reminders/letters/{letter.pk}/", f"/reminders/letters/{letter.pk}/html/"):
        assert "/u/" not in client.get(path).content.decode()


def test_the_letter_keeps_its_key_and_goes_once(sent: str, cast: Cast, sink: Sink) -> None:
    run_round()
    send_waiting_letters()
    assert [one["To"] for one in sink.letters] == [cast.colin.email]
    assert Letter.objects.get(person=cast.colin).key == f"digest:2026-11-23:{cast.colin.pk}"
