"""Read what areas have signed, as far as the visitor may see it."""

from areas.declarations.queries.affirmed import last_signed, wording_of, wording_on, wordings_of
from areas.declarations.queries.agreement import (
    Shown,
    copy_for,
    core_kinds,
    declaration_of,
    declarations_of_area,
    organisations_in,
    signatory_of,
    signature_of,
)
from areas.declarations.queries.waiting import (
    Waiting,
    bodies_for,
    kind_ids,
    waiting_for,
    waiting_line,
    withdrawn_from,
)

__all__ = [
    "Shown",
    "Waiting",
    "bodies_for",
    "copy_for",
    "core_kinds",
    "declaration_of",
    "declarations_of_area",
    "kind_ids",
    "last_signed",
    "organisations_in",
    "signatory_of",
    "signature_of",
    "waiting_for",
    "waiting_line",
    "withdrawn_from",
    "wording_of",
    "wording_on",
    "wordings_of",
]
