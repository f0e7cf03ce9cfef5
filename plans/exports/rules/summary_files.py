"""In which formats a national summary can be taken away, of which period, and what its files are called."""

from __future__ import annotations

import re

from concordat.choices import Words

_WRITTEN = re.compile(r"^(\d{4}-\d{2}-Q[1-4])(?:-r([1-9]\d{0,3}))?$")
TODAY = "today"


class SummaryFormat(Words):
    """How it can be written."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel workbook"
    CSV = "zip", "CSV files in a zip"
    JSON = "json", "JSON"


def read_period(text: str) -> tuple[str, int | None]:
    """Read "2026-27-Q2" or "2026-27-Q2-r1" as a quarter and a revision (None: the newest published one).

    Raises:
        ValueError: it is neither; the text says what to write.
    """
    match = _WRITTEN.match(text)
    if not match:
        raise ValueError("Write the quarter like 2026-27-Q2, or like 2026-27-Q2-r1 for its first revision")
    return match[1], int(match[2]) if match[2] else None


def summary_file_name(period: str, day: str, form: SummaryFormat) -> str:
    """Return the name of a file: "concordat-national-summary-2026-27-Q2-r1.pdf"."""
    return f"concordat-national-summary-{day if period == TODAY else period}.{form.value}"
