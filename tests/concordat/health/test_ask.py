"""A container asks about itself without loading Django."""

import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.cache import ForgivingRedisCache
from concordat.health import ask

ROOT = Path(__file__).resolve().parents[3]


class Unready(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        well = self.path == "/health/live" and self.headers["Host"] == "concordat.example"
        self.send_response(200 if well else 503)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A web server that lives and is not ready."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Unready)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PORT", str(server.server_port))
    monkeypatch.setenv("ALLOWED_HOSTS", "concordat.example,other.example")
    yield
    server.shutdown()
    server.server_close()


def test_a_web_server_is_asked_under_a_name_it_answers_to(web: None) -> None:
    assert ask.main([]) == 0
    assert ask.main(["ready"]) == 1


def test_a_web_server_that_is_away_is_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    assert ask.main([]) == 1


@pytest.mark.parametrize(("seconds_ago", "code"), [(5, 0), (600, 1)])
def test_a_worker_is_well_while_its_sign_of_life_is_fresh(
    private_valkey: str, monkeypatch: pytest.MonkeyPatch, seconds_ago: int, code: int
) -> None:
    cache = ForgivingRedisCache(private_valkey, {"KEY_PREFIX": "concordat"})
    cache.set("heartbeat:worker", time.time(), timeout=ask.KEEP - seconds_ago)
    monkeypatch.setenv("REDIS_URL", private_valkey)
    assert ask.main(["worker"]) == code


def test_a_clock_that_was_never_heard_is_unwell(private_valkey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", private_valkey)
    assert ask.main(["beat"]) == 1


def test_an_unknown_part_is_refused() -> None:
    assert ask.main(["moon"]) == 2


def test_asking_loads_nothing_of_django() -> None:
    code = "import sys, concordat.health.ask; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
