"""A declaration that is signed again: which wording stood behind it, and on which days that can be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def wording_in_force(recorded: Sequence[tuple[int, date]], day: date) -> int | None:
    """Return the number of the newest wording recorded by ``day``, of older days the first; None of none.

    ``recorded``: number and day of recording of each wording.
    """
    by_then = [number for number, on in recorded if on <= day]
    return max(by_then, default=None) or min((number for number, _ in recorded), default=None)


def problem_with_day(day: date, signed_on: date, today: date) -> str:
    """Return what keeps a declaration from having been signed again on ``day``; empty is good."""
    if day > today:
        return "Date signed again must be today or earlier"
    if day <= signed_on:
        return "Date signed again must be after the day it was first signed"
    return ""
