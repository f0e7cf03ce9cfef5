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
from areas.declarations.rules.likeness import Bodies, KnownBody, Meant, likely_kind
from areas.declarations.rules.pasted import LONGEST_LIST, MOST_LINES, PastedLine, read_list, read_rows
from areas.declarations.rules.waiting import WRITES, Decision, Fate, Judged, Line, Reading, counts, judge, problem_of

__all__ = [
    "LONGEST_LIST",
    "LONGEST_TEXT",
    "MOST_LINES",
    "MOVES",
    "PUBLIC",
    "WRITES",
    "Agreed",
    "Bodies",
    "Change",
    "CoreKind",
    "Decision",
    "DeclarationStatus",
    "Fate",
    "Judged",
    "KnownBody",
    "Line",
    "Meant",
    "PastedLine",
    "Piece",
    "Reading",
    "SignatoryRole",
    "Signature",
    "counts",
    "difference",
    "judge",
    "likely_kind",
    "missing_core_kinds",
    "names_a_person",
    "new_text",
    "old_text",
    "problem_of",
    "problem_with_day",
    "problems",
    "read_list",
    "read_rows",
    "with_successors",
    "wording_in_force",
]
