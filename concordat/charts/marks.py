"""The shapes of statuses, drawn in a box from -6 to 6. One shape means one thing everywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A shape: an SVG path, filled or only outlined, perhaps with a broken line."""

    path: str
    outline: bool = False
    broken: bool = False

    @property
    def dashes(self) -> str:
        """Return the pattern of a broken line."""
        return "2.1 1.8" if self.broken else "none"


_RING = "M4.6 0A4.6 4.6 0 1 1-4.6 0 4.6 4.6 0 1 1 4.6 0z"

MARKS: dict[str, Mark] = {
    "complete": Mark("M-5-5H5V5H-5z"),
    "on_track": Mark("M5.5 0A5.5 5.5 0 1 1-5.5 0 5.5 5.5 0 1 1 5.5 0z"),
    "at_risk": Mark("M0-5.5 6 5H-6z"),
    "off_track": Mark("M0-6 6 0 0 6-6 0z"),
    "not_started": Mark(_RING, outline=True),
    "silent": Mark(_RING, outline=True, broken=True),
    "in_progress": Mark("M0-5.5A5.5 5.5 0 1 1 0 5.5 5.5 5.5 0 1 1 0-5.5zM0-3.9A3.9 3.9 0 1 0 0 3.9z"),
    "merged": Mark("M-5-5 0 0-5 5M0 0H5.5", outline=True),
    "withdrawn": Mark("M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5", outline=True),
    "other": Mark("M-5-1.5H5V1.5H-5z"),
}


def mark_for(key: str) -> Mark:
    """Return the shape of a status; a plain bar for one that has none of its own."""
    return MARKS.get(key, MARKS["other"])
