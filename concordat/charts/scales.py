"""From figures to places on a picture, and to words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10

SMALLEST = 1e-9  # below this a figure is drawn as nothing
_KEPT = 4  # digits of a figure that a reader sees at least


def nice_top(highest: float) -> float:
    """Return a round number not below ``highest`` (1, 2 or 5 times a power of ten); 1 for nothing."""
    if highest < SMALLEST:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in (1, 2, 5, 10) if highest <= step * power * (1 + 1e-9))


def round_steps(lowest: float, highest: float) -> list[float]:
    """Return the round figures beside a picture, from the bottom to the top; nothing is always among them."""
    step = nice_top(max(highest, -lowest, 0.0)) / 2
    first = min(0, floor(lowest / step + 1e-9))
    last = max(0, ceil(highest / step - 1e-9))
    if not first:
        last = max(last, 2)
    return [number * step for number in range(first, last + 1)]


def shares(days: Sequence[date] | int) -> list[float]:
    """Return how far along, from 0 to 1, each day stands between the first and the last; a number: all as far apart.

    Raises:
        ValueError: the days do not go forwards.
    """
    if isinstance(days, int):
        return [at / (days - 1) if days > 1 else 0.5 for at in range(days)]
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("the days of a picture go forwards")
    whole = (days[-1] - days[0]).days if days else 0
    return [(day - days[0]).days / whole if whole else 0.5 for day in days]


def number_words(value: float | None) -> str:
    """Return a figure as read: "1,200", "12.5", "−0.04", "–" for none. At least four digits of it are kept."""
    if value is None:
        return "–"
    size = abs(value)
    decimals = max(2, _KEPT - 1 - floor(log10(size))) if size >= SMALLEST else 0
    told = f"{Decimal(repr(float(size))):,.{decimals}f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return f"−{told}" if value < 0 and told != "0" else told
