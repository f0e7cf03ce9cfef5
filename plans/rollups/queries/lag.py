"""The question that ``/health/ready`` asks about the figures."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from concordat.health.registry import Finding
from plans.rollups.models import Proof
from plans.rollups.queries.counting import waited_longest

#: The worker counts within seconds and the timetable picks up the rest each minute.
TOO_LONG = timedelta(minutes=3)


def figures_lag() -> Finding:
    """Say how many plans wait to be counted: too long a wait is not well, nor is a figure proved wrong."""
    newest = Proof.objects.first()
    if newest and newest.differing:
        words = f"{newest.differing} stored figures differ from a fresh count: run manage.py verify_rollups --repair"
        return Finding(ok=False, says=words)
    waiting, since = waited_longest()
    if not waiting or since is None:
        return Finding(ok=True, says="every plan is counted up to its last change")
    waited = timezone.now() - since
    words = f"{waiting} wait to be counted, the first for {waited.total_seconds():.0f} seconds"
    return Finding(ok=waited <= TOO_LONG, says=words)
