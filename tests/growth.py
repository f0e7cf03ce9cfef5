"""How much work something is: ratios of one run, which a busy or slow machine leaves as they are."""

from __future__ import annotations

import time
from collections.abc import Callable

#: Tries of each; the quickest counts, because a disturbance only ever adds.
TRIES = 3
#: Additions of the yardstick: a twentieth of a second on a machine of 2024.
STEPS = 5_000_000


def growth(work: Callable[[int], object], small: int, times: int) -> float:
    """Return how much longer ``work(small × times)`` takes than ``work(small)``, over ``times``: 1 is in proportion.

    Work that grows with the square answers about ``times``. Seconds of the processor, not of the clock.
    """
    return _quickest(lambda: work(small * times)) / _quickest(lambda: work(small)) / times


def in_yardsticks(work: Callable[[], object]) -> float:
    """Return how long ``work()`` takes, as a multiple of five million additions on the same machine."""
    yardstick = _quickest(lambda: sum(range(STEPS)))
    begun = time.process_time()
    work()
    return (time.process_time() - begun) / yardstick


def _quickest(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(TRIES):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return max(min(seconds), 1e-4)
