"""What a person does with an import: one function each."""

from plans.imports.operations.applying import apply_import, discard_import
from plans.imports.operations.receiving import plan_of_area, read_upload
from plans.imports.operations.refusals import ImportRefused
from plans.imports.operations.rows import correct_row

__all__ = ["ImportRefused", "apply_import", "correct_row", "discard_import", "plan_of_area", "read_upload"]
