"""Making files. Nothing is written to the database."""

from plans.exports.operations.files import csv_table, export_to, make_plan_workbook, make_workbook, sheets_of

__all__ = ["csv_table", "export_to", "make_plan_workbook", "make_workbook", "sheets_of"]
