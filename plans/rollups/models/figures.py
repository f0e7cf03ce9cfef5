"""Stored figures. They are sums over rows and can always be counted again."""

from __future__ import annotations

import pgtrigger
from django.db import models

from plans.planning.models import Plan
from plans.rollups.rules import COUNTS, Figures, SnapshotScope
from plans.standards.models import Section


def _count() -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(default=0, db_default=0)


class Counts(models.Model):
    """The columns of ``plans.rollups.rules.Figures``: numerators and denominators, never shares."""

    total = models.PositiveIntegerField(default=0)
    live = models.PositiveIntegerField(default=0)
    not_started = models.PositiveIntegerField(default=0)
    in_progress = models.PositiveIntegerField(default=0)
    complete = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    on_track = models.PositiveIntegerField(default=0)
    at_risk = models.PositiveIntegerField(default=0)
    off_track = models.PositiveIntegerField(default=0)
    unrated = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    due_soon = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    without_lead = models.PositiveIntegerField(default=0)
    without_date = models.PositiveIntegerField(default=0)
    without_measure = models.PositiveIntegerField(default=0)
    heard = _count()
    expected = _count()
    on_time = _count()
    for_all_ages = _count()
    for_children = _count()
    for_adults = _count()
    for_older = _count()
    age_unsaid = _count()
    standards = _count()
    standards_open = _count()

    class Meta:
        abstract = True

    @property
    def counts(self) -> Figures:
        """The columns as a value."""
        return Figures(**{name: getattr(self, name) for name in COUNTS})


class PlanFigures(Counts):
    """The counts of one plan, up to its change mark ``mark``, as on day ``counted_on``.

    Each action is counted once. ``reported`` are the live actions heard of within the plan's rhythm
    before ``counted_on``.
    """

    plan = models.OneToOneField(Plan, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    mark = models.BigIntegerField()
    counted_on = models.DateField()
    counted_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "plan figures"
        constraints = [
            models.CheckConstraint(
                name="states_add_up",
                condition=models.Q(
                    total=models.F("not_started")
                    + models.F("in_progress")
                    + models.F("complete")
                    + models.F("merged")
                    + models.F("withdrawn")
                ),
            ),
            models.CheckConstraint(
                name="confidence_adds_up",
                condition=models.Q(
                    live=models.F("on_track") + models.F("at_risk") + models.F("off_track") + models.F("unrated")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Figures of {self.plan}"


class SectionFigures(Counts):
    """The counts of one plan in one section; ``section`` None: its actions without a standard.

    An action with standards in two sections is counted in both, so sections are never added up: the
    plan's own row (``PlanFigures``) counts it once. There is a row for every section of the catalogue,
    so a row never has to go; mark and day are those of the plan's row.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="section_figures")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "section figures"
        constraints = [
            models.UniqueConstraint(fields=["plan", "section"], name="section_figures_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"Figures of {self.plan_id} in section {self.section_id}"


class Proof(models.Model):
    """That stored figures were compared with a fresh count, and how many differed. The newest one counts."""

    at = models.DateTimeField()
    differing = models.PositiveIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.differing} differ"


class Snapshot(models.Model):
    """How England, a region or an area stood at the end of ``day``. One of each, never changed or removed.

    ``scope_id`` is the id of the region or area, 0 for England. ``stages``: how many areas are at each
    stage; ``figures``: the counts by name, each action once; ``sections``: the same by section, written
    "framework/A", and "" for actions without a standard (regions and England only).
    """

    day = models.DateField()
    scope = models.CharField(max_length=8, choices=SnapshotScope.choices())
    scope_id = models.BigIntegerField(default=0)
    areas = models.PositiveIntegerField()
    silent = models.PositiveIntegerField()
    plans = models.PositiveIntegerField()
    stages = models.JSONField()
    figures = models.JSONField()
    sections = models.JSONField(default=dict)
    last_heard_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "scope", "scope_id"]
        indexes = [models.Index(fields=["scope", "scope_id", "day"], name="snapshots_of_a_scope")]
        constraints = [
            models.UniqueConstraint(fields=["day", "scope", "scope_id"], name="snapshot_once_a_day"),
            models.CheckConstraint(name="snapshot_scope_known", condition=models.Q(scope__in=SnapshotScope.values())),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_id} on {self.day}"

    @property
    def counts(self) -> Figures:
        """The figures; a count that was not kept that day is 0."""
        return Figures(**{name: self.figures.get(name, 0) for name in COUNTS})
