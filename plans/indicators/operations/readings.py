"""Give the figure of a period, or put it right."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from areas.audit.operations import record
from plans.indicators.models import Indicator, Reading
from plans.indicators.queries import reading_of, reading_under
from plans.indicators.rules import NewReading, next_due, period_in, problems_in, value_of
from plans.planning.operations.submissions import once


class AlreadyRead(Exception):
    """Somebody gave a figure for this period meanwhile. ``current`` is the reading that counts now."""

    def __init__(self, current: Reading) -> None:
        """Keep it."""
        super().__init__("Somebody gave a figure for this period meanwhile")
        self.current = current


def add_reading(
    *, indicator_id: int, new: NewReading, seen_revision: int, by: int | None, submission_key: UUID | None = None
) -> Reading:
    """Keep the figure of a period. One that is there already stays readable; the new one counts in its place.

    ``seen_revision``: the revision of that period's figure that the person saw; 0 for none. The same form sent
    twice (``submission_key``) gives back the reading it made.

    Raises:
        AlreadyRead: the period has a figure that the person has not seen.
        ValueError: the figure is impossible, its period is not over, or the indicator is measured no more.
    """
    make = partial(_add, indicator_id, new, seen_revision, by, submission_key)
    return once(partial(reading_under, submission_key), make)


def _add(indicator_id: int, new: NewReading, seen: int, by: int | None, key: UUID | None) -> Reading:
    held = Indicator.objects.select_for_update().get(pk=indicator_id)
    if same := reading_under(key):  # the other of two of the same form was held in front of us
        return same
    period = period_in(held.every, new.began)
    _check(held, new)
    there = reading_of(held.pk, period.began)
    if there is not None and there.revision != seen:
        raise AlreadyRead(there)
    row = Reading.objects.create(
        indicator=held,
        began=period.began,
        ended=period.ended,
        revision=(there.revision if there else 0) + 1,
        value=value_of(new, held.unit),
        numerator=new.numerator,
        denominator=new.denominator,
        note=new.note.strip(),
        source_url=new.source_url,
        by_id=by,
        submission_key=key,
    )
    last = held.readings.values_list("began", flat=True)[0]
    due = next_due(held.every, held.weeks, timezone.localdate(held.created_at), last)
    Indicator.objects.filter(pk=held.pk).update(next_due=due)
    verb = "corrected reading" if there else "added reading"
    record(by=by, verb=verb, thing=held, before=_facts(there) if there else None, after=_facts(row))
    return row


def _check(held: Indicator, new: NewReading) -> None:
    if held.retired_on is not None:
        raise ValueError("This indicator is measured no more")
    if period_in(held.every, new.began).ended >= timezone.localdate():
        raise ValueError("Select a period that is over")
    if wrong := problems_in(new, held.unit):
        raise ValueError(". ".join(wrong.values()))


def _facts(row: Reading) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in ("value", "numerator", "denominator")}
    facts: dict[str, Any] = {"period": row.began.isoformat(), "note": row.note, "source_url": row.source_url}
    facts |= {name: f"{Decimal(one):f}" for name, one in figures.items() if one is not None}
    return {name: one for name, one in facts.items() if one}
