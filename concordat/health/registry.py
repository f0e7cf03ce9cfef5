"""What ``/health/ready`` asks. Rooms add questions of their own in their app's ``ready``.

from concordat.health.registry import Finding, register
register("figures", lambda: Finding(ok=lag < 300, says=f"{lag} seconds behind"))
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """One answer: well or not, and a sentence without secrets or names of people."""

    ok: bool
    says: str


Probe = Callable[[], Finding]
_probes: dict[str, Probe] = {}


def register(name: str, probe: Probe) -> None:
    """Add a question under ``name``; a second one of that name takes its place."""
    _probes[name] = probe


def names() -> list[str]:
    """Return the names of all questions, in order of registration."""
    return list(_probes)


def ask_all() -> dict[str, tuple[Finding, float]]:
    """Ask every question; return each finding with the seconds it took. Never raises."""
    return {name: _ask(name, probe) for name, probe in _probes.items()}


def _ask(name: str, probe: Probe) -> tuple[Finding, float]:
    began = time.monotonic()
    try:
        finding = probe()
    except Exception:
        # The cause goes to the log alone: an error's text may hold an address or a name.
        log.exception("The health question “%s” failed", name)
        finding = Finding(ok=False, says="does not answer; the log has the cause")
    return finding, round(time.monotonic() - began, 3)
