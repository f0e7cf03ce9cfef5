"""Statements that are asked on every save, which the database plans once a connection and not each time.

Planning one of many parts takes the database as long as doing it. Behind a pooler that hands a connection
from transaction to transaction, which Django is told by ``DISABLE_SERVER_SIDE_CURSORS``, they are sent as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from django.db import NotSupportedError, connection
from django.db.backends.utils import CursorWrapper

_PARAMETER = re.compile(r"%\((\w+)\)s")
#: What each connection has prepared, and cannot forget before it closes.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Prepared:
    """One statement: ``name`` is its own among all, ``types`` gives each named parameter of ``sql`` its SQL type."""

    def __init__(self, name: str, sql: str, types: Mapping[str, str]) -> None:
        """Write the statement out as ``PREPARE`` and ``EXECUTE`` want it; every parameter must have a type."""
        order = list(types)
        numbered = _PARAMETER.sub(lambda found: f"${order.index(found[1]) + 1}", sql).replace("%%", "%")
        self.name, self.sql = name, sql
        self._prepare = f"PREPARE {name} ({', '.join(types.values())}) AS {numbered}"
        self._execute = f"EXECUTE {name} ({', '.join(f'%({one})s' for one in order)})"

    def execute(self, cursor: CursorWrapper, values: dict[str, Any]) -> None:
        """Run the statement; its rows are fetched from ``cursor`` as ever."""
        if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            cursor.execute(self.sql, values)
            return
        known = _known.setdefault(cursor.connection, set())
        if self.name not in known:
            cursor.cursor.execute(self._prepare)
            known.add(self.name)
        try:
            cursor.execute(self._execute, values)
        except NotSupportedError:
            # A migration has changed a column since; inside a transaction nothing more can be asked.
            if connection.in_atomic_block:
                raise
            cursor.cursor.execute(f"DEALLOCATE {self.name}")
            known.discard(self.name)
            cursor.execute(self.sql, values)
