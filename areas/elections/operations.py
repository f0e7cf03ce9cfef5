"""Add a pre-election period, and take one away."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from areas.audit.operations import record
from areas.elections.models import ElectionPeriod
from areas.elections.rules import NewPeriod, check_days


@transaction.atomic
def add_election_period(*, period: NewPeriod, today: date, by: int) -> ElectionPeriod:
    """Keep a period; the same days in the same place twice are one.

    Raises:
        ValueError: the days cannot be a period; the text says why.
    """
    check_days(period.first_on, period.last_on, today)
    key = {name: getattr(period, name) for name in ("first_on", "last_on", "region_id", "area_id")}
    kept, is_new = ElectionPeriod.objects.get_or_create(
        **key, defaults={"name": period.name, "manner": period.manner.value}
    )
    if is_new:
        record(by=by, verb="added pre-election period", thing=kept, after=_facts(asdict(period)))
    return kept


@transaction.atomic
def remove_election_period(*, period_id: int, by: int) -> bool:
    """Take a period away, so that letters are as ever; answers whether it was there."""
    period = ElectionPeriod.objects.select_for_update().filter(pk=period_id).first()
    if period is None:
        return False
    names = ("name", "first_on", "last_on", "manner", "region_id", "area_id")
    record(
        by=by, verb="removed pre-election period", thing=period, before=_facts({n: getattr(period, n) for n in names})
    )
    period.delete()
    return True


def _facts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
