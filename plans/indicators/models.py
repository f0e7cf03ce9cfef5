"""Indicators and their readings. A reading is never changed: a correction is a newer revision of the same period."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from areas.models import Organisation, Partnership
from plans.indicators.rules import DIGITS, PLACES, Better, Every, Unit
from plans.planning.models import Action

_PERSON = settings.AUTH_USER_MODEL


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Filters over indicators."""

    def measured(self) -> Self:
        """Keep what is still read."""
        return self.filter(retired_on__isnull=True)


class Indicator(models.Model):
    """What a partnership measures: it outlives the editions of its plans.

    ``actions`` are those it was linked to, each as the first of the actions that carry it on from edition to
    edition. ``weeks``: how long after the end of a period its figure is there. ``next_due`` is the day by which the
    next figure is looked for; operations keep it. ``version`` is the row version.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=150)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices(), default=Unit.NUMBER.value)
    better = models.CharField(max_length=10, choices=Better.choices(), default=Better.NEITHER.value)
    every = models.CharField(max_length=10, choices=Every.choices(), default=Every.QUARTER.value)
    weeks = models.PositiveSmallIntegerField(default=4)
    target = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    provider = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    of_people = models.BooleanField(default=False)
    actions = models.ManyToManyField(Action, blank=True, related_name="indicators")
    next_due = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    retired_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)
    submission_key = models.UUIDField(unique=True, null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["next_due"], name="indicator_due", condition=Q(retired_on__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(name="indicator_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="indicator_unit_known", condition=Q(unit__in=Unit.values())),
            models.CheckConstraint(name="indicator_better_known", condition=Q(better__in=Better.values())),
            models.CheckConstraint(name="indicator_every_known", condition=Q(every__in=Every.values())),
            models.CheckConstraint(name="indicator_weeks_in_a_year", condition=Q(weeks__lte=52)),
            models.CheckConstraint(
                name="indicator_retired_with_a_reason", condition=Q(retired_on__isnull=True) | ~Q(retired_reason="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this indicator."""
        return reverse("indicator", args=[self.pk])


class Reading(models.Model):
    """The figure of a period, or why there is none. The highest ``revision`` of a period counts."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    began = models.DateField()
    ended = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    numerator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    denominator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    note = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    submission_key = models.UUIDField(unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-began", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "began", "revision"], name="reading_revision_once"),
            models.CheckConstraint(name="reading_revision_from_one", condition=Q(revision__gte=1)),
            models.CheckConstraint(name="reading_ends_after_it_began", condition=Q(ended__gt=F("began"))),
            models.CheckConstraint(
                name="reading_has_a_figure_or_a_note", condition=Q(value__isnull=False) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="reading_part_with_its_whole",
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
            ),
            models.CheckConstraint(
                name="reading_source_is_a_link", condition=Q(source_url="") | Q(source_url__regex=r"^https?://")
            ),
        ]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.began}, revision {self.revision}"
