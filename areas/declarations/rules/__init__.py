"""What holds for declarations, whoever asks and whenever."""

from areas.declarations.rules.affirming import problem_with_day, wording_in_force
from areas.declarations.rules.agreement import (
    LONGEST_TEXT,
    MOVES,
    PUBLIC,
    Agreed,
    CoreKind,
    DeclarationStatus,
    SignatoryRole,
    Signature,
    missing_core_kinds,
    names_a_person,
    problems,
    with_successors,
)
from areas.declarations.rules.difference import Change, Piece, difference, new_text, old_text

__all__ = [
    "LONGEST_TEXT",
    "MOVES",
    "PUBLIC",
    "Agreed",
    "Change",
    "CoreKind",
    "DeclarationStatus",
    "Piece",
    "SignatoryRole",
    "Signature",
    "difference",
    "missing_core_kinds",
    "names_a_person",
    "new_text",
    "old_text",
    "problem_with_day",
    "problems",
    "with_successors",
    "wording_in_force",
]
