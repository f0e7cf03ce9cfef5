"""Plans, their themes, actions and milestones."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from areas.models import Declaration, LocalArea, Organisation, Partnership
from areas.people.access import Reach
from areas.roles.rules import P
from plans.planning.rules.states import (
    BELOW_ON_TRACK,
    LIVE,
    AgeGroup,
    Confidence,
    DeliveryState,
    Rhythm,
    WorkflowState,
    is_live,
)
from plans.planning.rules.timescale import Precision, TimescaleKind
from plans.standards.models import Framework, Standard

_LIVE = [state.value for state in LIVE]


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


class ActionQuerySet(models.QuerySet["Action"]):
    """Filters over actions."""

    def live(self) -> Self:
        """Keep the actions that are still to be carried out."""
        return self.filter(delivery_state__in=_LIVE)

    def overdue(self, today: date) -> Self:
        """Keep the live actions whose last day is before ``today``."""
        return self.live().filter(due__lt=today)

    def led_or_supported_by(self, organisation_ids: frozenset[int]) -> Self:
        """Keep the actions that one of the organisations leads or supports."""
        supported = Action.partners.through.objects.filter(
            action=models.OuterRef("pk"), organisation__in=organisation_ids
        )
        return self.filter(Q(lead__in=organisation_ids) | Q(models.Exists(supported)))


@pghistory.track(exclude=["changed_at"])
class Action(models.Model):
    """One line of a plan: what will be done, by whom, by when.

    ``number`` is the printed label; ``id`` is what anything links to. ``timescale`` is the text
    as typed; the fields after it are its reading. ``version`` is the row version.
    ``last_heard_at`` is the hour of the newest update.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")
    heading = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    outcome = models.TextField(blank=True)
    indicator = models.TextField(blank=True)
    standards = models.ManyToManyField(Standard, blank=True, related_name="actions")
    lead = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_led")
    lead_text = models.CharField(max_length=400, blank=True)
    partners = models.ManyToManyField(Organisation, blank=True, related_name="actions_supported")
    named_post = models.CharField(max_length=120, blank=True)
    age_group = models.CharField(max_length=12, choices=AgeGroup.choices(), blank=True)
    timescale = models.TextField(blank=True)
    timescale_kind = models.CharField(max_length=12, choices=TimescaleKind.choices(), default=TimescaleKind.UNSET.value)
    timescale_reading = models.CharField(max_length=300, blank=True)
    start = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision.choices(), blank=True)
    delivery_state = models.CharField(
        max_length=12, choices=DeliveryState.choices(), default=DeliveryState.NOT_STARTED.value
    )
    confidence = models.CharField(max_length=10, choices=Confidence.choices(), blank=True)
    reason = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    is_new = models.BooleanField(default=False)
    last_heard_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position", "id"]
        indexes = [
            models.Index(fields=["plan", "position"], name="action_in_order"),
            models.Index(fields=["due"], name="live_action_due", condition=Q(delivery_state__in=_LIVE)),
            models.Index(fields=["lead"], name="live_action_lead", condition=Q(delivery_state__in=_LIVE)),
        ]
        constraints = [
            models.CheckConstraint(name="action_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="due_not_before_start",
                condition=Q(start__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("start")),
            ),
            models.CheckConstraint(name="delivery_state_known", condition=Q(delivery_state__in=DeliveryState.values())),
            models.CheckConstraint(
                name="confidence_only_while_live",
                condition=Q(confidence="") | Q(confidence__in=Confidence.values(), delivery_state__in=_LIVE),
            ),
            models.CheckConstraint(
                name="below_on_track_has_a_reason",
                condition=~Q(confidence__in=[c.value for c in BELOW_ON_TRACK]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    def get_absolute_url(self) -> str:
        """Return the action's own page."""
        return f"/actions/{self.pk}/"

    @property
    def is_live(self) -> bool:
        """Whether the action is still to be carried out."""
        return is_live(self.delivery_state)


_LINKED = (pghistory.InsertEvent(), pghistory.DeleteEvent())


@pghistory.track(*_LINKED, obj_field=None, level=pgtrigger.Statement)
class ActionPartner(Action.partners.through):  # type: ignore[misc,name-defined]
    """That an organisation supports an action: its history says since when, and until when.

    In the history, the label "known" is a link that was there before links had a history.
    """

    class Meta:
        proxy = True


@pghistory.track(*_LINKED, obj_field=None, level=pgtrigger.Statement)
class ActionStandard(Action.standards.through):  # type: ignore[misc,name-defined]
    """That an action helps to meet a standard; its history as that of a partner."""

    class Meta:
        proxy = True


class Milestone(models.Model):
    """A dated step inside an action."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action", "position"]
        constraints = [
            models.UniqueConstraint(fields=["action", "position"], name="milestone_position_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Submission(models.Model):
    """The key of a form that makes a plan or an action: sent twice, it makes one."""

    key = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)
