"""The mark that says: everything here is invented."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DemoSeed(models.Model):
    """One row at most, written when the demo country was seeded."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.PositiveSmallIntegerField()
    seeded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_demo_seed", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"Demo country, size {self.size}"
