"""Starts the processes of the service, watches them, and ends all of them for certain."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from concordat.embedded import process
from concordat.embedded.errors import EmbeddedError, disk_full

ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 12.0
LONGEST_LOG = 5_000_000


class Stopped(Exception):
    """Somebody pressed Ctrl-C, closed the terminal or sent SIGTERM."""


@dataclass(frozen=True)
class Part:
    """One process of the service and what it is called on screen."""

    name: str
    command: Sequence[str]


class Supervisor:
    """Runs parts as children. None outlives it: not after Ctrl-C, a closed terminal or kill -9."""

    def __init__(self, *, base: Path, logs: Path, env: Mapping[str, str]) -> None:
        """Take the folder to run in, the folder for logs, and the children's environment."""
        self.base, self.logs, self.env = base, logs, env
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._asked = False

    def listen(self) -> None:
        """From now on a request to stop is noted, and raises ``Stopped`` at the next ``pause``.

        It is never raised in the middle of a step: a child just born would not be known yet.
        """
        for number in ASKED_TO_STOP:
            signal.signal(number, self._on_signal)

    def start(self, part: Part) -> None:
        """Start one part; what it says goes to its log."""
        log = self.log_of(part.name)
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".log.old"))
        with log.open("ab") as file:
            log.chmod(0o600)
            self.running[part.name] = process.spawn(part.command, folder=self.base, uid=None, log=file, env=self.env)

    def run_once(self, part: Part) -> int:
        """Run a part to its end with its words on the screen; return its exit code."""
        child = subprocess.Popen(
            part.command,
            cwd=self.base,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=process.end_with_parent(),
        )
        self.running[part.name] = child
        while child.poll() is None:
            self.pause(0.05)
        del self.running[part.name]
        return child.returncode

    def pause(self, seconds: float) -> None:
        """Wait a moment. Raises ``Stopped`` when a stop was asked for."""
        if not self._asked:
            time.sleep(seconds)
        if self._asked:
            raise Stopped

    def watch(self, others: Mapping[str, subprocess.Popen[bytes] | None]) -> None:
        """Wait until a part, or one of the ``others``, ends by itself. Raises ``EmbeddedError`` then."""
        while True:
            self.check(others)
            self.pause(0.25)

    def check(self, others: Mapping[str, subprocess.Popen[bytes] | None]) -> None:
        """Raise ``EmbeddedError`` when a part has ended by itself."""
        for name, child in {**others, **self.running}.items():
            if child is not None and (code := child.poll()) is not None:
                raise self._ended(name, code)

    def stop(self) -> None:
        """End every part: kindly at first, for certain in the end, their own children too."""
        for number in ASKED_TO_STOP:
            signal.signal(number, signal.SIG_IGN)
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
            _end_group(child.pid)
            child.wait(5)
        self.running.clear()

    def log_of(self, name: str) -> Path:
        """Return where a part writes what it says."""
        return self.logs / f"{name}.log"

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked = True

    def _ended(self, name: str, code: int) -> EmbeddedError:
        log = self.log_of(name) if self.log_of(name).exists() else self.logs.parent / f"{name}.log"
        said = log.read_text(errors="replace")[-3000:] if log.exists() else ""
        if "No space left on device" in said:
            return disk_full(self.logs)
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        last = "".join(f"\n    {line}" for line in said.splitlines()[-6:])
        return EmbeddedError(
            f"The part “{name}” {how}, so everything was stopped. Start again; if it happens again, its log {log} says why.{last}"
        )


def _end_group(pid: int) -> None:
    """Kill what a part left in its own group, such as the web server's workers."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
