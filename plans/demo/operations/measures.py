"""Writes what a partnership measures, with its figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from plans.demo.operations.groups import Written
from plans.demo.operations.tables import Tables
from plans.demo.rules.days import working_day
from plans.demo.rules.indicators import indicators_of


class MeasureWriter:
    """Writes indicators partnership by partnership."""

    def __init__(self, tables: Tables, today: date) -> None:
        """Take what all partnerships share."""
        self.tables, self.today = tables, today

    def write(self, key: str, written: Written, *, always: bool = False) -> None:
        """Write the indicators of a partnership. Where nobody of the giving body is here, its officer gives the figures."""
        for draft in indicators_of(key, self.today, always=always):
            provider = next(iter(written.organisations.get(draft.given_by, ())), None)
            by = written.contributors.get(provider, written.officer) if provider else written.officer
            added_on = _hour(working_day(draft.readings[0].quarter.start))
            pk = self.tables.indicators.add(
                written.pk, draft.name, draft.definition, draft.unit, draft.better, "quarter", 4, draft.target,
                draft.source, provider, draft.of_people, draft.next_due, "", added_on, written.officer, 1,
            )  # fmt: skip
            for one in draft.readings:
                at = _hour(working_day(min(one.quarter.end + timedelta(days=20), self.today)))
                self.tables.readings.add(
                    pk, one.quarter.start, one.quarter.end, 1, one.value, one.note, "", by, at
                )  # fmt: skip


def _hour(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)
