"""``kill -9`` hits the Celery worker while the mail server has a letter in its hands: no letter is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from concordat.embedded import EmbeddedPostgres, EmbeddedValkey
from tests.journeys.overdue import OFFICERS
from tests.smtp import Sink, running_sink

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Start a mail server that does as it is told."""
    with running_sink() as sink:
        yield sink


@pytest.fixture
def env(sink: Sink) -> Iterator[dict[str, str]]:
    """Start a PostgreSQL and a Valkey, and put twelve officers with an overdue action on stage."""
    home = Path(tempfile.mkdtemp(prefix="cck-"))
    with EmbeddedPostgres(home, durable=False) as postgres, EmbeddedValkey(home, durable=False) as valkey:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "concordat.settings.local",
            "CONCORDAT_HOME": str(home),
            "DATABASE_URL": postgres.url,
            "REDIS_URL": valkey.url,
            "LETTER_HOURS": "any",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "SECRET_KEY": "a secret for journeys only, long enough to be taken seriously",
        }
        for words in (("manage.py", "prepare"), ("-m", "tests.journeys.stage"), ("-m", "tests.journeys.overdue")):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=env, check=True, timeout=120, capture_output=True)
        yield env
    shutil.rmtree(home, ignore_errors=True)


def _start_worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "celery", "--app", "concordat", "--quiet", "worker", "--pool=threads"]
    return subprocess.Popen([*words, "--concurrency=2", "--loglevel=ERROR"], cwd=ROOT, env=env)


def _round(env: dict[str, str]) -> None:
    """Run the nightly round, which asks the worker to send what waits."""
    subprocess.run([sys.executable, "manage.py", "run_reminders"], cwd=ROOT, env=env, check=True, timeout=60)


def _ask(env: dict[str, str], statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(env["DATABASE_URL"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def _wait_until_all_are_sent(env: dict[str, str]) -> None:
    deadline = time.monotonic() + 60
    while _ask(env, "SELECT 1 FROM areas_letter WHERE state <> 'sent'"):
        assert time.monotonic() < deadline, _ask(env, "SELECT address, state, last_error FROM areas_letter")
        time.sleep(0.5)


@pytest.mark.time_limit(300)
def test_a_worker_killed_in_the_middle_of_sending_loses_no_letter(env: dict[str, str], sink: Sink) -> None:
    sink.script.extend(["take"] * 5 + ["stall after"])
    worker = _start_worker(env)
    _round(env)
    assert sink.stalled.wait(60), "the worker never came to the letter that stalls"
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    sink.go_on.set()
    _ask(env, "UPDATE areas_letter SET claimed_until = now() - interval '1 minute' WHERE state = 'claimed'")
    successor = _start_worker(env)
    try:
        _round(env)
        _wait_until_all_are_sent(env)
    finally:
        successor.kill()
        successor.wait(10)
    copies = Counter(str(letter["To"]) for letter in sink.letters)
    flagged = {address for (address,) in _ask(env, "SELECT address FROM areas_letter WHERE maybe_twice")}
    assert set(OFFICERS) <= set(copies)
    assert len(flagged) == 1
    assert {address for address, count in copies.items() if count > 1} <= flagged
