"""Counting plans. Each is one statement, may run twice and at the same time as any other."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date

from django.db import connection
from django.utils import timezone

from plans.rollups.queries import Difference, counted_select, differences, plans_behind
from plans.rollups.rules import COUNTS

log = logging.getLogger(__name__)

_COLUMNS = ("mark", *COUNTS, "last_heard_at")


def refresh_plans(plan_ids: Collection[int] | None, today: date | None = None) -> int:
    """Count plans (``None``: all) as on ``today`` and store the figures; returns how many were stored.

    One statement reads the plans' marks and their actions in one snapshot. A count of an older mark,
    or of the same mark on an earlier day, never overwrites a newer one.
    """
    day = today or timezone.localdate()
    where = "TRUE" if plan_ids is None else "p.id = ANY(%(ids)s)"
    if plan_ids is not None and not plan_ids:
        return 0
    counted = counted_select("%(today)s::date", where=where, groups="ORDER BY p.id")
    columns = ", ".join(_COLUMNS)
    settings = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS, "counted_on", "counted_at"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO plans_planfigures AS f (plan_id, {columns}, counted_on, counted_at) "
            f"SELECT c.*, %(today)s::date, clock_timestamp() FROM ({counted}) c "
            f"ON CONFLICT (plan_id) DO UPDATE SET {settings} "
            "WHERE (f.mark, f.counted_on) <= (excluded.mark, excluded.counted_on)",
            {"today": day, "ids": list(plan_ids or ())},
        )
        return int(cursor.rowcount)


def refresh_marked_plans(today: date | None = None) -> int:
    """Count the plans whose mark moved or that were last counted for an earlier day."""
    day = today or timezone.localdate()
    return refresh_plans(plans_behind(day), day)


def verify() -> list[Difference]:
    """Prove that stored figures equal a fresh count: returns, and logs, what differs."""
    found = differences()
    for difference in found:
        log.error("Stored figures differ from a fresh count. %s", difference)
    return found
