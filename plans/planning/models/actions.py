"""Actions, what they are linked to, and the dated steps inside them."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from areas.models import Organisation
from plans.planning.models.plans import Plan, Theme
from plans.planning.rules.states import BELOW_ON_TRACK, LIVE, AgeGroup, Confidence, DeliveryState, is_live
from plans.planning.rules.timescale import Precision, TimescaleKind
from plans.standards.models import Standard

_LIVE = [state.value for state in LIVE]


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
    """A dated step inside an action. ``version`` is the row version."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["action", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "position"],
                name="milestone_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.text
