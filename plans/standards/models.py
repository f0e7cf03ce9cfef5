"""Frameworks, sections, standards, and the official template's themes."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from plans.standards.rules import services_in_words

#: Refuses a change to anything in a published framework. OLD is null when inserting, NEW when deleting.
_FROZEN = """
    IF EXISTS (SELECT 1 FROM plans_framework f WHERE f.id IN ({frameworks}) AND f.published_on IS NOT NULL) THEN
        RAISE EXCEPTION 'a published framework never changes: make a new version';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
_OF_SECTION = "OLD.framework_id, NEW.framework_id"
_OF_STANDARD = (
    "(SELECT s.framework_id FROM plans_section s WHERE s.id = OLD.section_id),"
    " (SELECT s.framework_id FROM plans_section s WHERE s.id = NEW.section_id)"
)
_EVERY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class Framework(models.Model):
    """A set of standards in one version; once published it never changes."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    nation = models.CharField(max_length=40, default="England")
    version = models.CharField(max_length=20, default="1")
    published_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["slug"]
        triggers = [
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A part of a framework (A–D in England)."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=160)
    statement = models.TextField(blank=True, help_text="What a person in crisis should be able to say")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="section_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_section",
                when=pgtrigger.Before,
                operation=_EVERY_CHANGE,
                func=_FROZEN.format(frameworks=_OF_SECTION),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Standard(models.Model):
    """A numbered expectation. ``confirmed``: its heading was seen in a public document."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="standards")
    code = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    services = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    confirmed = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="standard_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_standard",
                when=pgtrigger.Before,
                operation=_EVERY_CHANGE,
                func=_FROZEN.format(frameworks=_OF_STANDARD),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def services_in_words(self) -> str:
        """The services it asks something of: "Councils, police and primary care"."""
        return services_in_words(self.services)


class TemplateTheme(models.Model):
    """One of the five parts of the official action plan template of 2014."""

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class TemplateHeading(models.Model):
    """A sub-heading row of the template. ``confirmed``: seen in real plans."""

    theme = models.ForeignKey(TemplateTheme, on_delete=models.CASCADE, related_name="headings")
    title = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["theme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "title"], name="template_heading_once"),
        ]

    def __str__(self) -> str:
        return self.title
