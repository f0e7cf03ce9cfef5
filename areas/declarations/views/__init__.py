"""Pages about declarations: what was agreed, and who stands behind it."""

from areas.declarations.views.agreement import declaration, declaration_edit
from areas.declarations.views.endorsing import step_check, step_others
from areas.declarations.views.lists import (
    signatory_line,
    signatory_list,
    signatory_list_check,
    signatory_list_clear,
    signatory_list_record,
)
from areas.declarations.views.papers import declaration_copy, declaration_word
from areas.declarations.views.signatories import signatory_add, signatory_edit
from areas.declarations.views.steps import declaration_steps, declaration_steps_clear, step_group, step_organisation
from areas.declarations.views.withdrawals import signatory_return, signatory_withdraw
from areas.declarations.views.wordings import declaration_compare, declaration_reaffirm, declaration_texts

__all__ = [
    "declaration",
    "declaration_compare",
    "declaration_copy",
    "declaration_edit",
    "declaration_reaffirm",
    "declaration_steps",
    "declaration_steps_clear",
    "declaration_texts",
    "declaration_word",
    "signatory_add",
    "signatory_edit",
    "signatory_line",
    "signatory_list",
    "signatory_list_check",
    "signatory_list_clear",
    "signatory_list_record",
    "signatory_return",
    "signatory_withdraw",
    "step_check",
    "step_group",
    "step_organisation",
    "step_others",
]
