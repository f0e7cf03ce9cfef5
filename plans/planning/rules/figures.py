"""The few figures at the head of a plan's page."""

from __future__ import annotations

from dataclasses import dataclass, field

#: A live action is due soon from this many days before its last day.
DUE_SOON_DAYS = 30


@dataclass(frozen=True)
class PlanCounts:
    """Counts of a plan's actions. ``live`` is the denominator of all that follows it.

    ``undated`` have no last day ("ongoing" has none), ``unmeasured`` no indicator.
    """

    total: int
    states: dict[str, int] = field(default_factory=dict)
    confidence: dict[str, int] = field(default_factory=dict)
    live: int = 0
    overdue: int = 0
    due_soon: int = 0
    unowned: int = 0
    undated: int = 0
    unmeasured: int = 0

    @property
    def unrated(self) -> int:
        """Live actions of which nobody has said how they go."""
        return self.live - sum(self.confidence.values())

    @property
    def finished(self) -> int:
        """Actions that are not live any more."""
        return self.total - self.live

    @property
    def standing(self) -> int:
        """Actions that count: neither merged nor withdrawn."""
        return self.total - self.states.get("merged", 0) - self.states.get("withdrawn", 0)
