"""A worker is killed while it sends. Nothing is lost; what may come twice is flagged."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from areas.models import Letter
from areas.outbox.operations import send_waiting_letters
from tests.areas.outbox.conftest import PutLetters, worker_environment
from tests.smtp import Sink

ROOT = Path(__file__).resolve().parents[3]


def start_worker(sink: Sink) -> subprocess.Popen[bytes]:
    """Start a real process that sends what waits."""
    return subprocess.Popen([sys.executable, "-m", "tests.smtp_worker"], cwd=ROOT, env=worker_environment(sink))


def kill_while_stalled(sink: Sink) -> None:
    """Let a worker run into the stall, and kill it there."""
    worker = start_worker(sink)
    assert sink.stalled.wait(30), "the worker never came to the stalled letter"
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    sink.go_on.set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stall", ["stall", "stall after"])
def test_a_killed_worker_loses_no_letter_and_doubles_at_most_the_flagged_one(
    put: PutLetters, sink: Sink, stall: str
) -> None:
    put(12)
    sink.script.extend(["take"] * 5 + [stall])
    kill_while_stalled(sink)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        send_waiting_letters()
    copies = Counter(letter["To"] for letter in sink.letters)
    assert len(copies) == 12
    doubled = {address for address, count in copies.items() if count > 1}
    flagged = set(Letter.objects.filter(maybe_twice=True).values_list("address", flat=True))
    assert flagged == {"reader5@example.org"}
    assert doubled <= flagged
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_held_waits_until_its_lease_has_run_out(put: PutLetters, sink: Sink) -> None:
    put(3)
    sink.script.extend(["take", "stall"])
    kill_while_stalled(sink)
    assert send_waiting_letters().accepted == 0
    assert Letter.objects.filter(state="claimed").count() == 2
