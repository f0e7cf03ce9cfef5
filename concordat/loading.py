"""Bring tables up to date from data files: loading twice changes nothing.

One statement reads a table, one adds what is missing and one changes what differs; a row that is
as the file says is not written. Rows that the file does not name are left alone.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Loaded:
    """How many rows were added and changed."""

    added: int = 0
    changed: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(self.added + other.added, self.changed + other.changed)

    def __str__(self) -> str:
        return f"{self.added} added, {self.changed} changed"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file (UTF-8, one header row), stripped."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{name: value.strip() for name, value in row.items()} for row in csv.DictReader(lines)]


def read_day(text: str) -> date | None:
    """Return the date written "2026-04-01", or None for nothing."""
    return date.fromisoformat(text) if text else None


def bring_up_to_date(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, key: Sequence[str]) -> Loaded:
    """Make the rows of ``model`` be as ``rows`` say; ``key`` names the fields that tell rows apart.

    Foreign keys are given as ids (``region_id``).
    """
    manager = model._default_manager
    found = {_key(vars(thing), key): thing for thing in manager.all()}
    new, changed, fields = [], [], set()
    for row in rows:
        thing = found.get(_key(row, key))
        if thing is None:
            new.append(model(**row))
            continue
        differing = {name for name, value in row.items() if getattr(thing, name) != value}
        if differing:
            for name in differing:
                setattr(thing, name, row[name])
            changed.append(thing)
            fields |= differing
    if new:
        manager.bulk_create(new)
    if changed:
        manager.bulk_update(changed, sorted(_field_name(model, name) for name in fields))
    return Loaded(len(new), len(changed))


def _key(values: Mapping[str, Any], key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(values[name] for name in key)


def _field_name(model: type[models.Model], name: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if name in (field.name, field.attname))
