"""Making files. Nothing is written to the database."""

from plans.exports.operations.files import csv_table, export_to, make_plan_workbook, make_workbook, sheets_of
from plans.exports.operations.summary import export_summary, summary_bytes, write_summary

__all__ = [
    "csv_table",
    "export_summary",
    "export_to",
    "make_plan_workbook",
    "make_workbook",
    "sheets_of",
    "summary_bytes",
    "write_summary",
]
