"""The colours of pictures that stand alone, where no style sheet is. ``static/css`` says the same; a test holds them together."""

from __future__ import annotations

INK, QUIET, GRID, EDGE, PAPER = "#0b0c0c", "#484949", "#cecece", "#4d6f71", "#fff"

#: Nine tones from light to dark.
TONES = ("#fff", "#e6f0f0", "#cfe3e4", "#b3d3d4", "#8fbfc1", "#67a9ac", "#1d7f84", "#00626a", "#00363a")

#: The lines of a trend, and the pattern of each.
LINES = ("#00555a", "#b7592a", "#54319f")
DASHES = ("none", "7 4", "2 4")

_OTHER = "#858686"
SEGMENTS = {
    "complete": "#16548a",
    "on_track": "#0f7a52",
    "at_risk": "#a35a00",
    "off_track": "#ca3535",
    "in_progress": "#106165",
    "not_started": "#8f9292",
    "silent": "#fff",
    "merged": "#7f65b7",
    "withdrawn": "#858686",
}


def segment_colour(key: str) -> str:
    """Return the colour of a part of a bar."""
    return SEGMENTS.get(key, _OTHER)


def mark_colour(key: str) -> str:
    """Return the colour of the shape on a part of a bar."""
    return INK if key in ("not_started", "silent") else PAPER
