"""Reads for the pages of an import."""

from plans.imports.queries.steps import (
    actions_in,
    applied_before,
    area_called,
    bodies_of,
    counts_of,
    import_for,
    imports_of,
    lines_of,
    page_of_rows,
    plan_to_import_into,
    row_of,
    standard_ids_of,
    unfinished_imports,
)

__all__ = [
    "actions_in",
    "applied_before",
    "area_called",
    "bodies_of",
    "counts_of",
    "import_for",
    "imports_of",
    "lines_of",
    "page_of_rows",
    "plan_to_import_into",
    "row_of",
    "standard_ids_of",
    "unfinished_imports",
]
