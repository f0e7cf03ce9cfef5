"""A broker that is away delays work, never a page."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from queue import SimpleQueue
from threading import Event
from typing import Any

import pytest
import redis
from pytest_django import Settings

from concordat import jobs


@contextmanager
def producer_to_nowhere(producer: Any = None) -> Iterator[Any]:
    """Give a producer whose broker is not there."""
    yield jobs.app.amqp.Producer(jobs.app.connection_for_write("redis+socket:///nowhere/valkey.sock"))


@pytest.fixture
def no_broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_HELD = False
    monkeypatch.setattr(jobs.app, "producer_or_acquire", producer_to_nowhere)


@pytest.mark.usefixtures("no_broker")
def test_a_broker_that_is_away_is_logged_not_raised(caplog: pytest.LogCaptureFixture) -> None:
    began = time.monotonic()
    jobs.send("plans.tasks.refresh_plan", 1)
    assert time.monotonic() - began < 2
    assert "The broker did not take plans.tasks.refresh_plan" in caplog.text


def test_nobody_waits_for_the_broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_HELD = False
    may_go_on, sent = Event(), SimpleQueue[str]()

    def slow(task: str, *args: Any) -> None:
        may_go_on.wait(10)
        sent.put(task)

    monkeypatch.setattr(jobs, "send", slow)
    jobs.hand_over("plans.tasks.refresh_plan", 1)
    assert sent.empty()
    may_go_on.set()
    assert sent.get(timeout=10) == "plans.tasks.refresh_plan"


def test_a_command_that_ends_hands_over_what_is_left(private_valkey: str) -> None:
    code = "import django; django.setup(); from concordat import jobs; jobs.hand_over('plans.tasks.refresh_plan', 7)"
    broker = private_valkey.replace("db=0", "db=3")  # a corner of its own
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "concordat.settings.local", "REDIS_URL": broker}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=env, check=True, timeout=60)
    with closing(redis.Redis.from_url(broker)) as line:
        assert line.llen("celery") == 1


def test_the_same_job_left_again_at_once_is_handed_over_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOBS_HELD = False
    monkeypatch.setattr(jobs, "GATHER_SECONDS", 30.0)
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(jobs, "send", lambda *job: sent.append(job))
    line: SimpleQueue[tuple[str, tuple[Any, ...]] | None] = SimpleQueue()
    for plan in (7, 8, 7):
        line.put(("plans.tasks.refresh_plan", (plan,)))
    line.put(None)
    jobs._serve(line)
    assert sent == [("plans.tasks.refresh_plan", 7), ("plans.tasks.refresh_plan", 8)]
