"""Notices a statement that writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_WRITES = re.compile(r"^\s*(?:SELECT set_config\b.*?;\s*)?(insert|update|delete|truncate)\b", re.IGNORECASE | re.DOTALL)
#: A session may be renewed by any page: that is how one stays signed in.
_ALLOWED = ("django_session",)


@contextmanager
def nothing_is_written() -> Iterator[list[str]]:
    """Collect the statements that write while the block runs; the list should stay empty."""
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.search(sql) and not any(table in sql for table in _ALLOWED):
            written.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
