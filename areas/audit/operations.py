"""Write the trail. Called by every operation, inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from areas.audit.models import AuditEntry


def record(
    *,
    by: int | None,
    verb: str,
    thing: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Record that person ``by`` (id; ``None`` is the service itself) did ``verb`` to ``thing``.

    ``before`` and ``after`` hold only what changed, as JSON values.
    """
    return AuditEntry.objects.create(
        by_id=by,
        verb=verb,
        object_kind=thing._meta.model_name or "",
        object_id=thing.pk,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def record_each(*, by: int | None, verb: str, after: Iterable[tuple[models.Model, Mapping[str, Any]]]) -> None:
    """Record the same ``verb`` about many things in one statement; ``after`` holds each with its new values."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            by_id=by, verb=verb, object_kind=thing._meta.model_name or "", object_id=thing.pk, after=dict(values)
        )
        for thing, values in after
    )


def entry_sql(source: str, *, object_id: str, after: str = "%(after)s") -> str:
    """Return SQL that records the rows of ``source`` as part of a larger statement, an entry for each.

    ``object_id`` and ``after`` are expressions over ``source``. Parameters by name: ``by``, ``verb``,
    ``object_kind``, ``before`` and ``after`` (both JSON as text).
    """
    return f"""
    INSERT INTO areas_auditentry (by_id, verb, object_kind, object_id, before, after, previous_hash, hash)
    SELECT %(by)s, %(verb)s, %(object_kind)s, {object_id}, %(before)s::jsonb, {after}, '', '' FROM {source}
    """


def record_changes(
    *, by: int | None, verb: str, changes: Iterable[tuple[models.Model, Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Record the same ``verb`` about many things in one statement; each with its values before and after."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            by_id=by,
            verb=verb,
            object_kind=thing._meta.model_name or "",
            object_id=thing.pk,
            before=dict(before),
            after=dict(after),
        )
        for thing, before, after in sorted(changes, key=lambda change: change[0].pk)
    )
