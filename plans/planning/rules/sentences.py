"""Sentences about a plan and its actions that stand on more than one page."""

from __future__ import annotations

from plans.planning.rules.timescale import Timescale, TimescaleKind


def reading_sentence(reading: Timescale) -> str:
    """Return how a timescale was read, for the officer to check before it is kept."""
    if not reading.text.strip():
        return "No timescale is set."
    steps = len(reading.milestones)
    each = f" Each of the {steps} dates becomes a milestone." if steps > 1 else ""
    return f"We read “{reading.text.strip()}” as: {reading.reading}.{each}"


def warning_sentence(reading: Timescale) -> str:
    """Return what to look at in a reading; empty where nothing is doubtful."""
    if not reading.warnings:
        return ""
    return f"Please check: {'; '.join(reading.warnings)}. If we misread it, write the date in full."


def review_sentence(reading: Timescale) -> str:
    """Return the question when something ongoing will be looked at again; empty where the timescale says it."""
    if reading.kind is not TimescaleKind.ONGOING or reading.milestones:
        return ""
    return "When will you look at it again? You can add it, for example: ongoing, review March 2027."
