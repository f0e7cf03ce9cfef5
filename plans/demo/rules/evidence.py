"""What invented evidence there is: some links, of which a few are broken or have run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

#: Addresses under ".example" lead nowhere, for good.
SITE = "https://www.crisis-care.example/papers"
_SHARE, _BROKEN, _EXPIRED = 0.12, 0.08, 0.1
_PAPERS = (
    ("minutes", "Minutes of the crisis care group", "That the group agreed this step and who takes it on."),
    ("training", "Training register", "How many people were trained, by team and by quarter."),
    ("protocol", "Joint protocol as signed", "How the partners work together, and whom to call."),
    ("audit", "Audit of response times", "How long people waited, month by month."),
    ("survey", "What people who used the service told us", "What helped, and what they would change."),
    ("board-paper", "Paper to the health and wellbeing board", "Progress, risks and what the board decided."),
)


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A link to a paper. ``broken_for``: days since it has not answered, 0 where it does."""

    title: str
    shows: str
    url: str
    dated_on: date
    valid_until: date | None
    is_public: bool
    broken_for: int


def evidence_of(seed: str, told_on: date, today: date) -> EvidenceDraft | None:
    """Return the evidence that came with the last news of an action, or None: most have none."""
    rng = Random(f"{seed}/evidence")
    if rng.random() >= _SHARE:
        return None
    old = (today - told_on).days
    slug, title, shows = rng.choice(_PAPERS)
    return EvidenceDraft(
        title,
        shows,
        f"{SITE}/{slug}-{told_on:%Y-%m}",
        told_on,
        max(told_on, today - timedelta(days=rng.randint(3, 90))) if rng.random() < _EXPIRED else None,
        rng.random() < 0.4,
        min(rng.randint(2, 60), old - 3) if old > 5 and rng.random() < _BROKEN else 0,
    )
