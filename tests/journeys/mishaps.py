"""A web server, a worker and a broker that are killed, restarted and emptied while a regional lead asks after plans."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from concordat.embedded import EmbeddedValkey
from tests.journeys.service import free_port

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "t" * 32


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Let the answer be seen as it is."""


@dataclass
class House:
    """The parts, started one by one, and what a regional lead was answered."""

    env: dict[str, str]
    valkey: EmbeddedValkey
    dice: random.Random
    session: str = ""
    plans: list[int] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)
    cut_off: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.env = {**self.env, "PORT": str(free_port())}
        self.url = f"http://127.0.0.1:{self.env['PORT']}"

    def prepare(self, plans: int) -> None:
        """Put the people and plans on stage."""
        self.run("manage.py", "prepare")
        self.run("-m", "tests.journeys.stage")
        stage = json.loads(self.run("-m", "tests.journeys.nudging", str(plans)).splitlines()[-1])
        self.session, self.plans = stage["session"], stage["plans"]

    def run(self, *words: str) -> str:
        """Run a command of the project to its end; returns what it printed."""
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, timeout=120, capture_output=True, text=True)
        return done.stdout

    def start(self) -> None:
        """Start web server and worker; wait until the web server answers."""
        command = [sys.executable, "-m", "gunicorn", "--config", "python:concordat.gunicorn", "concordat.wsgi"]
        self.web = subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)
        self.start_worker()
        deadline = time.monotonic() + 60
        while self.post(0) is None:
            assert time.monotonic() < deadline, "the web server never answered"
            time.sleep(0.2)

    def start_worker(self) -> None:
        """Start a Celery worker."""
        words = [sys.executable, "-m", "celery", "--app", "concordat", "--quiet", "worker", "--pool=threads"]
        command = [*words, "--concurrency=1", "--loglevel=CRITICAL"]
        self.worker = subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        """Kill what runs."""
        for part in (self.web, self.worker):
            part.kill()
            part.wait(10)

    def post(self, plan: int) -> int | None:
        """Ask after a plan; returns the status, or None where no answer came."""
        request = urllib.request.Request(f"{self.url}/plans/{plan}/nudge/", data=b"words=", method="POST")
        request.add_header("Cookie", f"sessionid={self.session}; csrftoken={TOKEN}")
        request.add_header("X-CSRFToken", TOKEN)
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        connection = psycopg2.connect(self.env["DATABASE_URL"])
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def nudge(self, plan: int) -> None:
        """Ask after a plan and keep the answer."""
        status = self.post(plan)
        if status is None:
            self.cut_off.append(plan)
        else:
            self.answered[plan] = status

    def kill_web(self, plan: int) -> None:
        """Kill every process that may hold the request, somewhere on its way."""
        press = threading.Thread(target=self.nudge, args=(plan,))
        press.start()
        time.sleep(self.dice.uniform(0, 0.04))
        for number in _children(self.web.pid):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        press.join()

    def empty_broker(self, plan: int) -> None:
        """Empty the broker's queues just before, while or after the letters are asked for."""
        press = threading.Thread(target=self.nudge, args=(plan,))
        press.start()
        time.sleep(self.dice.uniform(0, 0.4))
        self.valkey_says("FLUSHALL")
        press.join()

    def restart_broker(self, plan: int) -> None:
        """Kill the broker with all it holds, ask meanwhile, and start it again."""
        assert self.valkey.process
        self.valkey.process.kill()
        self.valkey.process.wait(10)
        self.nudge(plan)
        self.valkey.start()

    def kill_worker(self, plan: int) -> None:
        """Kill the worker while it sends."""
        self.nudge(plan)
        time.sleep(self.dice.uniform(0.2, 0.6))
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait(10)
        self.start_worker()

    def valkey_says(self, command: str) -> None:
        """Send one command to the broker."""
        import redis

        redis.Redis.from_url(self.env["REDIS_URL"]).execute_command(command)

    def let_time_pass(self) -> None:
        """Let leases and pauses run out, as five minutes do."""
        past = "now() - interval '1 second'"
        self.ask(f"UPDATE areas_letter SET claimed_until = {past} WHERE state = 'claimed'")
        self.ask("UPDATE areas_letter SET not_before = NULL WHERE state = 'planned'")

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Wait until something is so, sending what waits as the timetable does."""
        deadline = time.monotonic() + 90
        while not done():
            assert time.monotonic() < deadline, what
            self.let_time_pass()
            self.run("-m", "celery", "--app", "concordat", "--quiet", "call", "areas.tasks.send_letters")
            time.sleep(0.5)


def _children(number: int) -> list[int]:
    """Return the processes that a process has started (Linux)."""
    kept = Path(f"/proc/{number}/task/{number}/children")
    return [int(one) for one in kept.read_text().split()]
