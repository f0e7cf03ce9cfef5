"""Rules as data, and reminders under a key that makes each of them once."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.models import Letter
from plans.planning.models import Action, Plan
from plans.reminders.rules import ReminderKind


class ReminderRule(models.Model):
    """A rule: what is looked for, how many days before (+) or after (−), and whether it is on.

    Days are counted from the due date; for silence, from the end of the reporting period.
    ``version`` is the row version.
    """

    kind = models.CharField(max_length=20, choices=ReminderKind.choices(), unique=True)
    steps = ArrayField(models.SmallIntegerField(), default=list)
    is_on = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()


class ReminderRound(models.Model):
    """A round that planned a day's reminders: the next one looks at what came since."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"Round of {self.day}"


class Reminder(models.Model):
    """One thing one person has to hear.

    ``cycle`` separates occasions: the due date for due soon and overdue, the period for silent.
    The unique key makes planning twice the same as planning once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices())
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reminders")
    step = models.SmallIntegerField()
    cycle = models.CharField(max_length=20)
    planned_on = models.DateField()
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="reminders")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_on", "person"]
        indexes = [
            models.Index(
                fields=["person"],
                name="reminders_without_letter",
                condition=Q(letter__isnull=True, superseded_at__isnull=True),
            ),
            models.Index(fields=["action"], name="reminders_of_action"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "plan", "action", "step", "cycle"],
                nulls_distinct=False,
                name="reminder_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.person}"
