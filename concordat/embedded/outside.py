"""Servers that somebody else runs: is what DATABASE_URL and REDIS_URL name there, and fit for use?"""

from __future__ import annotations

import contextlib
import socket
from typing import Any

import psycopg2
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from concordat.embedded.errors import EmbeddedError

OLDEST = 15
_NO_POSTGRES = "What answers at {place} is not PostgreSQL. Correct host and port in DATABASE_URL."
_REASONS = (
    (
        ("could not translate host name", "Name or service not known"),
        "{place} is a host name nobody knows. Correct it in DATABASE_URL.",
    ),
    (
        (
            "password authentication failed",
            "no password supplied",
            "no pg_hba.conf entry",
            "authentication failed",
            "role ",
        ),
        "PostgreSQL at {place} does not let “{user}” in with this password. Correct user and password in DATABASE_URL.",
    ),
    (
        ("does not exist",),
        "PostgreSQL at {place} has no database “{name}”. Create it (createdb {name}), or correct DATABASE_URL.",
    ),
    (
        (
            "invalid response",
            "expected authentication request",
            "received invalid",
            "server closed the connection",
            "invalid message",
        ),
        _NO_POSTGRES,
    ),
    (
        ("SSL",),
        "PostgreSQL at {place} and DATABASE_URL do not agree about encryption. Correct sslmode in DATABASE_URL.",
    ),
    (
        ("too many clients", "remaining connection slots"),
        "PostgreSQL at {place} has no free connection. Raise its max_connections or close others.",
    ),
    (
        ("starting up", "shutting down", "recovery"),
        "PostgreSQL at {place} is just starting or stopping. Try again in a moment.",
    ),
)
_SILENT = (
    "Nothing answers at {place}. Start PostgreSQL there, or correct DATABASE_URL. "
    "On your own machine you can leave DATABASE_URL out: Concordat then brings a PostgreSQL of its own."
)


def check_database(database: dict[str, Any]) -> None:
    """Raise ``EmbeddedError`` unless Django's ``database`` settings name a PostgreSQL 15 or newer we may build in."""
    place = _place(database)
    try:
        connection = _connect(database)
    except psycopg2.OperationalError as error:
        raise EmbeddedError(
            _reason(str(error), database).format(place=place, user=database["USER"], name=database["NAME"])
        ) from None
    except psycopg2.Error as error:
        raise EmbeddedError(f"DATABASE_URL has an option PostgreSQL does not take: {str(error).strip()}.") from None
    try:
        major = connection.server_version // 10_000
        if major < OLDEST:
            raise EmbeddedError(
                f"The server at {place} is PostgreSQL {major}. Concordat needs PostgreSQL {OLDEST} or newer."
            )
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")
            user, may_create = cursor.fetchone() or ("", False)
        if not may_create:
            raise EmbeddedError(
                f"The user “{user}” may not create tables in the database “{database['NAME']}”. "
                f'Make it the owner: ALTER DATABASE "{database["NAME"]}" OWNER TO "{user}";'
            )
    finally:
        connection.close()


def is_empty(database: dict[str, Any]) -> bool:
    """Say whether the database has never been migrated."""
    connection = _connect(database)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
            return bool((cursor.fetchone() or (False,))[0])
    finally:
        connection.close()


def check_redis(url: str) -> None:
    """Raise ``EmbeddedError`` unless a Redis or Valkey that lets us in answers at ``url``."""
    client = redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5, retry=Retry(NoBackoff(), 0))
    place = (
        url.rpartition("@")[2]
        .removeprefix("redis://")
        .removeprefix("rediss://")
        .removeprefix("unix://")
        .partition("?")[0]
    )
    wrong_password = (
        f"Redis at {place} does not let us in. Correct the password in REDIS_URL: redis://:password@host:6379/0"
    )
    try:
        client.ping()
    except redis.exceptions.AuthenticationError:
        raise EmbeddedError(wrong_password) from None
    except redis.exceptions.TimeoutError:
        raise EmbeddedError(f"What listens at {place} does not answer as Redis does. Correct REDIS_URL.") from None
    except redis.exceptions.ConnectionError as error:
        raise EmbeddedError(_redis_reason(str(error), place)) from None
    except (redis.exceptions.RedisError, OSError, ValueError) as error:
        raise EmbeddedError(
            wrong_password
            if "NOAUTH" in str(error)
            else f"What answers at {place} is not Redis or Valkey. Correct REDIS_URL."
        ) from None
    finally:
        client.close()


def _connect(database: dict[str, Any]) -> Any:
    return psycopg2.connect(
        host=database["HOST"], port=database["PORT"] or None, user=database["USER"] or None,
        password=database["PASSWORD"] or None, dbname=database["NAME"], **database["OPTIONS"],
    )  # fmt: skip


def _listens(database: dict[str, Any]) -> bool:
    """Say whether anything at all takes a connection there."""
    with contextlib.suppress(OSError):
        socket.create_connection((database["HOST"] or "localhost", int(database["PORT"] or 5432)), timeout=3).close()
        return True
    return False


def _reason(said: str, database: dict[str, Any]) -> str:
    if "timeout expired" in said and _listens(database):
        return _NO_POSTGRES
    if any(
        sign in said
        for sign in ("Connection refused", "No such file", "timeout expired", "timed out", "No route", "unreachable")
    ):
        return _SILENT
    for signs, sentence in _REASONS:
        if any(sign in said for sign in signs):
            return sentence
    cause = said.strip().splitlines()[-1].replace("{", "(").replace("}", ")") if said.strip() else "no reason given"
    return "PostgreSQL at {place} cannot be used: " + cause + ". Correct DATABASE_URL, or ask whoever runs that server."


def _redis_reason(said: str, place: str) -> str:
    if "Connection closed by server" in said or "Protocol" in said:
        return f"What answers at {place} is not Redis or Valkey. Correct REDIS_URL."
    return (
        f"Nothing answers at {place}. Start Redis or Valkey there, or correct REDIS_URL. "
        "On your own machine you can leave REDIS_URL out: Concordat then brings a Valkey of its own."
    )


def _place(database: dict[str, Any]) -> str:
    host = database["HOST"] or "localhost"
    return host if host.startswith("/") else f"{host}:{database['PORT'] or 5432}"
