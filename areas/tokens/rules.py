"""What a token is, what it may open, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from concordat.choices import Words

#: Every token begins like this, so that one in a wrong place is recognised.
PREFIX = "concordat_"
#: How many letters of it are kept, for its owner to tell one from the other.
HINT_LETTERS = len(PREFIX) + 4
#: Tokens of one person that work at the same time.
MOST_TOKENS = 10


class TokenScope(Words):
    """What a token opens beside what everybody may read. It only ever reads."""

    PLANS = "plans", "Plans, actions and updates that I may see"
    DECLARATIONS = "declarations", "Declarations and signatories that I may see"


class Lifetime(Words):
    """How long a token works, in days."""

    MONTH = "30", "30 days"
    QUARTER = "90", "90 days"
    YEAR = "365", "A year"

    def until(self, today: date) -> date:
        """Return the last day of a token that is made today."""
        return today + timedelta(days=int(self.value))


@dataclass(frozen=True)
class NewToken:
    """What its owner says of a new token."""

    name: str
    scopes: tuple[TokenScope, ...]
    expires_on: date
    submission_key: UUID


def seal(token: str) -> str:
    """Return what is kept of a token. It is long and random, so a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()
