"""A query that asks for no order gets its rows in a random one.

PostgreSQL promises no order it was not asked for, yet in a small test database it mostly keeps the
order of insertion, and code grows to rely on it. Here it cannot.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql import compiler
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import GET_ITERATOR_CHUNK_SIZE, MULTI

#: These ask for no rows that somebody will see.
WRITES_OR_COUNTS = (
    compiler.SQLInsertCompiler,
    compiler.SQLDeleteCompiler,
    compiler.SQLUpdateCompiler,
    compiler.SQLAggregateCompiler,
)

_pairs = SQLCompiler._order_by_pairs
_execute = SQLCompiler.execute_sql


def _order_by_pairs(self: SQLCompiler) -> Iterator[tuple[OrderBy, bool]]:
    pairs = list(_pairs(self))
    unordered = not pairs and getattr(self, "gives_rows", False)
    self.shuffles = unordered  # type: ignore[attr-defined]
    if unordered and not self.query.distinct and not self.query.combinator:
        pairs = [(OrderBy(Random()), False)]
    yield from pairs


def _execute_sql(
    self: SQLCompiler,
    result_type: str = MULTI,
    chunked_fetch: bool = False,
    chunk_size: int = GET_ITERATOR_CHUNK_SIZE,
) -> Any:
    self.gives_rows = result_type == MULTI and not isinstance(self, WRITES_OR_COUNTS)  # type: ignore[attr-defined]
    rows = _execute(self, result_type, chunked_fetch, chunk_size)
    if not (self.gives_rows and getattr(self, "shuffles", False)):  # type: ignore[attr-defined]
        return rows
    return [_shuffled(chunk) for chunk in rows] if isinstance(rows, list) else map(_shuffled, rows)


def _shuffled(rows: Iterable[Any]) -> list[Any]:
    chunk = list(rows)
    random.shuffle(chunk)
    return chunk


def guard(patch: pytest.MonkeyPatch) -> None:
    """Shuffle until ``patch`` is undone."""
    patch.setattr(SQLCompiler, "_order_by_pairs", _order_by_pairs)
    patch.setattr(SQLCompiler, "execute_sql", _execute_sql)
