"""The service as ``up`` starts it, a larger country beside it, and the bare Django."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psycopg2

from concordat.embedded import folders
from concordat.embedded.up import answers
from concordat.env import read_database_url

BASE = Path(__file__).resolve().parent.parent.parent
PORTS = range(8280, 8300)
START_WITHIN, STOP_WITHIN = 240.0, 60.0


class Service:
    """Everything the benchmarks talk to. Use it as a context: what it starts, it stops."""

    def __init__(self) -> None:
        """Choose a folder; nothing is started yet."""
        self.home = Path(tempfile.mkdtemp(prefix="ccb-"))
        self.stack = ExitStack()
        self.pid = 0
        self.servers = 0

    def __enter__(self) -> Service:
        """Start ``up`` with the demo country and wait until it answers."""
        self.stack.callback(shutil.rmtree, self.home, ignore_errors=True)
        try:
            self.port = free_port()
            command = [sys.executable, "-m", "concordat.embedded.up"]
            self.pid = self._start("up", command, self.env(PORT=str(self.port)), stop=signal.SIGINT)
            self._wait("up", self.port)
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        """Stop everything, newest first."""
        self.stack.close()

    def env(self, size: int = 1, **more: str) -> dict[str, str]:
        """Return the environment in which a process finds the country of a size."""
        kept = {name: value for name, value in os.environ.items() if name not in _OURS}
        own = {"CONCORDAT_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "concordat.settings.local"}
        if size != 1:
            own |= {"DATABASE_URL": self.database_url(size), "REDIS_URL": self.redis_url(size)}
        return kept | own | more

    def database_url(self, size: int) -> str:
        """Return the address of the database with the country of a size."""
        url = folders.postgres_url(self.home)
        return url if size == 1 else url.replace("@/concordat?", f"@/concordat{size}?")

    def redis_url(self, size: int) -> str:
        """Return a corner of the Valkey of its own for each size."""
        return folders.valkey_url(self.home).replace("db=0", f"db={1 if size == 10 else 2}")

    def add_country(self, size: int) -> float:
        """Make a second database with a larger country; returns the seconds that seeding took."""
        with closing(self.connect(1)) as line:
            line.autocommit = True
            line.cursor().execute(f"CREATE DATABASE concordat{size}")
        env = self.env(size)
        for command in ("migrate", "load_standards", "load_places"):
            self._manage([command], env)
        began = time.perf_counter()
        self._manage(["seed_demo", "--size", str(size)], env)
        return time.perf_counter() - began

    def start_web(self, size: int) -> int:
        """Start a web server for the country of a size, as ``up`` does; returns its port."""
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:concordat.gunicorn", "concordat.wsgi"]
        self._start(f"web-{size}", command, self.env(size, PORT=str(port)))
        self._wait(f"web-{size}", port)
        return port

    def start_bare(self, size: int) -> int:
        """Start the bare Django on the country of a size, with as many workers; returns its port."""
        return self._start_beside(f"bare-{size}", "tests.bench.settings", size)

    def start_house(self) -> int:
        """Start the service once more, with an empty form as one more address; returns its port."""
        return self._start_beside("house", "tests.bench.house", 1)

    def _start_beside(self, name: str, settings: str, size: int) -> int:
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:concordat.gunicorn"]
        command += ["--bind", f"127.0.0.1:{port}", "--access-logfile", "/dev/null", "concordat.wsgi"]
        self._start(name, command, self.env(size, DJANGO_SETTINGS_MODULE=settings))
        self._wait(name, port)
        return port

    def ask_inside(self, size: int, *task: str) -> Any:
        """Run a task inside the service's own settings (``tests/bench/inside.py``); returns its answer."""
        command = [sys.executable, "-m", "tests.bench.inside", *task]
        done = subprocess.run(command, cwd=BASE, env=self.env(size), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(task)} failed:\n{done.stderr}")
        return json.loads(done.stdout)

    def connect(self, size: int) -> Any:
        """Open a bare connection to the database."""
        told = read_database_url(self.database_url(size))
        return psycopg2.connect(dbname=told["NAME"], user=told["USER"], host=told["HOST"])

    def _manage(self, arguments: list[str], env: dict[str, str]) -> None:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=BASE, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stderr or done.stdout}")

    def _start(self, name: str, command: list[str], env: dict[str, str], stop: int = signal.SIGTERM) -> int:
        log = self.stack.enter_context((self.home / f"bench-{name}.log").open("wb"))
        child = subprocess.Popen(command, cwd=BASE, env=env, stdout=log, stderr=log, start_new_session=True)
        self.stack.callback(_stop, child, stop)
        return child.pid

    def _wait(self, name: str, port: int) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not answers(port):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{(self.home / f'bench-{name}.log').read_text()}")
            time.sleep(0.2)


_OURS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "LETTER_HOURS", "SECRET_KEY", "PORT", "CONCORDAT_DEMO", "SITE_URL")


def free_port() -> int:
    """Return a port nobody listens on."""
    for port in PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"No port from {PORTS[0]} to {PORTS[-1]} is free. Stop what listens there.")


def _stop(child: subprocess.Popen[bytes], how: int) -> None:
    """Ask a process to stop; end it if it does not."""
    if child.poll() is None:
        child.send_signal(how)
    try:
        child.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
