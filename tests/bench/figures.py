"""Counting: a full rebuild beside one bare GROUP BY of the same rows, and the statements that one plan takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench.report import Result
from tests.bench.service import Service

_ROUNDS = 9
#: The same actions with their sections, grouped once by what a figure tells apart, and nothing stored.
_BARE = """
    SELECT a.plan_id, st.section_id, a.delivery_state, a.confidence, a.age_group, count(DISTINCT a.id),
        max(a.last_heard_at)
    FROM plans_action a LEFT JOIN plans_action_standards x ON x.action_id = a.id
        LEFT JOIN plans_standard st ON st.id = x.standard_id
    GROUP BY 1, 2, 3, 4, 5"""


def counting(service: Service, size: int) -> Iterator[Result]:
    """Divide a full rebuild by the bare GROUP BY, and count the statements of counting one plan."""
    told = service.ask_inside(size, "figures")
    rebuild, bare = told["rebuild"], told["bare"]
    words = f"rebuild: median {rebuild:.0f} ms, GROUP BY: median {bare:.0f} ms, {told['actions']:,} actions"
    data = {"rebuild_median_ms": rebuild, "bare_median_ms": bare}
    yield Result(f"full rebuild ÷ one bare GROUP BY, ×{size}", rebuild / bare, "×", 3.0, words, data)
    yield Result(
        f"statements to count one plan, ×{size}", told["statements"], "", 3, f"plan of {told['largest']} actions"
    )


def figures() -> dict[str, Any]:
    """Run both in turns inside the service; milliseconds."""
    from django.db import connection
    from django.db.models import Count
    from django.test.utils import CaptureQueriesContext

    from plans.models import Action, Plan
    from plans.rollups.operations import refresh_plans

    seconds: dict[str, list[float]] = {"rebuild": [], "bare": []}
    for number in range(_ROUNDS + 1):
        for name in seconds:
            began = time.perf_counter()
            if name == "rebuild":
                refresh_plans(None)
            else:
                with connection.cursor() as cursor:
                    cursor.execute(_BARE)
                    cursor.fetchall()
            if number:
                seconds[name].append(time.perf_counter() - began)
    plan = Plan.objects.annotate(size=Count("actions")).order_by("-size", "pk")[0]
    with CaptureQueriesContext(connection) as captured:
        refresh_plans([plan.pk])
    medians = {name: 1000 * median(runs) for name, runs in seconds.items()}
    return {**medians, "statements": len(captured), "largest": plan.size, "actions": Action.objects.count()}
