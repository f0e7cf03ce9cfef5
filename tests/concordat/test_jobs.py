"""A broker that is away delays work, never a page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytest_django import Settings

from concordat import jobs


@contextmanager
def producer_to_nowhere(producer: Any = None) -> Iterator[Any]:
    """Give a producer whose broker is not there."""
    yield jobs.app.amqp.Producer(jobs.app.connection_for_write("redis+socket:///nowhere/valkey.sock"))


def test_a_broker_that_is_away_holds_nobody_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.JOBS_HELD = False
    monkeypatch.setattr(jobs.app, "producer_or_acquire", producer_to_nowhere)
    began = time.monotonic()
    jobs.hand_over("plans.tasks.refresh_plan", 1)
    assert time.monotonic() - began < 2
