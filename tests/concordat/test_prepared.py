"""A statement that is planned once a connection says the same as one that is sent anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from concordat.prepared import Prepared

PAIR = Prepared("a_pair", "SELECT %(word)s || '%%', %(number)s + 1", {"word": "text", "number": "int"})


def ask(statement: Prepared, **values: Any) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        statement.execute(cursor, values)
        return cursor.fetchone()


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_it_answers_as_the_statement_does() -> None:
    assert ask(PAIR, word="it's", number=1) == ("it's%", 2)
    assert ask(PAIR, word="", number=-1) == ("%", 0)
    assert prepared().count("a_pair") == 1


@pytest.mark.django_db
def test_behind_a_pooler_it_is_sent_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    statement = Prepared("behind_a_pooler", "SELECT %(n)s", {"n": "int"})
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert ask(statement, n=4) == (4,)
    assert "behind_a_pooler" not in prepared()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_opened_anew_prepares_it_anew() -> None:
    assert ask(PAIR, word="a", number=1) == ("a%", 2)
    connection.close()
    assert ask(PAIR, word="a", number=1) == ("a%", 2)


@pytest.mark.django_db(transaction=True)
def test_a_migration_beside_it_makes_no_mistake_of_it() -> None:
    statement = Prepared("changing", "SELECT word FROM changing WHERE %(n)s = 1", {"n": "int"})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE changing AS SELECT 'a'::varchar(20) AS word")
    try:
        assert ask(statement, n=1) == ("a",)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE changing ALTER COLUMN word TYPE varchar(40)")
        assert ask(statement, n=1) == ("a",)
        assert ask(statement, n=1) == ("a",)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE changing")
