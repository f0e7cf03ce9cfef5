"""The steps a plan took on its way to being published, with what was said."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.planning.models import Plan
from plans.planning.rules.states import WorkflowState
from plans.review.rules import Move


class ReviewStep(models.Model):
    """A move of a plan: by whom, when, from where to where, and the comment that went with it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="review_steps")
    move = models.CharField(max_length=12, choices=Move.choices())
    from_state = models.CharField(max_length=12, choices=WorkflowState.choices())
    to_state = models.CharField(max_length=12, choices=WorkflowState.choices())
    comment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="review_steps")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["plan", "-at"], name="review_steps_of_plan")]
        constraints = [
            models.CheckConstraint(name="returned_with_a_comment", condition=~Q(move="return") | ~Q(comment="")),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_move_display()} on {self.at:%d %B %Y}"
