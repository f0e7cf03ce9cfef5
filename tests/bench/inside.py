"""Tasks that need the service's own settings: run as a process of their own, they answer in JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django

from tests.bench.figures import figures
from tests.bench.imports import imports
from tests.bench.letters import plan, send

PAGES = {
    "national": ("analyst", "/national/"),
    "region": ("regional", "/regions/north-east/"),
    "home": ("", "/"),
    "areas": ("", "/areas/"),
    "plan": ("officer", "/plans/{plan}/"),
    "me": ("officer", "/me/"),
    "exports": ("analyst", "/exports/"),
    "reminders": ("officer", "/reminders/"),
}


def people() -> dict[str, Any]:
    """Sign three people in; returns their sessions, a plan and an action to update."""
    from plans.models import Action, Plan

    plan = Plan.objects.get(partnership__slug="county-durham")
    action = Action.objects.live().filter(plan=plan, lead__isnull=False).order_by("position").first()
    assert action is not None
    return {
        "sessions": {name: _session(name) for name in ("analyst", "regional", "officer")},
        "plan": plan.pk,
        "action": action.pk,
    }


def queries() -> dict[str, int]:
    """Count the statements of each page, the first time and the second; returns the larger."""
    from plans.models import Plan

    plan = Plan.objects.get(partnership__slug="county-durham").pk
    counted = {}
    for name, (person, path) in PAGES.items():
        client = _client(person)
        counts = [_count(client, path.format(plan=plan)) for _ in range(2)]
        counted[name] = max(counts)
    return counted


def save() -> dict[str, Any]:
    """Count the statements of the whole request that saves an update."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.client import hidden_rows

    known = people()
    client = _client("officer")
    path = f"/actions/{known['action']}/updates/add/"
    fields = hidden_rows(client.get(path).content.decode()) | update_fields(1)
    with CaptureQueriesContext(connection) as captured:
        response = client.post(path, fields)
    assert response.status_code == 302, response.content.decode()[:3000]
    statements = [query["sql"] for query in captured if not _is_frame(query["sql"])]
    return {"statements": len(statements), "frames": len(captured) - len(statements), "sql": statements}


def copy_sql() -> str:
    """Return the statement of the export of all actions, as the export itself writes it."""
    from django.db import connection
    from django.utils import timezone

    from plans.exports.queries.actions import actions_table

    class Heard(Exception):
        pass

    class Cursor:
        def __enter__(self) -> Cursor:
            return self

        def __exit__(self, *error: object) -> None:
            pass

        def execute(self, sql: str, told: Any = None) -> None:
            raise Heard(real.cursor().mogrify(sql, told).decode())

    class Line:
        def cursor(self, **chosen: Any) -> Cursor:
            return Cursor()

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    connection.ensure_connection()
    real = connection.connection
    connection.connection = Line()
    try:
        next(iter(actions_table(timezone.localdate()).rows))
    except Heard as heard:
        return str(heard)
    finally:
        connection.connection = real
    raise AssertionError("the export did not ask the database")


def update_fields(number: int) -> dict[str, str]:
    """Return what an officer types into the update form."""
    return {
        "delivery_state": "in_progress",
        "confidence": "at_risk",
        "reason": "Waiting for a decision about money.",
        "narrative": f"Measured update number {number}: going on, a little slower than planned.",
    }


def _session(name: str) -> str:
    client = _client(name)
    return str(client.cookies["sessionid"].value)


def _client(name: str) -> Any:
    from django.test import Client

    from areas.models import Person

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)
    if name:
        client.force_login(
            Person.objects.get(email=f"{name}@demo.example"), "allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def _count(client: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return len(captured)


def _is_frame(sql: str) -> bool:
    """Answer whether a statement only opens or closes a transaction or a savepoint."""
    return sql.split()[0].upper() in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


TASKS: dict[str, Callable[[], Any]] = {
    "people": people,
    "queries": queries,
    "save": save,
    "copy_sql": copy_sql,
    "imports": imports,
    "figures": figures,
    "planning": plan,
    "sending": send,
}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(TASKS[sys.argv[1]]()))
