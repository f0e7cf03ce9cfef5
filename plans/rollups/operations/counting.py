"""Counting plans. Each is one statement, may run twice and at the same time as any other."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date

from django.db import connection
from django.utils import timezone

from plans.rollups.models import Proof
from plans.rollups.queries import Difference, counted_with, differences, plans_behind
from plans.rollups.rules import COUNTS

log = logging.getLogger(__name__)


def refresh_plans(plan_ids: Collection[int] | None, today: date | None = None) -> int:
    """Count plans (``None``: all) as on ``today`` and store the figures; returns how many were stored.

    One statement reads the plans' marks and their actions in one snapshot, and writes the rows of the plans
    and of their sections. A count of an older mark, or of the same mark on an earlier day, never overwrites a
    newer one: whoever is kept out of a plan's row leaves its sections alone too.
    """
    day = today or timezone.localdate()
    where = "TRUE" if plan_ids is None else "p.id = ANY(%(ids)s)"
    if plan_ids is not None and not plan_ids:
        return 0
    counts = ", ".join(COUNTS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH {counted_with("%(today)s::date", where=where)},
            stored AS (
                INSERT INTO plans_planfigures AS f (plan_id, mark, {counts}, last_heard_at, counted_on, counted_at)
                SELECT plan_id, mark, {counts}, last_heard_at, day, clock_timestamp() FROM counted ORDER BY plan_id
                ON CONFLICT (plan_id) DO UPDATE SET {_taken("mark", *COUNTS, "last_heard_at", "counted_on", "counted_at")}
                WHERE (f.mark, f.counted_on) <= (excluded.mark, excluded.counted_on) RETURNING plan_id),
            with_sections AS (
                INSERT INTO plans_sectionfigures (plan_id, section_id, {counts})
                SELECT plan_id, section_id, {counts} FROM parts JOIN stored USING (plan_id)
                ON CONFLICT (plan_id, section_id) DO UPDATE SET {_taken(*COUNTS)})
            SELECT count(*) FROM stored""",
            {"today": day, "ids": list(plan_ids or ())},
        )
        return int(cursor.fetchone()[0])


def _taken(*names: str) -> str:
    return ", ".join(f"{name} = excluded.{name}" for name in names)


def refresh_marked_plans(today: date | None = None) -> int:
    """Count the plans whose mark moved or that were last counted for an earlier day."""
    day = today or timezone.localdate()
    return refresh_plans(plans_behind(day), day)


def verify() -> list[Difference]:
    """Prove that stored figures equal a fresh count: returns, logs and keeps for the health page what differs."""
    found = differences()
    for difference in found:
        log.error("Stored figures differ from a fresh count. %s", difference)
    Proof.objects.create(at=timezone.now(), differing=len(found), words=str(found[0]) if found else "")
    return found
