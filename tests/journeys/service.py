"""The whole service as a user starts it, on servers of its own, with a real mail server beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.smtp import Sink, running_sink

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 120


def free_port() -> int:
    """Return a TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """A running service: its address, environment and mail sink."""

    url: str
    env: dict[str, str]
    sink: Sink
    process: subprocess.Popen[str]

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run ``manage.py`` against the same database, as an operator would."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            text=True,
            capture_output=True,
            check=check,
            timeout=120,
        )


@contextmanager
def running_service(home: Path, database_url: str, redis_url: str) -> Iterator[Service]:
    """Start ``manage.py up`` with the cast on stage, wait until it is ready, stop it afterwards."""
    with running_sink() as sink:
        yield from _running(home, database_url, redis_url, sink)


def _running(home: Path, database_url: str, redis_url: str, sink: Sink) -> Iterator[Service]:
    port = free_port()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "concordat.settings.local",
        "CONCORDAT_HOME": str(home),
        "CONCORDAT_DEMO": "0",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "LETTER_HOURS": "any",
        "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "SECRET_KEY": "a secret for journeys only, long enough to be taken seriously",
        "PORT": str(port),
    }
    log = (home / "up.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up"], cwd=ROOT, env=env, text=True, stdout=log, stderr=log
    )
    try:
        service = Service(f"http://127.0.0.1:{port}", env, sink, process)
        _wait_until_ready(service, home / "up.log")
        subprocess.run([sys.executable, "-m", "tests.journeys.stage"], cwd=ROOT, env=env, check=True, timeout=60)
        yield service
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _wait_until_ready(service: Service, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            raise RuntimeError(f"the service ended before it was ready:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{service.url}/health/ready", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"the service was not ready in {READY_WITHIN} s:\n{log.read_text()[-3000:]}")
