"""An import and its rows: kept with the original file, applied all or nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Value

from concordat.choices import Words
from plans.imports.rules.difference import AbsentDecision, Decision, Kind
from plans.imports.rules.likeness import How
from plans.planning.models import Action, Plan


class ImportState(Words):
    """Where an import stands."""

    RECEIVED = "received", "Waiting to be read"
    READING = "reading", "Being read"
    REFUSED = "refused", "Could not be read"
    READ = "read", "Waiting for your check"
    APPLIED = "applied", "Brought in"
    DISCARDED = "discarded", "Discarded"


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    """Imports by where they stand."""

    def unread(self) -> PlanImportQuerySet:
        """Keep those that are still to be read."""
        return self.filter(state__in=[ImportState.RECEIVED, ImportState.READING])

    def unfinished(self) -> PlanImportQuerySet:
        """Keep those somebody has still to wait for or to check."""
        return self.filter(state__in=[ImportState.RECEIVED, ImportState.READING, ImportState.READ])


class PlanImport(models.Model):
    """A file somebody brought in.

    ``reading`` holds columns, left-out rows and warnings as JSON, ``told`` what an officer has said of its
    columns and left-out rows. While it is read, ``claimed_at`` says when its reader last gave a sign of life,
    ``tries`` how often somebody began, and ``rows_read`` of ``rows_found`` how far it has come.
    ``compared_at`` says when it was laid beside the plan, ``newest_action`` the id of the plan's newest action then.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/%Y/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    plan_year = models.PositiveSmallIntegerField()
    legend = models.JSONField(default=dict, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    told = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    rows_read = models.PositiveIntegerField(default=0, db_default=0)
    rows_found = models.PositiveIntegerField(default=0, db_default=0)
    refusal = models.CharField(
        max_length=300, blank=True, db_default="", help_text="What to do where it could not be read"
    )
    state = models.CharField(max_length=10, choices=ImportState.choices(), default=ImportState.READ.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="imports")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    newest_action = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="reading") | models.Q(claimed_at__isnull=False), name="import_reader_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be corrected, confirmed or discarded."""
        return self.state == ImportState.READ

    @property
    def is_workbook(self) -> bool:
        """Whether it is a workbook that was taken away here, edited and sent back."""
        return bool(self.reading.get("workbook"))

    @property
    def next_step(self) -> str:
        """The name of the page on which it is gone on with."""
        if self.state in (ImportState.RECEIVED, ImportState.READING, ImportState.REFUSED):
            return "import-reading"
        return "import-difference" if self.compared_at is not None else "import"

    @property
    def is_unread(self) -> bool:
        """Whether it is still to be read."""
        return self.state in (ImportState.RECEIVED, ImportState.READING)

    @property
    def percent_read(self) -> int:
        """How far its reader has come, in whole percent."""
        return min(100 * self.rows_read // self.rows_found, 100) if self.rows_found else 0

    @property
    def year_after(self) -> str:
        """The two figures after the stroke in "2026/27"."""
        return f"{(self.plan_year + 1) % 100:02d}"


class ImportRow(models.Model):
    """A row read as an action. ``fields`` is the reading in force, ``as_read`` what the file says.

    ``typed`` names the fields somebody corrected: they stay as they are when the file is read again.
    """

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    as_read = models.JSONField()
    fields = models.JSONField()
    warnings = models.JSONField(default=list, blank=True)
    include = models.BooleanField(default=True)
    corrected = models.BooleanField(default=False)
    typed = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan_import", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan_import", "position"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.position} of {self.plan_import}"


class LegendEntry(models.Model):
    """What a mark (a colour, a letter's colour, a word) means in the files of a plan, as an officer said."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="legend")
    mark = models.CharField(max_length=60)
    meaning = models.CharField(max_length=20, help_text="A delivery state or a confidence; nothing where it says none")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["plan", "mark"]
        constraints = [models.UniqueConstraint(fields=["plan", "mark"], name="legend_entry_once")]

    def __str__(self) -> str:
        return f"{self.mark}: {self.meaning}"


class PlanAlias(models.Model):
    """Whom a plan means by a word such as "SSSFT". ``word`` is folded for comparing, ``written`` as in the file."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="aliases")
    word = models.CharField(max_length=200)
    written = models.CharField(max_length=200)
    organisation = models.ForeignKey("areas.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["plan", "word"]
        constraints = [models.UniqueConstraint(fields=["plan", "word"], name="plan_alias_once")]

    def __str__(self) -> str:
        return f"{self.written}: {self.organisation_id}"


class ComparedRow(models.Model):
    """A row laid beside the plan: which action it means, what it changes, and what was decided.

    ``action`` is None for a row that is new. ``seen_version`` is the row version of the action that it was
    compared with: nothing is written if that has moved on. ``changes`` holds the fields it changes, those
    somebody changed meanwhile, and what has to be mended, as JSON values.
    """

    row = models.OneToOneField(ImportRow, primary_key=True, on_delete=models.CASCADE, related_name="compared")
    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="compared_rows")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices(), blank=True)
    likeness = models.FloatField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices())
    seen_version = models.PositiveIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices(), blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ["plan_import", "row__position"]
        indexes = [models.Index(fields=["plan_import", "kind"], name="compared_by_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_import", "action"],
                name="one_row_for_an_action",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values()), name="compared_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind="new", action__isnull=True, seen_version__isnull=True)
                | (~models.Q(kind="new") & models.Q(action__isnull=False, seen_version__isnull=False)),
                name="new_or_an_action_as_seen",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="") | models.Q(decision__in=Decision.values(), kind="conflict"),
                name="only_conflicts_are_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: row {self.row_id}"


class AbsentAction(models.Model):
    """An action that is still to be done and that the file does not name: nothing is done unless somebody decides."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="absent_actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    seen_version = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=AbsentDecision.choices(), default=AbsentDecision.KEEP.value)

    class Meta:
        ordering = ["plan_import", "action__position", "action"]
        constraints = [
            models.UniqueConstraint(fields=["plan_import", "action"], name="absent_action_once"),
            models.CheckConstraint(
                condition=models.Q(decision__in=AbsentDecision.values()), name="absent_decision_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: action {self.action_id}"
