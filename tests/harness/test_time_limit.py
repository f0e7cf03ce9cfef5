"""A test that hangs is ended."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.harness.time_limit import LONGER, SECONDS, TooLong, limit, seconds_for


def _item(nodeid: str, mark: float | None = None) -> pytest.Item:
    found = SimpleNamespace(args=(mark,)) if mark else None
    return cast(Any, SimpleNamespace(nodeid=nodeid, get_closest_marker=lambda name: found))


def test_what_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TooLong, match=r"within 0\.05 seconds"), limit(0.05):
        time.sleep(20)
    assert time.monotonic() - began < 10


def test_no_except_of_the_code_swallows_it() -> None:
    assert not issubclass(TooLong, Exception)


def test_a_quick_one_is_left_alone() -> None:
    with limit(0.2):
        pass
    time.sleep(0.3)


def test_this_very_test_is_limited(request: pytest.FixtureRequest) -> None:
    import signal

    left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert 0 < left <= seconds_for(request.node)


def test_starting_the_whole_service_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_TIME_FACTOR", raising=False)
    assert seconds_for(_item("tests/plans/test_x.py::test_y")) == SECONDS
    assert seconds_for(_item("tests/journeys/test_x.py::test_y")) == LONGER["tests/journeys"] > SECONDS
    assert seconds_for(_item("tests/plans/test_x.py::test_y", mark=7)) == 7
