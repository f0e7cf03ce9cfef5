"""Give what has just been written an hour in the past: in a test everything happens at one hour."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib.postgres.functions import TransactionNow
from django.utils import timezone

from plans.models import Action, Plan


def as_of(day: date) -> datetime:
    """Return noon of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def happened_on(day: date) -> None:
    """Say that everything recorded since the last call happened at noon of ``day`` (long ago, whatever day it is)."""
    for model in (Action, Plan):
        model.pgh_event_model.objects.filter(pgh_created_at=TransactionNow()).update(pgh_created_at=as_of(day))
