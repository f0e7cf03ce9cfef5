"""A key is one letter, and a letter has one holder."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from areas.models import Letter
from areas.outbox.operations import claim_letters
from areas.outbox.rules import LEASE
from tests.areas.outbox.conftest import PutLetters

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def test_the_same_key_is_put_once(put: PutLetters) -> None:
    assert len(put(2)) == 2
    assert put(2) == []
    assert Letter.objects.count() == 2


def test_the_message_id_follows_from_the_key(put: PutLetters) -> None:
    first = put(1)[0].message_id
    Letter.objects.all().delete()
    assert put(1)[0].message_id == first
    assert first.endswith("@testserver>")
    assert "note" not in first


def test_any_number_of_letters_is_put_in_one_statement(put: PutLetters, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        put(300)


def test_a_claimed_letter_is_not_claimed_again_while_the_lease_runs(put: PutLetters) -> None:
    put(3)
    assert len(claim_letters(2, NOW)) == 2
    assert len(claim_letters(2, NOW)) == 1
    assert claim_letters(2, NOW + LEASE - timedelta(seconds=1)) == []


def test_an_expired_lease_is_taken_again_without_a_flag_if_nothing_was_handed_over(put: PutLetters) -> None:
    put(1)
    claim_letters(1, NOW)
    letter = claim_letters(1, NOW + LEASE + timedelta(seconds=1))[0]
    assert (letter.maybe_twice, letter.attempts) == (False, 0)


def test_an_expired_lease_of_a_letter_that_was_handed_over_is_flagged(put: PutLetters) -> None:
    put(1)
    claim_letters(1, NOW)
    Letter.objects.update(handed_over_at=NOW)
    letter = claim_letters(1, NOW + LEASE + timedelta(seconds=1))[0]
    assert (letter.maybe_twice, letter.attempts) == (True, 1)


def test_a_letter_that_kills_its_worker_five_times_is_parked(put: PutLetters) -> None:
    put(1)
    claim_letters(1, NOW)
    Letter.objects.update(handed_over_at=NOW, attempts=4)
    assert claim_letters(1, NOW + LEASE + timedelta(seconds=1)) == []
    parked = Letter.objects.get()
    assert (parked.state, parked.attempts) == ("failed", 5)
    assert "worker stopped" in parked.last_error


def test_a_letter_waits_until_its_next_try(put: PutLetters) -> None:
    put(1)
    Letter.objects.update(not_before=NOW + timedelta(minutes=5))
    assert claim_letters(1, NOW) == []
    assert len(claim_letters(1, NOW + timedelta(minutes=5))) == 1


@pytest.mark.parametrize("state", ["sent", "failed", "superseded", "suspended"])
def test_a_letter_that_is_done_with_is_not_claimed(put: PutLetters, state: str) -> None:
    put(1)
    Letter.objects.update(state=state, sent_at=NOW)
    assert claim_letters(1, NOW + timedelta(days=1)) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_get_the_same_letter(put: PutLetters) -> None:
    put(40)
    got: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        while claimed := claim_letters(3, NOW):
            got.extend(letter.pk for letter in claimed)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(Letter.objects.values_list("pk", flat=True))
