"""Log lines for machines."""

import json
import logging

from concordat.logs import JsonLines


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("t").makeRecord("t", logging.WARNING, "f", 1, message, args, None, extra=extra)


def test_a_line_is_one_json_object_with_its_words() -> None:
    line = json.loads(JsonLines().format(record("sent %s letters\nand more", 3, status_code=404)))
    assert (line["level"], line["message"], line["status"]) == ("WARNING", "sent 3 letters\nand more", 404)
    assert line["at"].endswith("+00:00")


def test_a_line_never_breaks_in_two() -> None:
    assert "\n" not in JsonLines().format(record("one\ntwo"))
