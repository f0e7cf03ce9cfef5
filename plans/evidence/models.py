"""Evidence. A row is never deleted: it is replaced by a newer one, or set aside with a reason."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from plans.evidence.rules import Classification, LinkState, Standing, host_of, standing_of
from plans.planning.models import Action
from plans.progress.models import ProgressUpdate

_PERSON = settings.AUTH_USER_MODEL


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Filters over evidence."""

    def standing(self) -> Self:
        """Keep what counts: neither replaced nor set aside."""
        return self.filter(replaced_by__isnull=True, set_aside_at__isnull=True)

    def broken(self) -> Self:
        """Keep what counts and has a link that does not answer any more."""
        return self.standing().filter(link_state=LinkState.BROKEN)

    def expired(self, today: date) -> Self:
        """Keep what counts and was valid until a day before ``today``."""
        return self.standing().filter(valid_until__lt=today)


class Evidence(models.Model):
    """A file or a link that shows what was done about an action.

    ``link_state`` and what follows it is written by the monthly look at links alone;
    ``claimed_until`` is the lease of the worker that looks. ``failing_since`` is the hour of the
    first of the ``failures`` looks in a row that found nothing.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    update = models.ForeignKey(ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=150)
    shows = models.TextField(blank=True)
    dated_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    classification = models.CharField(
        max_length=10, choices=Classification.choices(), default=Classification.INTERNAL.value
    )
    file = models.FileField(upload_to="evidence/%Y/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.TextField(blank=True)
    link_state = models.CharField(max_length=10, choices=LinkState.choices(), default=LinkState.UNCHECKED.value)
    link_words = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    check_after = models.DateTimeField(db_default=Now())
    claimed_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    replaced_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_reason = models.CharField(max_length=300, blank=True)
    submission_key = models.UUIDField(unique=True, null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "evidence"
        indexes = [
            models.Index(fields=["action", "-at"], name="evidence_of_action"),
            models.Index(
                fields=["check_after"],
                name="links_to_look_at",
                condition=~Q(url="") & Q(replaced_by__isnull=True, set_aside_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_link",
                condition=Q(file="", file_name="", sha256="", size=0, url__regex=r"^https?://")
                | (Q(url="", sha256__regex=r"^[0-9a-f]{64}$", size__gt=0) & ~Q(file="") & ~Q(file_name="")),
            ),
            models.CheckConstraint(name="evidence_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="classification_known", condition=Q(classification__in=Classification.values())
            ),
            models.CheckConstraint(name="link_state_known", condition=Q(link_state__in=LinkState.values())),
            models.CheckConstraint(
                name="evidence_valid_after_its_date",
                condition=Q(dated_on__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("dated_on")),
            ),
            models.CheckConstraint(
                name="failing_link_says_since_when",
                condition=~Q(link_state__in=["doubtful", "broken"]) | Q(failing_since__isnull=False),
            ),
            models.CheckConstraint(
                name="replaced_evidence_says_when",
                condition=Q(replaced_by__isnull=True, replaced_at__isnull=True)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_does_not_replace_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
            ),
            models.CheckConstraint(
                name="set_aside_with_a_reason", condition=Q(set_aside_at__isnull=True) | ~Q(set_aside_reason="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of this piece."""
        return reverse("evidence", args=[self.pk])

    @property
    def source(self) -> str:
        """Where it comes from, in short: the name of the file, or of the server."""
        return host_of(self.url) if self.url else self.file_name

    @property
    def counts(self) -> bool:
        """Whether it is neither replaced nor set aside."""
        return self.replaced_by_id is None and self.set_aside_at is None

    def standing(self, today: date) -> Standing:
        """Return how it stands on ``today``."""
        return standing_of(
            set_aside=self.set_aside_at is not None,
            replaced=self.replaced_by_id is not None,
            link_state=self.link_state if self.url else "",
            valid_until=self.valid_until,
            today=today,
        )
