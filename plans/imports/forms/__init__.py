"""What is asked when a plan is brought in."""

from plans.imports.forms.rows import MatchForm, RowForm, UploadForm
from plans.imports.forms.telling import ColumnsForm, LegendForm, NamesForm

__all__ = ["ColumnsForm", "LegendForm", "MatchForm", "NamesForm", "RowForm", "UploadForm"]
