"""Read what areas have signed, as far as the visitor may see it."""

from areas.declarations.queries.affirmed import last_signed, wording_of, wording_on, wordings_of
from areas.declarations.queries.agreement import (
    agreed_at,
    copy_for,
    core_kinds,
    declaration_of,
    organisations_in,
    said_in,
    signatory_of,
    signature_of,
)
from areas.declarations.queries.paper import declaration_paper
from areas.declarations.queries.shown import Shown, declarations_of_area
from areas.declarations.queries.steps import (
    OnTheWay,
    begun_from,
    draft_of,
    drafted_in,
    kinds_signed,
    on_the_way,
    still_missing,
)
from areas.declarations.queries.waiting import (
    Waiting,
    bodies_for,
    kind_ids,
    signatures_in,
    waiting_for,
    waiting_line,
    withdrawn_from,
)

__all__ = [
    "OnTheWay",
    "Shown",
    "Waiting",
    "agreed_at",
    "begun_from",
    "bodies_for",
    "copy_for",
    "core_kinds",
    "declaration_of",
    "declaration_paper",
    "declarations_of_area",
    "draft_of",
    "drafted_in",
    "kind_ids",
    "kinds_signed",
    "last_signed",
    "on_the_way",
    "organisations_in",
    "said_in",
    "signatory_of",
    "signature_of",
    "signatures_in",
    "still_missing",
    "waiting_for",
    "waiting_line",
    "withdrawn_from",
    "wording_of",
    "wording_on",
    "wordings_of",
]
