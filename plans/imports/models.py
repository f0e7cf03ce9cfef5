"""An import and its rows: kept with the original file, applied all or nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from concordat.choices import Words
from plans.planning.models import Action, Plan


class ImportState(Words):
    """Where an import stands."""

    READ = "read", "Waiting for your check"
    APPLIED = "applied", "Brought in"
    DISCARDED = "discarded", "Discarded"


class PlanImport(models.Model):
    """A file somebody brought in. ``reading`` holds columns, left-out rows and warnings as JSON."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/%Y/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    plan_year = models.PositiveSmallIntegerField()
    legend = models.JSONField(default=dict, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices(), default=ImportState.READ.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="imports")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be corrected, confirmed or discarded."""
        return self.state == ImportState.READ

    @property
    def year_after(self) -> str:
        """The two figures after the stroke in "2026/27"."""
        return f"{(self.plan_year + 1) % 100:02d}"


class ImportRow(models.Model):
    """A row read as an action. ``fields`` is the reading in force, ``as_read`` the first one."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    as_read = models.JSONField()
    fields = models.JSONField()
    warnings = models.JSONField(default=list, blank=True)
    include = models.BooleanField(default=True)
    corrected = models.BooleanField(default=False)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan_import", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan_import", "position"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.position} of {self.plan_import}"
