"""Log lines: plain for a person at a screen, JSON for a machine that collects them."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

#: Addresses that let in whoever has them, and the part of each that does so.
_KEYS = re.compile(r"(/u/|/dates/|/letters/off/|/accounts/password/reset/key/|/accounts/confirm-email/)[^/\s?\"']+")


def without_keys(words: str) -> str:
    """Return words in which no address lets anybody in."""
    return _KEYS.sub(r"\1…", words)


class PlainLines(logging.Formatter):
    """One line of words, for a person at a screen."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record without keys."""
        return without_keys(super().format(record))


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record with its time in UTC; an exception keeps its traceback."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if path := getattr(getattr(record, "request", None), "path", None):
            line["path"] = path
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return without_keys(json.dumps(line, ensure_ascii=False, default=str))


def logging_settings(level: str, *, as_json: bool) -> dict[str, Any]:
    """Return Django's ``LOGGING``: everything to the standard error stream, above ``level``."""
    plain = {"()": "concordat.logs.PlainLines", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "concordat.logs.JsonLines"} if as_json else plain},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
