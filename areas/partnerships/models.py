"""Partnerships, their areas and their members."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from areas.organisations.models import Organisation
from areas.people.access import Reach
from areas.places.models import LocalArea
from areas.roles.rules import P


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Filters over partnerships."""

    def in_reach(self, reach: Reach, permission: P) -> Self:
        """Keep the partnerships in which ``reach`` carries ``permission``."""
        if reach.nationwide(permission):
            return self
        by_region = LocalArea.objects.filter(
            region__in=reach.regions_with(permission), partnerships=models.OuterRef("pk")
        )
        by_name = Q(pk__in=reach.partnerships_with(permission))
        if not reach.regions_with(permission):
            return self.filter(by_name)
        return self.filter(by_name | Q(models.Exists(by_region)))


class Partnership(models.Model):
    """The bodies that sign together ("local group"); covers one or more local areas."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    areas = models.ManyToManyField(LocalArea, related_name="partnerships")
    members: models.ManyToManyField[Organisation, PartnershipMember] = models.ManyToManyField(
        Organisation, through="PartnershipMember", related_name="partnerships"
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnershipMember(models.Model):
    """An organisation in a partnership, from a day until a day.

    ``alias`` is what the local plan calls it ("the Trust"), used when plans are read.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships_of")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships_in")
    alias = models.CharField(max_length=120, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="partnership_member_once"),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.partnership}"
