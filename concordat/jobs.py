"""Hand work to the workers once what was written is safe.

The database holds the truth and periodic jobs pick up whatever was missed, so a broker that is
away delays work but loses none: the failure is logged and the page goes on.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from concordat.celery import app

log = logging.getLogger(__name__)
#: What would have been handed over, where ``JOBS_HELD`` is set (tests).
held: list[tuple[str, tuple[Any, ...]]] = []


def hand_over_on_commit(task: str, *args: Any) -> None:
    """Send the task named ``task`` ("plans.tasks.refresh_plan") after the commit."""
    transaction.on_commit(partial(hand_over, task, *args))


def hand_over(task: str, *args: Any) -> None:
    """Send the task now; a broker that is away is logged, never raised."""
    if getattr(settings, "JOBS_HELD", False):
        held.append((task, args))
        return
    try:
        app.send_task(task, args=args, ignore_result=True, retry=False)
    except Exception:
        log.warning("The broker did not take %s; the timetable will pick it up", task, exc_info=True)
