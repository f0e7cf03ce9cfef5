"""States of a letter, and how long one may be held."""

from __future__ import annotations

from datetime import timedelta

from concordat.choices import Words


class LetterState(Words):
    """Where a letter stands."""

    PLANNED = "planned", "Waiting"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    SUPERSEDED = "superseded", "No longer needed"
    SUSPENDED = "suspended", "Held back"


#: How long one worker may hold a letter before another may take it.
LEASE = timedelta(minutes=5)
#: Tries before a letter is parked with its reason.
MOST_TRIES = 5


def wait_before_try(attempt: int) -> timedelta:
    """Return how long to wait after try number ``attempt`` (1 is the first) has failed."""
    return timedelta(minutes=min(5 * 4 ** max(attempt - 1, 0), 8 * 60))
