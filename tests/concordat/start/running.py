"""A real ``manage.py up`` in a temporary home, and a way to see what it leaves behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "LETTER_HOURS",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DJANGO_SETTINGS_MODULE",
    "SITE_URL",
)


def free_port() -> int:
    """Return a port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """One start of the service; ``words`` is what it has said on the screen so far."""

    def __init__(self, home: Path, *, port: int | None = None, command: str = "manage.py up", **variables: str) -> None:
        self.home, self.port = home, port or free_port()
        self.said = home.with_name(f"{home.name}-{self.port}-{time.monotonic_ns()}.txt")
        env = {name: value for name, value in os.environ.items() if name not in OURS}
        env |= {"CONCORDAT_HOME": str(home), "PORT": str(self.port), "CONCORDAT_DEMO": "0"} | variables
        with self.said.open("wb") as screen:
            self.process = subprocess.Popen(
                [sys.executable, *command.split()],
                cwd=ROOT, env=env, stdout=screen, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip

    @property
    def words(self) -> str:
        return self.said.read_text()

    def until_ready(self, seconds: float = 90) -> Running:
        deadline = time.monotonic() + seconds
        while "is ready after" not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            time.sleep(0.05)
        return self

    def until_ended(self, seconds: float = 40) -> int:
        return self.process.wait(seconds)

    def ask(self, path: str) -> tuple[int, dict[str, Any]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            line.close()

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(by)
        return self.until_ended()


def processes_of(home: Path) -> dict[int, str]:
    """Return every process that works in ``home``, has it in its environment or on its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            facts = (folder / "cmdline").read_bytes() + b"\0" + (folder / "environ").read_bytes()
            where = os.fsencode((folder / "cwd").readlink())
            running = (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            continue
        name = os.fsencode(home)
        if running and (name in facts or where.startswith(name)):
            found[int(folder.name)] = facts.partition(b"\0\0")[0].replace(b"\0", b" ").decode(errors="replace")[:400]
    return found


def nothing_left(home: Path, seconds: float = 15) -> bool:
    """Say whether every process of ``home`` is gone within ``seconds``."""
    deadline = time.monotonic() + seconds
    while processes_of(home):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
