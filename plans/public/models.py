"""What an area chose to show, and which updates keep their wording inside."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from plans.planning.models import Plan
from plans.progress.models import ProgressUpdate
from plans.public.rules import Choice


class PublicChoice(models.Model):
    """What an edition of a plan shows beside the promise. No row: nothing more. ``version`` is the row version."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="public_choice")
    narratives = models.BooleanField(default=False)
    reasons = models.BooleanField(default=False)
    posts = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["plan"]

    def __str__(self) -> str:
        return f"What {self.plan} shows"

    @property
    def choice(self) -> Choice:
        """What was chosen, as a value."""
        return Choice(self.narratives, self.reasons, self.posts)


class HeldBack(models.Model):
    """An update whose wording stays inside. Its row goes when the wording may be read again."""

    update = models.OneToOneField(ProgressUpdate, on_delete=models.PROTECT, related_name="held_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["update"]

    def __str__(self) -> str:
        return f"Kept inside: {self.update}"
