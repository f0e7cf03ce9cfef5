"""States of a letter, how long one may be held, and what makes it one letter."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
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


class TryOutcome(Words):
    """What became of one try to send a letter."""

    ACCEPTED = "accepted", "The mail server took it"
    REFUSED = "refused", "The mail server did not take it"
    UNCLEAR = "unclear", "The line broke before the mail server answered"
    STOPPED = "stopped", "The worker stopped before the mail server answered"


#: How long one worker may hold a letter before another may take it. Longer than a mail server
#: may keep us waiting for one letter (``EMAIL_TIMEOUT`` a step).
LEASE = timedelta(minutes=5)
#: Tries before a letter is parked with its reason.
MOST_TRIES = 5


@dataclass(frozen=True)
class NewLetter:
    """A letter ready to be put in the outbox; ``key`` makes it one letter however often it is put.

    ``keeps_hours``: it can wait, and leaves by day on working days.
    """

    key: str
    kind: str
    person_id: int | None
    address: str
    subject: str
    text: str
    html: str
    keeps_hours: bool = False


def wait_before_try(attempt: int) -> timedelta:
    """Return how long to wait after try number ``attempt`` (1 is the first) has failed."""
    return timedelta(minutes=min(5 * 4 ** max(attempt - 1, 0), 8 * 60))


def is_last_try(attempt: int) -> bool:
    """Answer whether a letter that failed at try number ``attempt`` is parked."""
    return attempt >= MOST_TRIES


def message_id_for(key: str, host: str) -> str:
    """Return the Message-ID of the letter with ``key``: always the same, and telling nothing."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
