"""What the figures mean, and how far an area has come. Pure: the day comes in as ``today``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from concordat.choices import Words
from plans.planning.rules.states import SILENT_AFTER_DAYS, Rhythm


class Stage(Words):
    """How far an area has come. Derived from what is recorded, never typed."""

    NOTHING = "nothing", "Nothing recorded"
    GROUP = "group", "Group formed"
    DECLARED = "declared", "Declared"
    DRAFT = "draft", "Plan in draft"
    SUBMITTED = "submitted", "Plan submitted"
    PUBLISHED = "published", "Plan published"
    DELIVERING = "delivering", "Delivering"
    PART = "part", "Delivered in part"
    DELIVERED = "delivered", "Delivered"

    @property
    def step(self) -> int:
        """Return the place on the road, 1 to 9."""
        return _STEPS[self]

    @property
    def meaning(self) -> str:
        """Return in a sentence when an area is at this stage."""
        return _MEANING[self]


_STEPS = {stage: number for number, stage in enumerate(Stage, start=1)}
_MEANING = {
    Stage.NOTHING: "Nothing is recorded here. That is no proof that nothing happens.",
    Stage.GROUP: "The organisations that will sign together are recorded.",
    Stage.DECLARED: "A declaration has been signed.",
    Stage.DRAFT: "A plan is being written, or was returned with suggestions.",
    Stage.SUBMITTED: "A plan has been submitted and is being read, or has been approved.",
    Stage.PUBLISHED: "A plan is published; none of its actions has begun.",
    Stage.DELIVERING: "At least one action of the published plan has begun.",
    Stage.PART: "At least half of the actions of the published plan are complete.",
    Stage.DELIVERED: "Every action of the published plan is complete.",
}


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the stage of an area follows from, over all its partnerships and plans in force.

    ``actions`` are those of published plans without the merged and withdrawn ones; of them
    ``begun`` are in progress or complete and ``complete`` are complete.
    """

    has_group: bool = False
    is_declared: bool = False
    has_plan: bool = False
    is_submitted: bool = False
    is_published: bool = False
    actions: int = 0
    begun: int = 0
    complete: int = 0


def stage_of(facts: StageFacts) -> Stage:
    """Return the furthest stage an area has reached."""
    if facts.is_published:
        return _delivery(facts)
    if facts.is_submitted:
        return Stage.SUBMITTED
    if facts.has_plan:
        return Stage.DRAFT
    if facts.is_declared:
        return Stage.DECLARED
    return Stage.GROUP if facts.has_group else Stage.NOTHING


def _delivery(facts: StageFacts) -> Stage:
    if facts.actions and facts.complete >= facts.actions:
        return Stage.DELIVERED
    if facts.actions and 2 * facts.complete >= facts.actions:
        return Stage.PART
    return Stage.DELIVERING if facts.begun else Stage.PUBLISHED


def heard_until(heard_on: date, rhythm: str) -> date:
    """Return the last day on which news of ``heard_on`` still counts as recent."""
    return heard_on + timedelta(days=SILENT_AFTER_DAYS[Rhythm(rhythm)])


def is_stale(until: date | None, today: date) -> bool:
    """Answer whether an area has gone silent.

    ``until``: the last day that the newest word about any of its plans with live actions is good
    for; None where no plan has a live action, and then nobody is waited for.
    """
    return until is not None and until < today


class Figures(NamedTuple):
    """Counts of actions, each counted once. Numerators with their denominators, never shares.

    ``total`` is the denominator of the five states, ``live`` that of everything after it.
    ``overdue``: live and its last day has passed. ``due_soon``: live and its last day is today or
    in the next 30 days. ``reported``: live and heard of within its plan's rhythm (see
    ``SILENT_AFTER_DAYS``). ``without_lead``, ``without_date``, ``without_measure``: live, and no
    lead organisation, no last day ("ongoing" has none), no indicator is recorded.

    ``heard``: live and heard of in the plan's reporting period of the day. ``expected``: live in the
    period before it, as far as updates tell; ``on_time`` of them were heard of in that period.
    ``for_…`` and ``age_unsaid``: standing actions by age group. ``standards``: pairs of a plan and a
    standard it answers to; ``standards_open`` of them have no standing action.
    """

    total: int = 0
    not_started: int = 0
    in_progress: int = 0
    complete: int = 0
    merged: int = 0
    withdrawn: int = 0
    live: int = 0
    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    unrated: int = 0
    overdue: int = 0
    due_soon: int = 0
    reported: int = 0
    without_lead: int = 0
    without_date: int = 0
    without_measure: int = 0
    heard: int = 0
    expected: int = 0
    on_time: int = 0
    for_all_ages: int = 0
    for_children: int = 0
    for_adults: int = 0
    for_older: int = 0
    age_unsaid: int = 0
    standards: int = 0
    standards_open: int = 0

    @property
    def standing(self) -> int:
        """Return how many were neither merged into another nor withdrawn: what "complete" is counted of."""
        return self.total - self.merged - self.withdrawn


def add_up(all_figures: Iterable[Figures]) -> Figures:
    """Return the sums. Adding is right only where no action is in two of them."""
    return Figures(*map(sum, zip(*all_figures, strict=True)))


#: The names of the counts, in the order of ``Figures``.
COUNTS = Figures._fields


class AreaRow(NamedTuple):
    """An area as lists and maps show it.

    ``figures`` are those of every plan in force that covers the area, so a joint plan's are in
    the row of each of its areas: never add rows up, ask ``region_sums``. ``is_joint`` says so.
    """

    id: int
    slug: str
    name: str
    gss_code: str
    kind: str
    hex_label: str
    hex_x: float | None
    hex_y: float | None
    region_id: int
    region_slug: str
    region_name: str
    region_code: str
    partnerships: str
    declared_on: date | None
    plans: int
    is_joint: bool
    last_heard_at: datetime | None
    published_on: date | None
    is_stale: bool
    stage: Stage
    figures: Figures


class SnapshotScope(Words):
    """What a snapshot is about."""

    NATION = "nation", "England"
    REGION = "region", "A region"
    AREA = "area", "An area"
