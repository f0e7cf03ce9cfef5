"""Send a file → rows as we read them → correct → confirm."""

from plans.imports.views.ending import confirm, discard
from plans.imports.views.rows import row, show
from plans.imports.views.sending import upload

__all__ = ["confirm", "discard", "row", "show", "upload"]
