"""Machines ask whether the service lives and whether it is ready."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from concordat.health import ask, heartbeat, probes, registry
from concordat.health.registry import Finding
from concordat.health.tasks import beat, clock_queued


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> dict[str, registry.Probe]:
    """No questions but those of the test."""
    asked: dict[str, registry.Probe] = {}
    monkeypatch.setattr(registry, "_probes", asked)
    return asked


@pytest.fixture(autouse=True)
def nothing_heard_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_live_answers_without_asking_the_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_is_200_when_every_part_is_well(client: Client, questions: dict[str, registry.Probe]) -> None:
    registry.register("figures", lambda: Finding(ok=True, says="3 seconds behind"))
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["parts"]["figures"]["says"] == "3 seconds behind"


def test_ready_is_503_when_one_part_is_not(client: Client, questions: dict[str, registry.Probe]) -> None:
    registry.register("one", lambda: Finding(ok=True, says="well"))
    registry.register("other", lambda: Finding(ok=False, says="2 hours behind"))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "unwell")


def test_a_question_that_fails_gives_away_nothing(client: Client, questions: dict[str, registry.Probe]) -> None:
    def fail() -> Finding:
        raise RuntimeError("password=secret")

    registry.register("broken", fail)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "secret" not in answer.content.decode()


def test_answers_are_never_kept_by_a_proxy(client: Client) -> None:
    assert "no-store" in client.get("/health/live")["Cache-Control"]


def test_nothing_can_be_posted(client: Client) -> None:
    assert client.post("/health/ready").status_code == 405


@pytest.mark.django_db
def test_the_database_and_its_migrations_are_asked() -> None:
    assert probes.database() == Finding(ok=True, says="answers")
    assert probes.migrations().ok


@pytest.mark.django_db
def test_a_migration_that_has_not_run_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "_migrated", [])
    monkeypatch.setattr(
        probes.MigrationExecutor, "migration_plan", lambda self, targets: [("one", False), ("two", False)]
    )
    assert probes.migrations() == Finding(ok=False, says="2 to run: manage.py migrate")


def test_a_broker_is_asked(settings, private_valkey: str) -> None:
    settings.CELERY_BROKER_URL = private_valkey.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    assert probes.broker().ok


def test_a_broker_that_is_away_makes_the_service_unready(
    settings, client: Client, questions: dict[str, registry.Probe]
) -> None:
    settings.CELERY_BROKER_URL = "redis+socket:///nowhere/valkey.sock?virtual_host=0"
    registry.register("broker", probes.broker)
    assert client.get("/health/ready").status_code == 503


def test_a_worker_that_was_never_heard_is_not_well() -> None:
    assert probes.sign_of_life("worker") == Finding(ok=False, says="has given no sign of life yet")


def test_the_worker_gives_a_sign_of_life_by_running_the_task() -> None:
    beat()
    assert probes.sign_of_life("worker").ok
    assert not probes.sign_of_life("beat").ok


def test_the_clock_gives_a_sign_of_life_by_queueing_it() -> None:
    clock_queued(sender="concordat.health.tasks.beat")
    assert probes.sign_of_life("beat").ok
    assert not probes.sign_of_life("worker").ok


def test_a_sign_of_life_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat.note("worker")
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + ask.TOO_OLD + 5)
    finding = probes.sign_of_life("worker")
    assert not finding.ok
    assert finding.says.startswith("last heard 12")


def test_the_toolkit_asks_for_its_own_parts() -> None:
    assert {"database", "migrations", "broker", "worker", "beat"} <= set(registry.names())
