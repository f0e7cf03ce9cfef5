"""A plan as it stood at the end of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plans.planning.rules.states import Confidence, DeliveryState, WorkflowState, is_live

#: The label of a link that was there before links had a history.
KNOWN = "known"


@dataclass(frozen=True)
class PastAction:
    """An action as it stood. ``place``: theme and sub-heading; ``merged_into``: the action that went on instead."""

    id: int
    number: str
    text: str
    place: str
    lead: str
    partners: tuple[str, ...]
    standards: tuple[str, ...]
    timescale: str
    due: date | None
    delivery_state: str
    confidence: str
    reason: str
    merged_into: str = ""

    @property
    def state_words(self) -> str:
        """How far it had come, in words."""
        return DeliveryState(self.delivery_state).label

    @property
    def confidence_words(self) -> str:
        """How sure people were of it, in words."""
        return Confidence(self.confidence).label if self.confidence else ""

    def is_overdue(self, day: date) -> bool:
        """Answer whether it was still to be done on ``day``, after its last day."""
        return is_live(self.delivery_state) and self.due is not None and self.due < day


@dataclass(frozen=True)
class PastPlan:
    """A plan at the end of ``day``.

    ``existed``: whether a record of it is kept for that day; ``kept_from``: since when one is kept at all.
    ``links_known``: whether partners and standards of that day are known.
    """

    day: date
    existed: bool
    kept_from: date | None
    title: str = ""
    workflow_state: str = ""
    actions: tuple[PastAction, ...] = ()
    links_known: bool = True

    @property
    def workflow_words(self) -> str:
        """Where it stood on its way to being published, in words."""
        return WorkflowState(self.workflow_state).label if self.workflow_state else ""

    @property
    def complete(self) -> int:
        """How many actions were complete."""
        return self._states[DeliveryState.COMPLETE]

    @property
    def counting(self) -> int:
        """How many actions stood in the plan: merged and withdrawn ones do not count."""
        return len(self.actions) - self._states[DeliveryState.MERGED] - self._states[DeliveryState.WITHDRAWN]

    @property
    def overdue(self) -> int:
        """How many were overdue on that day."""
        return sum(action.is_overdue(self.day) for action in self.actions)

    @property
    def _states(self) -> Counter[str]:
        return Counter(action.delivery_state for action in self.actions)


@dataclass(frozen=True)
class LinkEvent:
    """That something was linked to an action, or is so no more (``label`` "delete"), at an hour."""

    action_id: int
    other_id: int
    name: str
    label: str
    at: datetime


def links_at(events: Iterable[LinkEvent], end: datetime) -> tuple[Mapping[int, Sequence[str]], bool]:
    """Return the names linked to each action just before ``end``, and whether they are known for that hour.

    ``events`` come in the order in which they happened. What was linked before links had a history is
    known only from the hour at which it began.
    """
    linked: dict[int, dict[int, str]] = {}
    known = True
    for event in events:
        if event.at >= end:
            known = known and event.label != KNOWN
        elif event.label == "delete":
            linked.get(event.action_id, {}).pop(event.other_id, None)
        else:
            linked.setdefault(event.action_id, {})[event.other_id] = event.name
    return {action: sorted(names.values()) for action, names in linked.items()}, known
