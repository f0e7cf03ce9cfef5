"""No test may hang: after its time it fails and says where it stood.

The fixtures a test starts and the test itself have the same time each. Tests that start the whole
service get more (``LONGER``), and so does one marked ``@pytest.mark.time_limit(300)``. Where Python is stuck inside a library that keeps signals from it,
``faulthandler_timeout`` in pyproject.toml prints the stack and ends the process a little later.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

SECONDS = 60.0
#: Folders whose tests start the whole service or walk all over it.
LONGER = {"tests/journeys": 300.0, "tests/concordat/start": 240.0, "tests/site": 240.0}


class TooLong(BaseException):
    """The time is up; not an ``Exception``, so that no ``except Exception`` of the code swallows it."""


def seconds_for(item: pytest.Item) -> float:
    """Return the time this test has; ``TEST_TIME_FACTOR`` stretches it on a busy machine."""
    mark = item.get_closest_marker("time_limit")
    usual = next((seconds for folder, seconds in LONGER.items() if item.nodeid.startswith(folder + "/")), SECONDS)
    return float(mark.args[0] if mark else usual) * float(os.environ.get("TEST_TIME_FACTOR", "1"))


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise ``TooLong`` when the block runs longer than ``seconds``."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"The test did not end within {seconds:g} seconds.")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
