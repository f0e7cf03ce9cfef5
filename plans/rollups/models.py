"""Stored figures. They are sums over rows and can always be counted again."""

from __future__ import annotations

from django.db import models

from plans.planning.models import Plan


class PlanFigures(models.Model):
    """The counts of one plan, up to its change mark ``mark``, as on day ``counted_on``.

    Numerators only; ``total`` is the denominator of states, ``live`` that of confidence.
    ``reported`` are the live actions heard of within the plan's rhythm before ``counted_on``.
    """

    plan = models.OneToOneField(Plan, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    mark = models.BigIntegerField()
    counted_on = models.DateField()
    counted_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    live = models.PositiveIntegerField(default=0)
    not_started = models.PositiveIntegerField(default=0)
    in_progress = models.PositiveIntegerField(default=0)
    complete = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    on_track = models.PositiveIntegerField(default=0)
    at_risk = models.PositiveIntegerField(default=0)
    off_track = models.PositiveIntegerField(default=0)
    unrated = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    due_soon = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    without_lead = models.PositiveIntegerField(default=0)
    without_date = models.PositiveIntegerField(default=0)
    without_measure = models.PositiveIntegerField(default=0)
    last_heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "plan figures"
        constraints = [
            models.CheckConstraint(
                name="states_add_up",
                condition=models.Q(
                    total=models.F("not_started")
                    + models.F("in_progress")
                    + models.F("complete")
                    + models.F("merged")
                    + models.F("withdrawn")
                ),
            ),
            models.CheckConstraint(
                name="confidence_adds_up",
                condition=models.Q(
                    live=models.F("on_track") + models.F("at_risk") + models.F("off_track") + models.F("unrated")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Figures of {self.plan}"
