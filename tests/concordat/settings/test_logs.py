"""Log lines for machines."""

import json
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from concordat.access_log import AccessLog
from concordat.logs import JsonLines, PlainLines


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("t").makeRecord("t", logging.WARNING, "f", 1, message, args, None, extra=extra)


def test_a_line_is_one_json_object_with_its_words() -> None:
    line = json.loads(JsonLines().format(record("sent %s letters\nand more", 3, status_code=404)))
    assert (line["level"], line["message"], line["status"]) == ("WARNING", "sent 3 letters\nand more", 404)
    assert line["at"].endswith("+00:00")


def test_a_line_never_breaks_in_two() -> None:
    assert "\n" not in JsonLines().format(record("one\ntwo"))


KEYS = [
    "/dates/Secret_-x/concordat.ics",
    "/letters/off/12.1tYZab.Secret_-x/",
    "/u/12-34.1tYZab.Secret_-x/",
    "/accounts/password/reset/key/4-Secret/",
    "/accounts/confirm-email/Secret/",
]


@pytest.mark.parametrize("path", KEYS)
@pytest.mark.parametrize("lines", [JsonLines(), PlainLines()])
def test_a_line_holds_no_address_that_lets_anybody_in(lines: logging.Formatter, path: str) -> None:
    line = lines.format(record("Gone: %s", path, status_code=410, request=SimpleNamespace(path=path)))
    assert "Secret" not in line
    assert "Gone: /" in line


@pytest.mark.parametrize("path", KEYS)
def test_the_line_of_a_request_holds_none_either(path: str) -> None:
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": f"{path}?a=b", "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": path}
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    atoms = AccessLog(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))
    assert "Secret" not in atoms["r"] + atoms["U"] + atoms["f"]


def test_other_addresses_stay_whole() -> None:
    assert "/actions/12/updates/add/" in PlainLines().format(record("Not Found: /actions/12/updates/add/"))
