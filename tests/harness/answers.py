"""Answers that stream are closed when their test ends, as a web server closes them.

A browser's download is closed by the server; a test that looks only at the headers of a file would
leave the file, or the cursor it is read with, open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase
from django.test import Client

_request = Client.request
_open: list[HttpResponseBase] = []


def _remembered(self: Client, **request: Any) -> Any:
    answer = _request(self, **request)
    if getattr(answer, "streaming", False):
        _open.append(answer)
    return answer


def close_all() -> None:
    """Close what the test has left open; the database line stays."""
    while _open:
        without_closing_the_line(_open.pop().close)


def without_closing_the_line(close: Callable[[], None]) -> None:
    """Call ``close``; the end of a request may not end the test's transaction."""
    request_finished.disconnect(close_old_connections)
    try:
        close()
    finally:
        request_finished.connect(close_old_connections)


def guard(patch: pytest.MonkeyPatch) -> None:
    """Remember streaming answers until ``patch`` is undone."""
    patch.setattr(Client, "request", _remembered)
