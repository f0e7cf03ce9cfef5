"""Regions and local areas. A GSS code is an attribute with dates, never a key."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from areas.places.rules import AreaKind


class Region(models.Model):
    """One of the nine regions of England."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    gss_code = models.CharField("GSS code", max_length=9, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LocalAreaQuerySet(models.QuerySet["LocalArea"]):
    """Filters over local areas."""

    def current(self, today: date) -> Self:
        """Keep the areas that exist on ``today``."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        )


class LocalArea(models.Model):
    """An upper-tier or unitary council footprint.

    ``hex_x`` and ``hex_y`` are centres on the map of hexagons (width 1, y downwards);
    ``valid_to`` is the last day the area exists. ``gss_code`` repeats the code in force.
    """

    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=24, choices=AreaKind.choices())
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="areas")
    gss_code = models.CharField("GSS code", max_length=9, db_index=True)
    hex_label = models.CharField(max_length=20, blank=True)
    hex_x = models.FloatField(null=True, blank=True)
    hex_y = models.FloatField(null=True, blank=True)
    hex_q = models.IntegerField(null=True, blank=True)
    hex_r = models.IntegerField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = LocalAreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="area_ends_after_it_starts",
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="area_kind_known", condition=Q(kind__in=AreaKind.values())),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the area's public page."""
        return f"/areas/{self.slug}/"


class AreaCode(models.Model):
    """A GSS code that an area has or had, with the days it was in force."""

    area = models.ForeignKey(LocalArea, on_delete=models.CASCADE, related_name="codes")
    gss_code = models.CharField("GSS code", max_length=9, unique=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["gss_code"]

    def __str__(self) -> str:
        return self.gss_code


class AreaSuccession(models.Model):
    """An area that ended and one of the areas that took its place."""

    predecessor = models.ForeignKey(LocalArea, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(LocalArea, on_delete=models.CASCADE, related_name="origins")
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="area_succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
