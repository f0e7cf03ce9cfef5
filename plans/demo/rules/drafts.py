"""What a plan of the demo holds before it is written to tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from plans.demo.rules.book import Line
from plans.demo.rules.plots import Plot
from plans.planning.rules.states import Rhythm
from plans.planning.rules.timescale import Timescale


@dataclass(frozen=True, slots=True)
class NewsDraft:
    """A progress update. ``by_lead``: written by the lead organisation, not by the officer."""

    at: datetime
    state: str
    confidence: str
    narrative: str
    reason: str
    still_true: bool
    by_lead: bool


@dataclass(slots=True)
class ActionDraft:
    """An action with everything that was said about it, oldest first.

    ``lead`` is a kind of organisation, or nothing where the action is unowned. ``merged_into`` is
    the position of another action of the plan.
    """

    line: Line
    plot: Plot
    position: int
    number: str
    lead: str
    lead_text: str
    partners: tuple[str, ...]
    named_post: str
    indicator: str
    timescale: Timescale
    is_new: bool
    news: list[NewsDraft] = field(default_factory=list)
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan and its actions in order."""

    title: str
    plan_year: int
    rhythm: Rhythm
    workflow: str
    begun_on: date
    submitted_on: date | None
    published_on: date | None
    actions: tuple[ActionDraft, ...]
