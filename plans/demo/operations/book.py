"""Reads the data files of the demo."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from plans.demo.rules.book import Book, make_book

DATA = Path(__file__).resolve().parent.parent / "data"


@lru_cache(maxsize=1)
def read_book() -> Book:
    """Return what the data files say, read once for the life of the process."""
    return make_book(
        topics={path.stem: _read(path) for path in sorted((DATA / "topics").glob("*.json"))},
        general=_read(DATA / "general.json"),
        stories=_read(DATA / "stories.json"),
        people=_read(DATA / "people.json"),
        organisations=_read(DATA / "organisations.json"),
        country=_read(DATA / "country.json"),
        declaration=(DATA / "declaration.txt").read_text(encoding="utf-8"),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
