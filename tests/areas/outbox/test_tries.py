"""Every try to send a letter is kept, with what became of it, and nobody can change it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from areas.models import Letter, LetterTry
from areas.outbox.operations import claim_letters, send_waiting_letters
from tests.areas.outbox.conftest import PutLetters
from tests.smtp import Sink


def tries() -> list[tuple[str, str]]:
    return list(LetterTry.objects.values_list("letter__key", "outcome"))


def test_a_letter_that_is_taken_has_one_try(put: PutLetters, sink: Sink) -> None:
    put(3)
    send_waiting_letters()
    assert tries() == [("note:0", "accepted"), ("note:1", "accepted"), ("note:2", "accepted")]


def test_a_refusal_is_kept_in_the_server_s_own_words(put: PutLetters, sink: Sink) -> None:
    put(1)
    sink.script.extend(["refuse"])
    send_waiting_letters()
    Letter.objects.update(not_before=None)
    send_waiting_letters()
    assert tries() == [("note:0", "refused"), ("note:0", "accepted")]
    first = LetterTry.objects.first()
    assert first
    assert "550 No such mailbox here" in first.reason


def test_a_line_that_breaks_after_the_letter_is_unclear(put: PutLetters, sink: Sink) -> None:
    put(1)
    sink.script.extend(["drop after"])
    send_waiting_letters()
    assert tries() == [("note:0", "unclear")]


def test_a_worker_that_died_with_the_letter_is_a_try(put: PutLetters) -> None:
    put(2)
    past = timezone.now() - timedelta(minutes=1)
    Letter.objects.update(state="claimed", claimed_until=past)
    Letter.objects.filter(key="note:0").update(handed_over_at=past)
    claim_letters(10, timezone.now())
    assert tries() == [("note:0", "stopped")]


@pytest.mark.parametrize(
    "change",
    [lambda: LetterTry.objects.update(outcome="refused"), lambda: LetterTry.objects.all().delete()],
    ids=["changed", "taken out"],
)
def test_a_try_is_never_changed_or_taken_out(put: PutLetters, sink: Sink, change: Callable[[], object]) -> None:
    put(1)
    send_waiting_letters()
    with transaction.atomic(), pytest.raises(InternalError, match="Cannot"):
        change()
