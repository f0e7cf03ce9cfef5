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

__all__ = [
    "Shown",
    "copy_for",
    "core_kinds",
    "declaration_of",
    "declarations_of_area",
    "last_signed",
    "organisations_in",
    "signatory_of",
    "signature_of",
    "wording_of",
    "wording_on",
    "wordings_of",
]
