"""One at a time: locks that PostgreSQL holds until the transaction ends."""

from __future__ import annotations

from django.db import connection


def hold(name: str) -> None:
    """Wait until no other transaction holds ``name``, then hold it until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
