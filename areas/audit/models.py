"""The audit trail. A trigger chains the entries of each object and forbids changing them."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

#: The seal of an entry, in SQL; ``verify_audit`` computes the same over stored rows.
SEAL = """encode(sha256(convert_to(concat_ws('|', {row}.previous_hash, {row}.by_id, {row}.verb,
    {row}.object_kind, {row}.object_id, {row}.before::text, {row}.after::text,
    to_char({row}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')), 'UTF8')), 'hex')"""

_CHAIN = f"""
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.object_kind || ':' || NEW.object_id, 0));
    SELECT hash INTO NEW.previous_hash FROM areas_auditentry
        WHERE object_kind = NEW.object_kind AND object_id = NEW.object_id ORDER BY id DESC LIMIT 1;
    NEW.previous_hash := COALESCE(NEW.previous_hash, '');
    NEW.hash := {SEAL.format(row="NEW")};
    RETURN NEW;
"""


class AuditEntry(models.Model):
    """One thing somebody did: the verb in words, the values before and after.

    ``hash`` and ``previous_hash`` are written by the database: each entry of an object seals
    the one before it, so a row taken out or altered later is found by ``verify_audit``.
    """

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, default="", editable=False)
    hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_kind", "object_id", "-id"], name="audit_object")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="chain", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_CHAIN),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind} {self.object_id}"
