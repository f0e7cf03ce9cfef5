"""Rows on their way into tables by ``COPY``: collected, flushed often, so memory stays flat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

#: Rows of all tables together that are held before they are written.
HELD_AT_MOST = 20_000


class Table:
    """Collects rows of one table and gives each an id.

    ``columns`` are those that ``add`` takes, in order, foreign keys as ids ("plan_id"); every
    other column gets its field's default, ``now`` where the field keeps the hour of a change.
    The caller has locked the table: ids are taken from where its sequence stands.
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str], now: datetime) -> None:
        """Look up the columns and the next id."""
        fields = {field.attname: field for field in model._meta.concrete_fields}
        constant = {
            name: now if _keeps_the_hour(field) else field.get_default()
            for name, field in fields.items()
            if name not in columns and not field.primary_key and field.db_default is NOT_PROVIDED
        }
        self.name = model._meta.db_table
        names = ["id", *columns, *constant]
        listed = ", ".join(f'"{fields[name].column}"' for name in names)
        self.sql = f'COPY "{self.name}" ({listed}) FROM STDIN'
        self.ending = "".join(f"\t{cell(value)}" for value in constant.values()) + "\n"
        self.lines: list[str] = []
        self.first = self.last = _next_id(self.name) - 1

    def __len__(self) -> int:
        """Return how many rows were added so far."""
        return self.last - self.first

    def add(self, *values: Any) -> int:
        """Add a row and return its id."""
        self.last += 1
        self.lines.append(f"{self.last}\t" + "\t".join(map(cell, values)) + self.ending)
        return self.last

    def flush(self) -> None:
        """Write what is held."""
        if not self.lines:
            return
        with connection.cursor() as cursor:
            cursor.copy_expert(self.sql, StringIO("".join(self.lines)))
        self.lines.clear()

    def finish(self) -> None:
        """Write what is left and move the sequence past the last id."""
        self.flush()
        if self.last > self.first:
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [self.name, self.last])


def cell(value: Any) -> str:
    """Write a value as ``COPY`` reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
            value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
        return str(value)
    return str(value)


def _keeps_the_hour(field: models.Field[Any, Any]) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _next_id(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])
