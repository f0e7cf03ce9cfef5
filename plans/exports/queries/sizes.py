"""How big a file will be, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from areas.models import LocalArea, Region
from plans.exports.queries.actions import actions_size
from plans.exports.rules import DataSet

#: Bytes of a row of the summary, and how much smaller a workbook is than a CSV.
_SUMMARY_ROW = 185
_WORKBOOK_SHARE = 0.4


@dataclass(frozen=True)
class Size:
    """How many rows a data set has, and about how many bytes its files."""

    rows: int
    csv_bytes: int

    @property
    def xlsx_bytes(self) -> int:
        """Return about how many bytes the workbook has."""
        return int(self.csv_bytes * _WORKBOOK_SHARE) + 20_000


def sizes(today: date) -> dict[DataSet, Size]:
    """Return the size of each data set (three statements)."""
    summary = LocalArea.objects.current(today).count() + Region.objects.count() + 1
    return {
        DataSet.NATIONAL: Size(summary, summary * _SUMMARY_ROW),
        DataSet.ACTIONS: Size(*actions_size(today)),
    }
