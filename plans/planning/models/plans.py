"""Plans in their editions, and their themes."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q

from areas.models import Declaration, LocalArea, Partnership
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.rules.states import Rhythm, WorkflowState
from plans.standards.models import Framework


class PlanQuerySet(models.QuerySet["Plan"]):
    """Filters over plans."""

    def in_reach(self, reach: Reach, permission: P) -> Self:
        """Keep the plans in whose partnership or region ``reach`` carries ``permission``."""
        if reach.nationwide(permission):
            return self
        condition = Q(partnership__in=reach.partnerships_with(permission))
        regions = reach.regions_with(permission)
        if regions:
            covered = LocalArea.objects.filter(region__in=regions, plans=models.OuterRef("pk"))
            condition |= Q(models.Exists(covered))
        return self.filter(condition)

    def published(self) -> Self:
        """Keep the plans that anybody may read."""
        return self.filter(published_on__isnull=False)

    def current(self) -> Self:
        """Keep the newest edition of each plan."""
        return self.filter(refreshed_by__isnull=True)

    def worked_on(self) -> Self:
        """Keep the editions that no published one has replaced: the one in force, and the next one being written."""
        return self.filter(refreshed_by__published_on__isnull=True)

    def in_force(self) -> Self:
        """Keep the one edition of each plan that figures count.

        That is the newest published one; while none has been published, the first.
        """
        return self.filter(
            Q(published_on__isnull=False) | Q(refreshes__isnull=True),
            refreshed_by__published_on__isnull=True,
        )


@pghistory.track(exclude=["change_mark", "changed_at"])
class Plan(models.Model):
    """A local document that turns the declaration into actions.

    ``plan_year`` is the year in which the financial year of bare quarters and months begins.
    ``change_mark`` grows with every change to the plan or anything in it; the figures say up to
    which mark they count. ``version`` is the row version of the plan's own fields.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    declaration = models.ForeignKey(Declaration, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    areas = models.ManyToManyField(LocalArea, related_name="plans")
    frameworks = models.ManyToManyField(Framework, related_name="plans")
    title = models.CharField(max_length=200)
    edition = models.PositiveSmallIntegerField(default=1)
    refreshes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="refreshed_by"
    )
    plan_year = models.PositiveSmallIntegerField()
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices(), default=Rhythm.QUARTERLY.value)
    workflow_state = models.CharField(max_length=12, choices=WorkflowState.choices(), default=WorkflowState.DRAFT.value)
    submitted_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    change_mark = models.BigIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["partnership__name", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "title", "edition"], name="plan_edition_once"),
            models.CheckConstraint(
                name="published_plan_has_its_day",
                condition=~Q(workflow_state="published") | Q(published_on__isnull=False),
            ),
            models.CheckConstraint(name="workflow_state_known", condition=Q(workflow_state__in=WorkflowState.values())),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the plan's own page."""
        return f"/plans/{self.pk}/"

    @property
    def next_edition(self) -> Plan | None:
        """The edition that refreshes this one, if it was begun."""
        return getattr(self, "refreshed_by", None)

    @property
    def is_replaced(self) -> bool:
        """Whether a newer edition has been published: this one stays as it is, to be read."""
        return self.next_edition is not None and self.next_edition.published_on is not None


class Theme(models.Model):
    """A part of a plan, in the plan's own words and order."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="theme_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
