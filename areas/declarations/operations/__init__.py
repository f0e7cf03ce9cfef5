"""Writes to declarations: each one thing a person does, whole or not at all."""

from areas.declarations.operations.affirming import NotSigned, SignedThatDay, reaffirm
from areas.declarations.operations.agreement import NotAllowed, attach_copy, record_declaration
from areas.declarations.operations.signatories import (
    AlreadySigned,
    WithdrewBeforeSigning,
    add_new_signatory,
    add_signatory,
    edit_signatory,
    take_back_withdrawal,
    withdraw_signatory,
)

__all__ = [
    "AlreadySigned",
    "NotAllowed",
    "NotSigned",
    "SignedThatDay",
    "WithdrewBeforeSigning",
    "add_new_signatory",
    "add_signatory",
    "attach_copy",
    "edit_signatory",
    "reaffirm",
    "record_declaration",
    "take_back_withdrawal",
    "withdraw_signatory",
]
