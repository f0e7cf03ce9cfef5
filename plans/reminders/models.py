"""Rules as data, and reminders under a key that makes each of them once."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.models import Letter
from plans.planning.models import Action, Plan
from plans.reminders.rules import ReminderKind
from plans.reminders.rules.choices import LetterRhythm, Weekday


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


class LetterChoice(models.Model):
    """How a person wants to be reminded. Without one: every working day, of everything that reaches them.

    ``only_mine``: only what reaches them first, not what somebody else left unanswered. From ``away_from``
    to ``away_until`` their letters go to ``deputy`` where that person works in the same partnership, else to the
    next rung. Nothing is lost by it: whoever reads no letters is passed over.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_choice")
    rhythm = models.CharField(max_length=10, choices=LetterRhythm.choices(), default=LetterRhythm.DAILY.value)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.numbered(), default=0)
    only_mine = models.BooleanField(default=False)
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["person"]
        constraints = [
            models.CheckConstraint(name="letter_rhythm_known", condition=Q(rhythm__in=LetterRhythm.values())),
            models.CheckConstraint(name="weekly_letters_on_working_days", condition=Q(weekday__lte=4)),
            models.CheckConstraint(
                name="away_has_both_days_in_order",
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(away_from__isnull=False, away_until__gte=models.F("away_from")),
            ),
            models.CheckConstraint(name="nobody_stands_in_for_themselves", condition=~Q(deputy=models.F("person"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()} for {self.person}"
