"""Letters that are withdrawn, rewritten, looked at once more, and sent again."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from django.utils import timezone

from areas.models import AuditEntry, Letter
from areas.outbox.operations import (
    claim_letters,
    register_last_look,
    resend_letter,
    rewrite_letter,
    send_waiting_letters,
    withdraw_letters,
    withdraw_older_letters,
)
from areas.outbox.operations.sending import _last_looks
from concordat import jobs
from concordat.mail import Message
from tests.areas.outbox.conftest import PutLetters
from tests.cast import Cast
from tests.smtp import Sink

NEW_WORDS = Message("New subject", "New text\n", "<p>New</p>")


@pytest.fixture
def last_look() -> Iterator[list[int]]:
    """Note which letters of the kind "seen" are looked at, and take the first of them back."""
    seen: list[int] = []

    def look(ids: Sequence[int]) -> None:
        seen.extend(ids)
        withdraw_letters(ids[:1])
        rewrite_letter(letter_id=ids[-1], message=NEW_WORDS)

    register_last_look("seen", look)
    yield seen
    del _last_looks["seen"]


def test_the_last_look_takes_back_and_rewrites_letters(put: PutLetters, sink: Sink, last_look: list[int]) -> None:
    letters = put(3, kind="seen")
    put(1, kind="other")
    send_waiting_letters()
    assert last_look == [letter.pk for letter in letters]
    assert [letter["Subject"] for letter in sink.letters] == ["Letter 1", "New subject", "Letter 0"]
    assert Letter.objects.get(pk=letters[0].pk).state == "superseded"


def test_a_letter_the_server_has_is_neither_rewritten_nor_withdrawn(put: PutLetters) -> None:
    letter = put(1)[0]
    claim_letters(1, timezone.now())
    Letter.objects.update(handed_over_at=timezone.now())
    assert not rewrite_letter(letter_id=letter.pk, message=NEW_WORDS)
    assert withdraw_letters([letter.pk]) == 0


def test_only_waiting_letters_of_earlier_days_are_withdrawn(db: None) -> None:
    for key, state in [("2026-11-21", "planned"), ("2026-11-22", "failed"), ("2026-11-23", "planned")]:
        Letter.objects.create(
            key=f"digest:{key}:1", kind="digest", address="a@example.org", subject="S", message_id=key, state=state
        )
    withdrawn = withdraw_older_letters("digest", date(2026, 11, 23))
    assert list(Letter.objects.filter(pk__in=withdrawn).values_list("key", flat=True)) == ["digest:2026-11-21:1"]


def test_a_parked_letter_is_sent_again_to_the_address_its_reader_has_now(
    cast: Cast, put: PutLetters, sink: Sink
) -> None:
    letter = put(1)[0]
    Letter.objects.update(state="failed", attempts=5, person=cast.colin)
    assert resend_letter(letter_id=letter.pk, by=cast.adam.pk)
    send_waiting_letters()
    assert [arrived["To"] for arrived in sink.letters] == ["colin@example.org"]
    assert AuditEntry.objects.get().verb == "sent again"


def test_asking_twice_sends_again_once(cast: Cast, put: PutLetters) -> None:
    letter = put(1)[0]
    Letter.objects.update(state="failed", attempts=5)
    assert resend_letter(letter_id=letter.pk, by=cast.adam.pk)
    assert not resend_letter(letter_id=letter.pk, by=cast.adam.pk)
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sending_again_asks_the_workers(cast: Cast, put: PutLetters) -> None:
    letter = put(1)[0]
    Letter.objects.update(state="failed", attempts=5)
    resend_letter(letter_id=letter.pk, by=cast.adam.pk)
    assert ("areas.tasks.send_letters", ()) in jobs.held
