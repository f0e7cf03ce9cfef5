"""Measuring in turns: what disturbs one side disturbs the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Times:
    """Seconds of many runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle one, in milliseconds."""
        return 1000 * median(self.seconds)

    @property
    def p95(self) -> float:
        """Return what 95 in 100 stay under, in milliseconds."""
        return 1000 * quantiles(self.seconds, n=20)[-1]


def in_turns(sides: dict[str, Callable[[], float]], *, rounds: int, warm: int) -> dict[str, Times]:
    """Run each side ``warm`` times unmeasured, then ``rounds`` times in turns, first the one, then the other."""
    for run in sides.values():
        for _ in range(warm):
            run()
    taken: dict[str, list[float]] = {name: [] for name in sides}
    order = list(sides)
    for number in range(rounds):
        for name in order if number % 2 else order[::-1]:
            taken[name].append(sides[name]())
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}
