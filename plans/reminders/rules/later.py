"""How long one may put off hearing of an action."""

from __future__ import annotations

from datetime import date, timedelta

#: Days, and their words. Four weeks at the most: a longer silence belongs into the plan, as a later date.
LENGTHS = ((7, "One week"), (14, "Two weeks"), (28, "Four weeks"))


def until(days: int, today: date) -> date:
    """Return the day on which one hears again.

    Raises:
        ValueError: ``days`` is none of ``LENGTHS``.
    """
    if days not in dict(LENGTHS):
        raise ValueError("Select how long")
    return today + timedelta(days=days)
