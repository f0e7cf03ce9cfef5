"""What the tests of declarations begin with."""

from __future__ import annotations

from datetime import date

from areas.declarations.operations import add_signatory, record_declaration
from areas.declarations.rules import Agreed, DeclarationStatus, SignatoryRole, Signature
from areas.models import Declaration, Organisation, Signatory
from tests.cast import Cast

TODAY = date(2026, 11, 23)
SIGNED_ON = date(2014, 12, 11)
TEXT = "We will work together to prevent crises whenever possible."


def agreed(text: str = TEXT, status: str = "signed", signed_on: date | None = SIGNED_ON) -> Agreed:
    return Agreed(text, DeclarationStatus(status), signed_on)


def declare(cast: Cast, what: Agreed | None = None, version: int = 0) -> Declaration:
    return record_declaration(
        partnership_id=cast.partnership.pk,
        expected_version=version,
        agreed=what or agreed(),
        by=cast.olive.pk,
        today=TODAY,
    )


def signature(post: str = "Chief executive", role: str = "signatory", signed_on: date | None = SIGNED_ON) -> Signature:
    return Signature(SignatoryRole(role), post, signed_on)


def sign(cast: Cast, declaration: Declaration, organisation: Organisation, what: Signature | None = None) -> Signatory:
    return add_signatory(
        declaration_id=declaration.pk,
        organisation_id=organisation.pk,
        signature=what or signature(),
        by=cast.olive.pk,
    )


def posted(**more: str) -> dict[str, str]:
    """Return the declaration form as a browser sends it."""
    sent = {
        "version": "0",
        "text": TEXT,
        "status": "signed",
        "signed_on_day": "11",
        "signed_on_month": "12",
        "signed_on_year": "2014",
    }
    return sent | more


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
