"""Quarters as they were frozen: rows that nobody changes, not even by hand in the database."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from concordat.periods import Quarter, read_quarter
from plans.planning.models import Action, Plan
from plans.rollups.models.figures import Counts
from plans.rollups.rules import Stage
from plans.standards.models import Section

#: A revision may be published once. Nothing else in it ever changes.
_ONCE = """
    IF OLD.published_at IS NOT NULL OR NEW.published_at IS NULL
        OR to_jsonb(OLD) - 'published_at' - 'published_by_id' <> to_jsonb(NEW) - 'published_at' - 'published_by_id' THEN
        RAISE EXCEPTION 'a frozen quarter never changes: correct it by a new revision';
    END IF;
    RETURN NEW;
"""
#: The rows come first and their quarter last: once it stands, no row can be added to it.
_COMPLETE = """
    IF EXISTS (SELECT 1 FROM new_rows n JOIN plans_publishedquarter q ON q.id = n.quarter_id) THEN
        RAISE EXCEPTION 'a frozen quarter never changes: correct it by a new revision';
    END IF;
    RETURN NULL;
"""


class PublishedQuarter(models.Model):
    """One revision of a quarter's figures, frozen as they stood at the end of ``as_at``; published or not yet.

    ``quarter`` is written "2026-27-Q2". A correction is the next ``revision``, with its ``reason``.
    ``catalogue`` and ``geography`` are SHA-256 of the standards and of the areas that were counted with;
    ``manifest`` says of each table how many rows it has and the SHA-256 over them.
    """

    quarter = models.CharField(max_length=10)
    revision = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    reason = models.TextField(blank=True)
    catalogue = models.CharField(max_length=64)
    geography = models.CharField(max_length=64)
    manifest = models.JSONField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["quarter", "revision"], name="quarter_revision_once"),
            models.CheckConstraint(name="first_revision_is_1", condition=Q(revision__gte=1)),
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=Q(revision=1, reason="") | (Q(revision__gt=1) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="published_after_frozen",
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("frozen_at")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="published_once", when=pgtrigger.Before, operation=pgtrigger.Update, func=_ONCE),
            pgtrigger.Protect(name="frozen_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}, revision {self.revision}"

    @property
    def period(self) -> Quarter:
        """The quarter."""
        return read_quarter(self.quarter)

    @property
    def is_published(self) -> bool:
        """Whether it has been published."""
        return self.published_at is not None


def _frozen() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="frozen_rows", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="frozen_whole",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"),  # type: ignore[no-untyped-call]
            func=_COMPLETE,
        ),
    ]


class PublishedPlan(Counts):
    """A plan that counted, with its figures. ``region_id``: where its actions count; ``area_ids``: what it covered."""

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="plans")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    edition = models.PositiveSmallIntegerField()
    workflow_state = models.CharField(max_length=12)
    published_on = models.DateField(null=True)
    region_id = models.BigIntegerField()
    area_ids = ArrayField(models.BigIntegerField())
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["quarter", "plan"]
        constraints = [models.UniqueConstraint(fields=["quarter", "plan"], name="published_plan_once")]
        triggers = _frozen()

    def __str__(self) -> str:
        return self.title


class PublishedSection(Counts):
    """A plan's figures in one section (None: its actions without a standard); an action may be in two of them."""

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="sections")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="+")
    region_id = models.BigIntegerField()

    class Meta:
        ordering = ["quarter", "plan", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "plan", "section"], name="published_section_once", nulls_distinct=False
            )
        ]
        triggers = _frozen()

    def __str__(self) -> str:
        return f"Plan {self.plan_id} in section {self.section_id}"


class PublishedArea(Counts):
    """An area as it was; a joint plan's figures are in each of its areas, so rows are never added up."""

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="areas")
    area_id = models.BigIntegerField()
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    gss_code = models.CharField("GSS code", max_length=9)
    kind = models.CharField(max_length=24)
    region_id = models.BigIntegerField()
    region_name = models.CharField(max_length=60)
    region_code = models.CharField(max_length=9)
    partnerships = models.TextField(blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices())
    is_stale = models.BooleanField()
    is_joint = models.BooleanField()
    plans = models.PositiveIntegerField()
    declared_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["quarter", "name", "area_id"]
        constraints = [models.UniqueConstraint(fields=["quarter", "area_id"], name="published_area_once")]
        triggers = _frozen()

    def __str__(self) -> str:
        return self.name


class PublishedBeside(models.Model):
    """What stood beside the figures, by name ("signatories"): ``rows`` as ``plans.rollups.queries.beside`` reads them."""

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="beside")
    name = models.CharField(max_length=30)
    rows = models.JSONField()

    class Meta:
        ordering = ["quarter", "name"]
        constraints = [models.UniqueConstraint(fields=["quarter", "name"], name="published_beside_once")]
        triggers = _frozen()

    def __str__(self) -> str:
        return self.name


class PublishedAction(models.Model):
    """An action as it stood, so that two quarters can be laid beside each other. ``region_id`` None: it did not count."""

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    region_id = models.BigIntegerField(null=True)
    delivery_state = models.CharField(max_length=12)
    confidence = models.CharField(max_length=10, blank=True)
    due = models.DateField(null=True)
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["quarter", "action"]
        constraints = [models.UniqueConstraint(fields=["quarter", "action"], name="published_action_once")]
        triggers = _frozen()

    def __str__(self) -> str:
        return f"Action {self.action_id}: {self.delivery_state}"
