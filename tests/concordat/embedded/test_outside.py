"""Servers that somebody else runs are looked at before they are used."""

from pathlib import Path
from types import SimpleNamespace

import psycopg2
import pytest
import redis

from concordat.embedded import EmbeddedError, EmbeddedValkey
from concordat.embedded.outside import check_database, check_redis, is_empty
from concordat.env import read_database_url

URL = "postgresql://me:secret@db.example:5433/concordat"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('connection to server at "db.example" failed: Connection refused', "Nothing answers at db.example:5433"),
        ('connection to server at "db.example" failed: timeout expired', "Nothing answers at db.example:5433"),
        ('FATAL:  password authentication failed for user "me"', "does not let “me” in"),
        ("FATAL:  no pg_hba.conf entry for host", "does not let “me” in"),
        ('FATAL:  database "concordat" does not exist', "has no database “concordat”"),
        ("server does not support SSL, but SSL was required", "do not agree about encryption"),
        ("FATAL:  sorry, too many clients already", "has no free connection"),
        ("FATAL:  the database system is starting up", "Try again in a moment"),
        ("something {new}", "cannot be used: something (new)"),
    ],
)
def test_each_failure_is_a_sentence_without_the_password(
    monkeypatch: pytest.MonkeyPatch, said: str, sentence: str
) -> None:
    def fail(**facts: object) -> None:
        raise psycopg2.OperationalError(said)

    monkeypatch.setattr(psycopg2, "connect", fail)
    with pytest.raises(EmbeddedError) as refusal:
        check_database(read_database_url(URL))
    assert sentence in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_server_older_than_15_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = SimpleNamespace(server_version=140012, close=lambda: None)
    monkeypatch.setattr(psycopg2, "connect", lambda **facts: old)
    with pytest.raises(EmbeddedError, match=r"is PostgreSQL 14. Concordat needs PostgreSQL 15 or newer"):
        check_database(read_database_url(URL))


def test_a_fit_server_is_taken_and_known_to_be_empty(private_postgres: str) -> None:
    database = read_database_url(private_postgres)
    check_database(database)
    assert is_empty(database)


def test_a_fit_valkey_is_taken(private_valkey: str) -> None:
    check_redis(private_valkey)


@pytest.mark.parametrize("given", ["unix://", "unix://:wrong@"])
def test_a_password_that_valkey_does_not_take_is_named(tmp_path: Path, given: str) -> None:
    with EmbeddedValkey(tmp_path, durable=False) as server:
        redis.Redis.from_url(server.url).config_set("requirepass", "right")
        with pytest.raises(EmbeddedError, match="does not let us in. Correct the password in REDIS_URL"):
            check_redis(server.url.replace("unix://", given))
        check_redis(server.url.replace("unix://", "unix://:right@"))
