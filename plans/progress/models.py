"""Progress updates. Nothing that somebody typed is ever changed or removed."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plans.planning.models import Action
from plans.planning.rules.states import BELOW_ON_TRACK, Confidence, DeliveryState


class ProgressUpdate(models.Model):
    """A dated entry about an action: state, confidence, a sentence. "Still true" is one too.

    ``period`` is the reporting period, written "2026-27-Q2". ``submission_key`` makes a form that
    is sent twice one row. ``at`` is the hour it tells of and may lie in the past, ``recorded_at`` the hour
    it was written down; None for the updates of before that was kept: then they are the same.
    ``beside``, only on a row just recorded: the fields of the action that somebody else changed while
    it was written; None where nobody did.
    """

    beside: tuple[str, ...] | None = None

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    delivery_state = models.CharField(max_length=12, choices=DeliveryState.choices())
    confidence = models.CharField(max_length=10, choices=Confidence.choices(), blank=True)
    narrative = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    still_true = models.BooleanField(default=False)
    period = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="updates")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True, editable=False, db_default=Now())
    submission_key = models.UUIDField(unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["action", "-at"], name="updates_of_action")]
        constraints = [
            models.CheckConstraint(
                name="update_below_on_track_has_a_reason",
                condition=~Q(confidence__in=[c.value for c in BELOW_ON_TRACK]) | ~Q(reason=""),
            ),
            models.CheckConstraint(name="update_state_known", condition=Q(delivery_state__in=DeliveryState.values())),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_delivery_state_display()} on {self.at:%d %B %Y}"


class UpdateDraft(models.Model):
    """What somebody has typed about an action and not saved yet: theirs alone, and an update to nobody.

    ``typed`` maps the fields of the form to texts, ``version`` is the row version they were typed on.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="update_drafts")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="update_drafts")
    version = models.PositiveIntegerField()
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "action"], name="one_draft_of_a_person")]

    def __str__(self) -> str:
        return f"Draft of {self.person_id} about {self.action_id}"
