"""Two people changed the same thing: what each of them wrote, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class StaleSave(Exception):
    """Somebody else saved first. ``current`` is the thing as it stands now; nothing was written."""

    def __init__(self, current: Any) -> None:
        """Keep what is stored now."""
        super().__init__("Somebody else saved first")
        self.current = current


@dataclass(frozen=True)
class Difference:
    """One field of which the stored words and mine differ."""

    label: str
    theirs: str
    mine: str


def differences(
    theirs: Mapping[str, str], mine: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order of ``labels``; a missing field is empty words."""
    pairs = ((label, theirs.get(name, ""), mine.get(name, "")) for name, label in labels.items())
    return tuple(Difference(label, stored, typed) for label, stored, typed in pairs if _plain(stored) != _plain(typed))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
