"""What a person does with an import: one function each."""

from plans.imports.operations.applying import apply_import, discard_import
from plans.imports.operations.names import remember_names
from plans.imports.operations.reading import read_import, read_waiting_imports
from plans.imports.operations.receiving import plan_of_area, read_upload, receive_upload
from plans.imports.operations.refusals import ImportRefused
from plans.imports.operations.rows import correct_row
from plans.imports.operations.telling import bring_row_in, tell_columns, tell_legend

__all__ = [
    "ImportRefused",
    "apply_import",
    "bring_row_in",
    "correct_row",
    "discard_import",
    "plan_of_area",
    "read_import",
    "read_upload",
    "read_waiting_imports",
    "receive_upload",
    "remember_names",
    "tell_columns",
    "tell_legend",
]
