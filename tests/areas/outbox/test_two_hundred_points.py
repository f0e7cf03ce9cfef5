"""Two hundred things go wrong while letters leave, at random points: none is lost, none comes twice unflagged.

The seed is printed with a failure; ``KILL_SEED`` plays the same run again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from areas.models import Letter, LetterTry
from areas.outbox.operations import put_letters, resend_letter, send_waiting_letters
from areas.outbox.rules import MOST_TRIES, NewLetter
from tests.areas.outbox.conftest import worker_environment
from tests.smtp import Sink

ROOT = Path(__file__).resolve().parents[3]
POINTS = 200
#: Letters that wait at each point, at the least.
WAITING = 30


class Workers:
    """Real processes that send, each begun on demand."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.begun = 0

    def begin(self) -> int:
        """Begin one more and return its number."""
        assert self.process.stdin
        assert self.process.stdout
        self.begun += 1
        self.process.stdin.write("one\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def running_workers(sink: Sink) -> Iterator[Workers]:
    command = [sys.executable, "-m", "tests.smtp_worker", "--many"]
    with subprocess.Popen(
        command, cwd=ROOT, env=worker_environment(sink), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Workers(process)
        process.kill()


class Run:
    """What has been put in so far, and what went wrong."""

    def __init__(self, sink: Sink, workers: Workers, dice: random.Random) -> None:
        self.sink, self.workers, self.dice = sink, workers, dice
        self.put = 0

    def top_up(self) -> None:
        """See that enough letters wait."""
        missing = WAITING - Letter.objects.waiting().count()
        rows = [
            NewLetter(f"note:{n}", "note", None, f"reader{n}@example.org", "Subject", "Text\n", "<p>Text</p>")
            for n in range(self.put, self.put + max(missing, 0))
        ]
        put_letters(rows)
        self.put += len(rows)

    def let_time_pass(self) -> None:
        """Let leases and pauses run out, as five minutes do."""
        past = timezone.now() - timedelta(seconds=1)
        Letter.objects.filter(state="claimed").update(claimed_until=past)
        Letter.objects.filter(state="planned").update(not_before=None)

    def kill(self) -> None:
        """Kill a worker somewhere on its way, another one perhaps beside it."""
        numbers = [self.workers.begin() for _ in range(self.dice.choice([1, 1, 2]))]
        for number in numbers:
            time.sleep(self.dice.uniform(0, 0.06))
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def drop(self) -> None:
        """Break the line to the mail server before or after it has taken a letter."""
        self.sink.script.extend(["take"] * self.dice.randrange(6) + [self.dice.choice(["drop before", "drop after"])])
        self.wait_for(self.workers.begin())

    def cut(self) -> None:
        """Cut a worker's line to the database."""
        number = self.workers.begin()
        time.sleep(self.dice.uniform(0, 0.06))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        self.wait_for(number)

    def wait_for(self, number: int) -> None:
        """Wait until a worker has ended by itself."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                os.kill(number, 0)
            except ProcessLookupError:
                return
            time.sleep(0.002)
        os.kill(number, signal.SIGKILL)


def send_what_is_left(run: Run) -> None:
    """Send until nothing waits; what was hit five times is parked with its reason, and sent again by hand."""
    for letter in Letter.objects.filter(state="failed"):
        assert (letter.attempts, bool(letter.last_error)) == (MOST_TRIES, True)
        resend_letter(letter_id=letter.pk, by=None)
    while send_waiting_letters().accepted:
        run.let_time_pass()


@pytest.mark.time_limit(240)
@pytest.mark.django_db(transaction=True)
def test_two_hundred_mishaps_lose_no_letter_and_double_only_flagged_ones(sink: Sink) -> None:
    seed = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(10**6))
    print(f"KILL_SEED={seed}")
    with running_workers(sink) as workers:
        run = Run(sink, workers, random.Random(seed))
        mishaps = [run.kill] * (POINTS - 70) + [run.drop] * 45 + [run.cut] * 25
        run.dice.shuffle(mishaps)
        for mishap in mishaps:
            run.top_up()
            mishap()
            run.let_time_pass()
        sink.script.clear()
        time.sleep(0.2)  # whoever was killed last has let go of its line by then
        send_what_is_left(run)
    copies = Counter(str(letter["To"]) for letter in sink.letters)
    flagged = set(Letter.objects.filter(maybe_twice=True).values_list("address", flat=True))
    doubled = {address for address, number in copies.items() if number > 1}
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert set(copies) == {f"reader{n}@example.org" for n in range(run.put)}
    assert doubled <= flagged
    assert sum(copies.values()) - len(copies) <= workers.begun, "a mishap may double one letter at the most"
    assert len(flagged) >= 10, "too little went wrong in the middle of a letter to prove anything"
    assert send_waiting_letters().accepted == 0
    accepted = LetterTry.objects.filter(outcome="accepted")
    assert sorted(accepted.values_list("letter", flat=True)) == sorted(Letter.objects.values_list("pk", flat=True))
    assert (
        set(LetterTry.objects.filter(outcome__in=["unclear", "stopped"]).values_list("letter__address", flat=True))
        == flagged
    )
