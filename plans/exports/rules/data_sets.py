"""Which data sets can be taken away, and in which formats."""

from __future__ import annotations

import re
from datetime import date, timedelta

from concordat.choices import Words
from concordat.periods import quarter_of, read_quarter
from plans.planning.rules.states import Rhythm


class DataSet(Words):
    """What can be taken away."""

    NATIONAL = "national", "National summary"
    ACTIONS = "actions", "All actions"

    @property
    def meaning(self) -> str:
        """Return what is in it, in a sentence."""
        return _MEANING[self]


_MEANING = {
    DataSet.NATIONAL: "A row for each area with its stage, declaration and figures, and the sums of regions and England.",
    DataSet.ACTIONS: "A row for each action of each plan in force, with its state and the newest update.",
}


class FileFormat(Words):
    """How it can be written."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel workbook"


def file_name(data_set: DataSet, file_format: FileFormat, today: date) -> str:
    """Return the name of a file made today: "concordat-actions-2026-11-23.csv"."""
    return f"concordat-{data_set.value}-{today.isoformat()}.{file_format.value}"


def plan_file_name(title: str, what: str, today: date, ending: str) -> str:
    """Return the name of a file about one plan: "northshire-action-plan-board-paper-2026-11-23.docx"."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{title} {what}".lower()).strip("-")[:80].strip("-")
    return f"{words or 'plan'}-{today.isoformat()}.{ending}"


class NotFrozen(ValueError):
    """The period asked for has not been frozen."""


def check_period(text: str) -> None:
    """Let through "no period", which is today.

    Raises:
        ValueError: the text is no quarter; the message says how to write one.
        NotFrozen: no quarter has been frozen yet, so its figures cannot be had.
    """
    if not text:
        return
    quarter = read_quarter(text)
    raise NotFrozen(
        f"{quarter} ({quarter.words}) has not been frozen, so its figures are not kept. "
        "Leave out the period to export the figures of today."
    )


def usual_since(today: date) -> date:
    """Return the day from which a paper tells where nobody says: the start of the quarter before this one."""
    return quarter_of(today).previous().start


def next_until(today: date, rhythm: str) -> date:
    """Return the last day of the plan's next period: a month, a quarter or half a year from today."""
    return today + timedelta(days=_DAYS_AHEAD[Rhythm(rhythm)])


_DAYS_AHEAD = {Rhythm.MONTHLY: 31, Rhythm.QUARTERLY: 92, Rhythm.HALF_YEARLY: 183}
