"""Rules as data, and reminders under a key that makes each of them once."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.models import Letter, Partnership, Region
from plans.planning.models import Action, Plan
from plans.reminders.rules import ReminderKind
from plans.reminders.rules.choices import LetterRhythm, Weekday


class ReminderRule(models.Model):
    """A rule: what is looked for, how many days before (+) or after (−), whom it asks, and whether it is on.

    Without region and plan it holds for the nation; with one of them it is an exception there, a plan's before its
    region's. Days are counted from the day that the kind names. ``audience`` holds roles, first asked first; empty
    means the kind's own. ``version`` is the row version.
    """

    kind = models.CharField(max_length=20, choices=ReminderKind.choices())
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    steps = ArrayField(models.SmallIntegerField(), default=list)
    audience = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        db_default=models.Value([], output_field=ArrayField(models.CharField(max_length=20))),
    )
    is_on = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "region", "plan"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "region", "plan"], nulls_distinct=False, name="one_rule_for_each_kind_and_place"
            ),
            models.CheckConstraint(
                name="rule_is_for_a_region_or_a_plan", condition=Q(region__isnull=True) | Q(plan__isnull=True)
            ),
        ]

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

    ``cycle`` separates occasions: the period for silent, for every other kind the day from which its steps count.
    ``object_kind`` and ``object_id`` say what it is about; ``action`` is the action concerned, where there is one.
    The unique key makes planning twice the same as planning once.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices())
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    object_kind = models.CharField(max_length=20, default="action", db_default="action")
    object_id = models.BigIntegerField()
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders")
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="reminders"
    )
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
            models.Index(fields=["object_kind", "object_id"], name="reminders_of_object"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "object_kind", "object_id", "step", "cycle"], name="reminder_of_object_once"
            ),
            models.CheckConstraint(
                name="reminder_belongs_somewhere", condition=Q(plan__isnull=False) | Q(partnership__isnull=False)
            ),
        ]
        triggers = [
            # Code from before there were other objects names the action alone.
            pgtrigger.Trigger(
                name="object_is_action",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__object_id__isnull=True),
                func="NEW.object_id = NEW.action_id; RETURN NEW;",
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


class Snooze(models.Model):
    """Somebody put off hearing of one action until a day, on which it may be told again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snoozes")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="snoozes")
    until = models.DateField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["until", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "action"], name="one_snooze_for_each_action")]

    def __str__(self) -> str:
        return f"Until {self.until}"


class Nudge(models.Model):
    """A regional lead asked after a plan: once a week at the most, whoever does it. ``week`` is the week's Monday."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nudges")
    week = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="nudges")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-week", "plan"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "week"], name="one_nudge_a_week"),
            models.CheckConstraint(name="nudge_week_begins_on_monday", condition=Q(week__iso_week_day=1)),
        ]

    def __str__(self) -> str:
        return f"Nudge of {self.week}"
