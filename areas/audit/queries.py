"""Read the trail and prove that it is whole."""

from __future__ import annotations

from django.db import connection

from areas.audit.models import SEAL, AuditEntry


def entries_about(object_kind: str, object_id: int) -> list[AuditEntry]:
    """Return what was done to one thing, newest first, with who did it."""
    return list(AuditEntry.objects.filter(object_kind=object_kind, object_id=object_id).select_related("by"))


def broken_entries() -> list[int]:
    """Return the ids of entries whose seal or link is wrong (one statement; empty is good).

    A link is wrong when ``previous_hash`` is not the hash of the entry before it about the same
    thing, which is so when a row was altered or taken out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id FROM (
                SELECT entry.id, entry.hash, entry.previous_hash,
                    {SEAL.format(row="entry")} AS seal,
                    lag(entry.hash, 1, '') OVER (
                        PARTITION BY entry.object_kind, entry.object_id ORDER BY entry.id
                    ) AS before
                FROM areas_auditentry entry
            ) AS chained
            WHERE hash <> seal OR previous_hash <> before ORDER BY id
            """
        )
        return [row[0] for row in cursor.fetchall()]
