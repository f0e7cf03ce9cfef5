"""Writes to declarations: each one thing a person does, whole or not at all."""

from areas.declarations.operations.affirming import NotSigned, SignedThatDay, reaffirm
from areas.declarations.operations.agreement import NotAllowed, attach_copy, record_declaration
from areas.declarations.operations.lists import answer_lines, change_line, drop_list, keep_list
from areas.declarations.operations.signatories import (
    AlreadySigned,
    WithdrewBeforeSigning,
    add_new_signatory,
    add_signatory,
    edit_signatory,
    take_back_withdrawal,
    withdraw_signatory,
)
from areas.declarations.operations.standing import StillAsking, record_list
from areas.declarations.operations.steps import EndorsedAlready, NotComplete, Seen, drop_draft, endorse, save_step

__all__ = [
    "AlreadySigned",
    "EndorsedAlready",
    "NotAllowed",
    "NotComplete",
    "NotSigned",
    "Seen",
    "SignedThatDay",
    "StillAsking",
    "WithdrewBeforeSigning",
    "add_new_signatory",
    "add_signatory",
    "answer_lines",
    "attach_copy",
    "change_line",
    "drop_draft",
    "drop_list",
    "edit_signatory",
    "endorse",
    "keep_list",
    "reaffirm",
    "record_declaration",
    "record_list",
    "save_step",
    "take_back_withdrawal",
    "withdraw_signatory",
]
