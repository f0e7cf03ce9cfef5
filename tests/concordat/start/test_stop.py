"""However it ends, nothing of it stays behind, and the next start finds everything."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.concordat.start.running import Running, nothing_left, processes_of

Start = Callable[[Path], Running]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGHUP], ids=["ctrl-c", "closed terminal"])
def test_a_stop_that_was_asked_for_leaves_no_process(start: Start, home: Path, by: signal.Signals) -> None:
    running = start(home).until_ready()
    assert running.end(by) == 0
    assert processes_of(home) == {}
    assert "Everything is kept in" in running.words


def test_a_killed_supervisor_takes_everything_with_it(start: Start, home: Path) -> None:
    running = start(home).until_ready()
    assert running.end(signal.SIGKILL) == -signal.SIGKILL
    assert nothing_left(home), processes_of(home)


@pytest.mark.parametrize("part", [" worker ", "bin/postgres"])
def test_one_part_that_dies_stops_all_and_is_named(start: Start, home: Path, part: str) -> None:
    running = start(home).until_ready()
    child = min(pid for pid, command in processes_of(home).items() if part in command)
    os.kill(child, signal.SIGKILL)
    assert running.until_ended() == 1
    assert "was ended by SIGKILL, so everything was stopped" in running.words
    assert processes_of(home) == {}


def test_a_stop_in_the_middle_of_a_first_start_leaves_no_process(start: Start, tmp_path: Path) -> None:
    running = start(tmp_path / "home")
    while "Database:" not in running.words:
        time.sleep(0.01)
    assert running.end(signal.SIGINT) == 0
    assert processes_of(tmp_path / "home") == {}


def test_a_later_start_is_quick_and_keeps_the_data(start: Start, home: Path) -> None:
    if not home.exists():
        start(home).until_ready().end()
    kept = (home / "secret-key").read_text()
    began = time.monotonic()
    running = start(home).until_ready()
    took = time.monotonic() - began
    running.end()
    assert "PostgreSQL 18 started" in running.words
    assert (home / "secret-key").read_text() == kept
    assert took < 30, "the goal is 15 seconds on a machine that does nothing else"
