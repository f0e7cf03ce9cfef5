"""Declarations, the versions of their text, signatories and the attached copy."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from areas.declarations.rules import Decision, DeclarationStatus, SignatoryRole
from areas.organisations.models import Organisation, OrganisationKind
from areas.partnerships.models import Partnership


@pghistory.track(exclude=["changed_at"])
class Declaration(models.Model):
    """What a partnership agreed: the text in force is the newest version.

    ``version`` is the row version: a save with an older one is merged with what was saved since, field by
    field, from the history that the database keeps.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="declaration")
    status = models.CharField(max_length=10, choices=DeclarationStatus.choices(), default=DeclarationStatus.DRAFT.value)
    signed_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    #: After a save beside somebody else's: the fields that only they changed.
    beside: tuple[str, ...] = ()

    class Meta:
        ordering = ["partnership__name"]
        constraints = [
            models.CheckConstraint(
                name="signed_declaration_has_date_and_text",
                condition=~Q(status="signed") | (Q(signed_on__isnull=False) & ~Q(text="")),
            ),
            models.CheckConstraint(name="declaration_status_known", condition=Q(status__in=DeclarationStatus.values())),
        ]

    def __str__(self) -> str:
        return f"Declaration of {self.partnership}"


class DeclarationText(models.Model):
    """A version of the text, kept for good."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "number"], name="text_version_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Reaffirmation(models.Model):
    """The partnership signed again: the day, and the wording that stood then. Never changed or removed."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="reaffirmations")
    signed_on = models.DateField()
    text = models.ForeignKey(DeclarationText, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-signed_on"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "signed_on"], name="signed_again_once_a_day"),
        ]
        triggers = [pgtrigger.Protect(name="kept_for_good", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.declaration}, signed again on {self.signed_on}"


class Signatory(models.Model):
    """A body that signed or backs the declaration, and the post of the person who signed."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10, choices=SignatoryRole.choices(), default=SignatoryRole.SIGNATORY.value)
    post = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "organisation"],
                condition=Q(withdrawn_on__isnull=True),
                name="signatory_once",
            ),
            models.CheckConstraint(
                name="signatory_withdraws_after_signing",
                condition=Q(withdrawn_on__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(withdrawn_on__gte=F("signed_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class DeclarationCopy(models.Model):
    """The signed paper as a file; an older one stays when a newer one is attached."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="copies")
    file = models.FileField(upload_to="declarations/%Y/")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    attached_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-attached_at"]
        verbose_name_plural = "declaration copies"

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where people who may see it get it."""
        return reverse("declaration-copy", args=[self.pk])


class DeclarationDraft(models.Model):
    """What was typed on the four steps to a declaration. One of each partnership; gone once it is endorsed.

    ``version`` is the row version. The other organisations of the third step wait in ``WaitingSignatory``.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="declaration_draft")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    new_name = models.CharField(max_length=160, blank=True)
    new_kind = models.ForeignKey(OrganisationKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120, blank=True)
    is_right = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    others_done = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["partnership"]

    def __str__(self) -> str:
        return f"Draft declaration of {self.partnership}"


class WaitingSignatory(models.Model):
    """A line of a list of signatories that waits to be checked and recorded.

    ``line`` is what was pasted and never changes; the other fields are how it is read now, ``unread``
    what no field took. ``version`` is the row version. The line is gone once it is recorded.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="waiting_signatories")
    position = models.PositiveIntegerField()
    line = models.TextField()
    name = models.TextField(blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices(), default=Decision.OPEN.value)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="waiting_signatures"
    )
    kind = models.ForeignKey(OrganisationKind, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=SignatoryRole.choices(), blank=True)
    post = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    day_text = models.TextField(blank=True)
    unread = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["partnership", "position"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "position"], name="waiting_signatory_position_once"),
            models.CheckConstraint(
                name="waiting_signatory_decision_known", condition=Q(decision__in=Decision.values())
            ),
            models.CheckConstraint(
                name="waiting_signatory_known_has_organisation",
                condition=~Q(decision="known") | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="waiting_signatory_new_has_name_and_kind",
                condition=~Q(decision="new") | (Q(kind__isnull=False) & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return self.line[:80]
