"""``manage.py up``: the whole service on one person's own machine, in one process tree.

Loads nothing of Django: what needs Django runs in children, so that this process stays small.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from concordat.embedded import folders, home, outside, secret
from concordat.embedded.errors import EmbeddedError, from_os_error
from concordat.embedded.postgres import EmbeddedPostgres
from concordat.embedded.supervisor import Part, Stopped, Supervisor
from concordat.embedded.valkey import EmbeddedValkey
from concordat.env import BadSetting, Environment, read_database_url

BASE = Path(__file__).resolve().parent.parent.parent
READY_WITHIN = 60.0
PYTHON = sys.executable
DEMO_PEOPLE = ("officer", "contributor", "lead", "regional", "analyst", "admin")


def main() -> int:
    """Run until somebody stops it; return the exit code (0 after a stop that was asked for)."""
    try:
        up = Up(Environment(os.environ))
    except BadSetting as problem:
        return _fail(str(problem))
    with up.place:
        try:
            up.supervisor.listen()
            up.run()
        except Stopped:
            say("\nStopping …")
            return up.stop(0)
        except (EmbeddedError, BadSetting) as problem:
            return up.stop(_fail(str(problem)))
        except OSError as error:
            return up.stop(_fail(str(from_os_error(error, up.place.folder))))
    return 0


class Up:
    """The start, step by step."""

    def __init__(self, env: Environment) -> None:
        """Read the environment. Raises ``BadSetting``."""
        self.env = env
        self.port = env.port()
        self.demo = env.flag("CONCORDAT_DEMO", default=True)
        self.given_database, self.given_redis = env.text("DATABASE_URL"), env.text("REDIS_URL")
        if self.given_database:
            env.database()
        if self.given_redis:
            env.redis()
        if env.text("EMAIL_URL"):
            env.email()
        env.level()
        folder = env.home(BASE)
        self.place = home.Home(folder)
        self.postgres: EmbeddedPostgres | None = None
        self.valkey: EmbeddedValkey | None = None
        self.address = f"http://127.0.0.1:{self.port}/"
        self.demo_wanted = folder / "demo-wanted"
        told = {"CONCORDAT_HOME": str(folder), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        children = {"DJANGO_SETTINGS_MODULE": "concordat.settings.local"} | dict(os.environ) | told
        self.supervisor = Supervisor(base=BASE, logs=folder / "logs", env=children)

    def run(self) -> None:
        """Take every step, then watch. Raises ``EmbeddedError`` or ``Stopped``."""
        began = time.monotonic()
        self.place.take(self.address)
        home.check_port(self.port)
        folders.check_room(self.place.folder, folders.FREE_FOR_NEXT_START)
        self._database()
        self._queue()
        self._prepare()
        self._serve()
        self._greet(time.monotonic() - began)
        self.supervisor.watch(self._servers())

    def stop(self, code: int) -> int:
        """End everything, the servers last; return ``code``."""
        self.supervisor.stop()
        for server in (self.valkey, self.postgres):
            if server is not None:
                server.stop()
        if code == 0:
            say(f"Stopped. Everything is kept in {self.place.folder}.")
        return code

    def _database(self) -> None:
        if self.given_database:
            outside.check_database(read_database_url(self.given_database))
            say("Database: the PostgreSQL that DATABASE_URL names")
            return
        self.postgres = EmbeddedPostgres(self.place.folder, pause=self.supervisor.pause)
        first = not self.postgres.data.exists()
        self.postgres.start()
        say("Database: PostgreSQL 18 " + ("made and started" if first else "started"))

    def _queue(self) -> None:
        if self.given_redis:
            outside.check_redis(self.given_redis)
            say("Jobs: the Redis or Valkey that REDIS_URL names")
            return
        self.valkey = EmbeddedValkey(self.place.folder, pause=self.supervisor.pause)
        self.valkey.start()
        say("Jobs: Valkey started")

    def _prepare(self) -> None:
        """Tables, catalogue and places always; the demo country when the database was new."""
        folder = self.place.folder
        secret.keep_in(folder, secret.KEY, secret.made_by_chance())
        if self.demo and self._is_new():
            secret.keep_in(folder, secret.DEMO_PASSWORD, secret.easy_to_type())
            self.demo_wanted.touch()
        command = [PYTHON, "manage.py", "prepare", *(["--demo"] if self.demo_wanted.exists() else [])]
        if self.supervisor.run_once(Part("prepare", command)) != 0:
            self.supervisor.check(self._servers())
            raise EmbeddedError("Concordat did not start; the line above says why.")
        self.demo_wanted.unlink(missing_ok=True)

    def _is_new(self) -> bool:
        """Say whether the database has no table of ours yet."""
        url = self.given_database or folders.postgres_url(self.place.folder)
        return outside.is_empty(read_database_url(url))

    def _serve(self) -> None:
        celery = [PYTHON, "-m", "celery", "--quiet", "--app"]
        schedule = str(self.place.folder / "beat-schedule")
        quiet = ["--loglevel", self.env.level() if self.env.text("LOG_LEVEL") else "WARNING"]
        for part in (
            Part("web", [PYTHON, "-m", "gunicorn", "--config", "python:concordat.gunicorn", "concordat.wsgi"]),
            Part(
                "worker",
                [
                    *celery,
                    "concordat",
                    "worker",
                    "--pool=threads",
                    "--concurrency=2",
                    "--without-gossip",
                    "--without-mingle",
                    *quiet,
                ],
            ),
            Part("beat", [*celery, "concordat.beat", "beat", "--schedule", schedule, "--pidfile=", *quiet]),
        ):
            self.supervisor.start(part)
        self._wait(READY_WITHIN)
        say("Service: web, worker and timetable started")

    def _wait(self, seconds: float) -> None:
        """Wait until the web server answers."""
        deadline = time.monotonic() + seconds
        while not answers(self.port):
            self.supervisor.check(self._servers())
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"The web server did not answer within {seconds:.0f} seconds. Its log is {self.supervisor.log_of('web')}."
                )
            self.supervisor.pause(0.1)

    def _servers(self) -> dict[str, subprocess.Popen[bytes] | None]:
        return {
            "postgres": self.postgres.process if self.postgres else None,
            "valkey": self.valkey.process if self.valkey else None,
        }

    def _greet(self, seconds: float) -> None:
        folder = self.place.folder
        say(f"\nConcordat is ready after {seconds:.0f} seconds: {self.address}")
        if password := secret.kept_in(folder, secret.DEMO_PASSWORD):
            say("Every plan and figure of the demo is invented. Sign in as")
            for name in DEMO_PEOPLE:
                say(f"    {name}@demo.example")
            say(f"    password {password}")
        if not self.env.text("EMAIL_URL"):
            say(f"Letters are written to {folder / 'mail'}, logs to {folder / 'logs'}.")
        say("Stop with Ctrl-C; the next start keeps everything.")


def answers(port: int) -> bool:
    """Say whether the web server answers on ``port``, even if it does not know us by this name."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/health/live")
        return line.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def say(text: str, to: Callable[..., None] = print) -> None:
    """Show a line; a screen that has gone away is no reason to stop stopping."""
    with contextlib.suppress(OSError, ValueError):
        to(text, flush=True)


def _fail(sentence: str) -> int:
    with contextlib.suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
