"""The statuses that have a word, a shape and a colour. The word can be given by the caller."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.charts.marks import MARKS, Mark, mark_for

WORDS: dict[str, str] = {
    "complete": "Complete",
    "on_track": "On track",
    "at_risk": "At risk",
    "off_track": "Off track",
    "in_progress": "In progress",
    "not_started": "Not started",
    "silent": "Silent",
    "merged": "Merged",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True)
class Status:
    """A status ready to be shown: ``key`` chooses shape and colour, ``words`` are read."""

    key: str
    words: str
    mark: Mark
    note: str = ""


def status_of(value: object, label: str = "", note: str = "") -> Status:
    """Return how ``value`` is shown ("on_track", "on track", an enum member …).

    A value without a look of its own is shown in grey with its label, or with its own words.
    """
    key = str(value if value is not None else "").strip().lower().replace(" ", "_").replace("-", "_")
    words = label or str(getattr(value, "label", "")) or WORDS.get(key, key.replace("_", " ").capitalize())
    known = key if key in MARKS else "other"
    return Status(known, words or "Not recorded", mark_for(known), note)
