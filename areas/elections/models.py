"""Pre-election periods."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from areas.elections.rules import LONGEST, Manner


class ElectionPeriodQuerySet(models.QuerySet["ElectionPeriod"]):
    """Filters over pre-election periods."""

    def on(self, day: date) -> Self:
        """Keep the periods that hold ``day``."""
        return self.filter(first_on__lte=day, last_on__gte=day)


class ElectionPeriod(models.Model):
    """Days before an election (both count) in all of England, a region or an area, and what letters do meanwhile."""

    name = models.CharField(max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()
    manner = models.CharField(max_length=10, choices=Manner.choices())
    region = models.ForeignKey("areas.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.LocalArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ElectionPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-last_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_on", "last_on", "region", "area"], nulls_distinct=False, name="election_period_once"
            ),
            models.CheckConstraint(name="election_manner_known", condition=Q(manner__in=Manner.values())),
            models.CheckConstraint(
                name="election_in_one_place", condition=Q(region__isnull=True) | Q(area__isnull=True)
            ),
            models.CheckConstraint(
                name="election_period_is_short",
                condition=Q(last_on__gte=F("first_on")) & Q(last_on__lte=F("first_on") + LONGEST.days),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_words(self) -> str:
        """Return where it holds (reads region and area)."""
        return str(self.area or self.region or "England")
