"""A letter counts as sent when the mail server has said so, and not before."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from areas.models import Letter
from areas.outbox.operations import send_waiting_letters
from areas.outbox.rules import MOST_TRIES, wait_before_try
from tests.areas.outbox.conftest import PutLetters
from tests.smtp import Sink, running_sink


def test_letters_arrive_once_and_are_marked_sent(put: PutLetters, sink: Sink) -> None:
    put(3)
    assert send_waiting_letters().accepted == 3
    assert [letter["To"] for letter in sink.letters] == [f"reader{n}@example.org" for n in range(3)]
    assert set(Letter.objects.values_list("state", "attempts", "handed_over_at")) == {("sent", 1, None)}


def test_sending_again_sends_nothing_more(put: PutLetters, sink: Sink) -> None:
    put(2)
    send_waiting_letters()
    assert send_waiting_letters().accepted == 0
    assert len(sink.letters) == 2


def test_a_letter_says_what_it_is(put: PutLetters, sink: Sink) -> None:
    letter = put(1)[0]
    send_waiting_letters()
    arrived = sink.letters[0]
    assert arrived["Message-ID"] == letter.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["List-Id"] == "Concordat note <note.testserver>"
    assert abs((arrived["Date"].datetime - timezone.now()).total_seconds()) < 60
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]


def test_many_letters_go_over_one_line(put: PutLetters, sink: Sink) -> None:
    put(60)
    send_waiting_letters()
    assert (len(sink.letters), sink.lines) == (60, 1)


def test_a_letter_costs_one_statement_beside_its_batch(
    put: PutLetters, sink: Sink, django_assert_num_queries: object
) -> None:
    put(20)
    with django_assert_num_queries(2 + 20 + 1 + 1):  # type: ignore[operator]
        send_waiting_letters()


def test_a_refused_letter_waits_longer_each_time(put: PutLetters, sink: Sink) -> None:
    put(1)
    sink.script.extend(["refuse"])
    with time_machine.travel(timezone.now(), tick=False):
        send_waiting_letters()
        letter = Letter.objects.get()
        assert (letter.state, letter.attempts) == ("planned", 1)
        assert letter.not_before == timezone.now() + wait_before_try(1)
        assert "550 No such mailbox here" in letter.last_error
    assert wait_before_try(2) > wait_before_try(1)


def refuse_to_the_end(sink: Sink, now: datetime) -> None:
    """Let the mail server refuse the first letter as often as it is tried, a day between the tries."""
    sink.script.extend(["later"] * MOST_TRIES)
    for attempt in range(MOST_TRIES):
        with time_machine.travel(now + attempt * timedelta(days=1)):
            send_waiting_letters()


def test_a_letter_that_fails_five_times_is_parked_with_its_reason(put: PutLetters, sink: Sink) -> None:
    put(1)
    now = timezone.now()
    refuse_to_the_end(sink, now)
    with time_machine.travel(now + timedelta(days=30)):
        send_waiting_letters()
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == ("failed", MOST_TRIES)
    assert "451 Try again later" in letter.last_error
    assert sink.letters == []


def test_a_refused_letter_does_not_hold_up_the_others(put: PutLetters, sink: Sink) -> None:
    put(3)
    sink.script.extend(["take", "refuse", "take"])
    done = send_waiting_letters()
    assert (done.accepted, done.failed) == (2, 1)
    assert len(sink.letters) == 2


@pytest.mark.parametrize(("breaks", "copies"), [("drop before", 1), ("drop after", 2)])
def test_a_line_that_breaks_loses_no_letter_and_is_flagged(
    put: PutLetters, sink: Sink, breaks: str, copies: int
) -> None:
    put(3)
    sink.script.extend(["take", breaks])
    send_waiting_letters()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        send_waiting_letters()
    assert [len(sink.to(f"reader{n}@example.org")) for n in range(3)] == [1, copies, 1]
    assert list(Letter.objects.order_by("pk").values_list("state", "maybe_twice")) == [
        ("sent", False),
        ("sent", True),
        ("sent", False),
    ]
    ids = {letter["Message-ID"] for letter in sink.to("reader1@example.org")}
    assert len(ids) == 1


def test_while_the_server_is_away_letters_wait_without_losing_a_try(put: PutLetters, sink: Sink) -> None:
    with running_sink() as gone:
        pass
    put(2)
    from django.conf import settings

    settings.EMAIL_PORT = gone.port
    assert send_waiting_letters().server_away
    assert set(Letter.objects.values_list("state", "attempts")) == {("planned", 0)}
    assert "broke" in Letter.objects.all()[0].last_error
    settings.EMAIL_PORT = sink.port
    assert send_waiting_letters().accepted == 2


def test_letters_go_to_any_backend_of_django(put: PutLetters) -> None:
    put(2)
    send_waiting_letters()
    assert [letter.to for letter in mail.outbox] == [["reader0@example.org"], ["reader1@example.org"]]


def test_letters_can_go_to_files(put: PutLetters, settings: object, tmp_path: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = tmp_path  # type: ignore[attr-defined]
    put(2)
    send_waiting_letters()
    written = "".join(file.read_text() for file in tmp_path.iterdir() if file.is_file())  # type: ignore[attr-defined]
    assert "reader0@example.org" in written
    assert "reader1@example.org" in written
