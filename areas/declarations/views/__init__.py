"""Pages about declarations: what was agreed, and who stands behind it."""

from areas.declarations.views.agreement import (
    declaration,
    declaration_copy,
    declaration_edit,
    declaration_texts,
)
from areas.declarations.views.signatories import signatory_add, signatory_edit, signatory_withdraw

__all__ = [
    "declaration",
    "declaration_copy",
    "declaration_edit",
    "declaration_texts",
    "signatory_add",
    "signatory_edit",
    "signatory_withdraw",
]
