"""Hand work to the workers once what was written is safe.

The database holds the truth and periodic jobs pick up whatever was missed, so a broker that is
away delays work but loses none: the failure is logged. Nobody waits for the broker either: a
thread of each process hands over what was left to it.
"""

from __future__ import annotations

import atexit
import logging
import os
import time
from functools import cache, partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import transaction

from concordat.celery import app

log = logging.getLogger(__name__)
_Job = tuple[str, tuple[Any, ...]]
#: The same job left again within this time is handed over once: a plan saved row by row is counted once, not per row.
GATHER_SECONDS = 0.25
#: A process that ends gives its thread this many seconds to hand over what is left.
LAST_SECONDS = 3.0
#: What would have been handed over, where ``JOBS_HELD`` is set (tests).
held: list[tuple[str, tuple[Any, ...]]] = []


def hand_over_on_commit(task: str, *args: Any) -> None:
    """Send the task named ``task`` ("plans.tasks.refresh_plan") after the commit."""
    transaction.on_commit(partial(hand_over, task, *args))


def hand_over(task: str, *args: Any) -> None:
    """Leave the task to this process's thread; returns at once."""
    if not _is_held(task, args):
        _line_of(os.getpid()).put((task, args))


def hand_over_now(task: str, *args: Any) -> bool:
    """Send the task while the caller waits; returns whether the broker took it, so that the caller may do it itself."""
    return _is_held(task, args) or send(task, *args)


def _is_held(task: str, args: tuple[Any, ...]) -> bool:
    """Keep the task back where ``JOBS_HELD`` is set; returns whether it is."""
    if not getattr(settings, "JOBS_HELD", False):
        return False
    held.append((task, args))
    return True


def send(task: str, *args: Any) -> bool:
    """Send the task now; a broker that is away is logged, never raised. Returns whether it took the task."""
    try:
        app.send_task(task, args=args, ignore_result=True, retry=False)
    except Exception:
        log.warning("The broker did not take %s; the timetable will pick it up", task, exc_info=True)
        return False
    return True


@cache
def _line_of(process: int) -> SimpleQueue[_Job | None]:
    """Return the line of ``process`` and start its thread: a forked process has no thread of its parent."""
    line: SimpleQueue[_Job | None] = SimpleQueue()
    thread = Thread(target=_serve, args=(line,), name="hand over jobs", daemon=True)
    thread.start()
    atexit.register(_finish, process, line, thread)
    return line


def _serve(line: SimpleQueue[_Job | None]) -> None:
    while (job := line.get()) is not None:
        jobs, more = _gathered(line, job)
        for task, args in jobs:
            send(task, *args)
        if not more:
            return


def _gathered(line: SimpleQueue[_Job | None], first: _Job) -> tuple[list[_Job], bool]:
    """Wait for what follows at once, such as the rows of a round; returns each job once, and whether more may come."""
    jobs, until = {first: None}, time.monotonic() + GATHER_SECONDS
    while (left := until - time.monotonic()) > 0:
        try:
            job = line.get(timeout=left)
        except Empty:
            break
        if job is None:
            return list(jobs), False
        jobs[job] = None
    return list(jobs), True


def _finish(process: int, line: SimpleQueue[_Job | None], thread: Thread) -> None:
    """Let the thread send what is left, but do not wait for long for a broker that is away."""
    if process == os.getpid():
        line.put(None)
        thread.join(LAST_SECONDS)
