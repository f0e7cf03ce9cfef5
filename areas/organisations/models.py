"""Organisations and their kinds."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class OrganisationKindQuerySet(models.QuerySet["OrganisationKind"]):
    """Filters over kinds."""

    def current(self, today: date) -> Self:
        """Keep the kinds that exist on ``today``."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        )

    def core(self) -> Self:
        """Keep the kinds without which a declaration is not complete."""
        return self.filter(is_core=True)


class OrganisationKind(models.Model):
    """A kind of body, with the days such bodies exist.

    ``is_core``: one of the kinds a declaration needs. ``core_confirmed``: that this is so was
    read in a public document; where it is false it is our belief (see the data file).
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    service_key = models.CharField(max_length=8, blank=True)
    is_core = models.BooleanField(default=False)
    core_confirmed = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors")
    position = models.PositiveSmallIntegerField(default=0)

    objects = OrganisationKindQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that signs, leads or supports."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.ForeignKey(OrganisationKind, on_delete=models.PROTECT, related_name="organisations")
    code = models.CharField(max_length=12, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "kind"], name="organisation_once"),
            models.CheckConstraint(
                name="organisation_ends_after_it_starts",
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationSuccession(models.Model):
    """A body that ended and one of the bodies that took its place (some were divided)."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="origins")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="organisation_succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
