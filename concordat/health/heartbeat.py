"""Signs of life of the two processes nobody visits: the worker and the clock (beat).

Every 30 seconds the clock queues a tiny task and notes that it did; the worker that runs the task
notes that it ran. So a dead clock and a dead worker look different. Notes are kept in the cache.
"""

from __future__ import annotations

import time

from django.core.cache import cache

from concordat.health.ask import KEEP

EVERY = 30.0
PARTS = ("worker", "beat")


def note(part: str) -> None:
    """Note that ``part`` ("worker" or "beat") is alive now."""
    cache.set(_key(part), time.time(), timeout=KEEP)


def age(part: str) -> float | None:
    """Return the seconds since ``part`` last noted itself, or None if it never did."""
    noted = cache.get(_key(part))
    return None if noted is None else max(0.0, time.time() - float(noted))


def _key(part: str) -> str:
    assert part in PARTS, part
    return f"heartbeat:{part}"
