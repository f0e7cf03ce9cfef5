"""The questions the toolkit itself can ask."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from kombu import Connection

from concordat.health import ask, heartbeat
from concordat.health.registry import Finding, register

_migrated: list[bool] = []


def register_all() -> None:
    """Register the toolkit's questions, in the order they are shown."""
    register("database", database)
    register("migrations", migrations)
    register("broker", broker)
    register("worker", lambda: sign_of_life("worker"))
    register("beat", lambda: sign_of_life("beat"))


def database() -> Finding:
    """Ask PostgreSQL for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return Finding(ok=True, says="answers")


def migrations() -> Finding:
    """Say whether every migration has run. Once true it stays true while the process lives."""
    if not _migrated:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return Finding(ok=False, says=f"{len(waiting)} to run: manage.py migrate")
        _migrated.append(True)
    return Finding(ok=True, says="all have run")


def broker() -> Finding:
    """Open a connection to Redis or Valkey."""
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=3, transport_options={"socket_timeout": 3}) as line:
        line.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
    return Finding(ok=True, says="answers")


def sign_of_life(part: str) -> Finding:
    """Say when the worker or the clock last gave a sign of life."""
    seconds = heartbeat.age(part)
    if seconds is None:
        return Finding(ok=False, says="has given no sign of life yet")
    return Finding(ok=seconds <= ask.TOO_OLD, says=f"last heard {seconds:.0f} seconds ago")
