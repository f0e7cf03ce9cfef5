"""The editions of a plan, and which of them is the one in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.planning.rules.states import WorkflowState


@dataclass(frozen=True)
class Edition:
    """One edition of a plan, as a list shows it."""

    id: int
    edition: int
    refreshes: int | None
    workflow_state: str
    published_on: date | None

    @property
    def is_published(self) -> bool:
        """Whether anybody may read it."""
        return self.published_on is not None

    @property
    def state(self) -> str:
        """Return its state in words."""
        return WorkflowState(self.workflow_state).label


def chain_of(plan_id: int, editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions that belong to one plan, the oldest first. ``editions`` may hold other plans' too."""
    known = {one.id: one for one in editions}
    newer = {one.refreshes: one for one in known.values() if one.refreshes}
    first = known[plan_id]
    while first.refreshes in known:
        first = known[first.refreshes]
    return tuple(_onwards(first, newer))


def _onwards(first: Edition, newer: Mapping[int, Edition]) -> Iterable[Edition]:
    one: Edition | None = first
    while one is not None:
        yield one
        one = newer.get(one.id)


def in_force(editions: Iterable[Edition]) -> Edition:
    """Return the edition that figures, reminders and updates are about: the newest published one, else the first."""
    listed = list(editions)
    return next((one for one in reversed(listed) if one.is_published), listed[0])
