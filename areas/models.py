"""Index of the tables of who and where."""

from areas.audit.models import AuditEntry
from areas.declarations.models import (
    Declaration,
    DeclarationCopy,
    DeclarationDraft,
    DeclarationText,
    Reaffirmation,
    Signatory,
    WaitingSignatory,
)
from areas.elections.models import ElectionPeriod
from areas.organisations.models import Organisation, OrganisationKind, OrganisationSuccession
from areas.outbox.models import BankHoliday, DeadAddress, Letter, LetterTry
from areas.partnerships.models import Partnership, PartnershipMember
from areas.people.models import Membership, Person
from areas.places.models import AreaCode, AreaSuccession, LocalArea, Region
from areas.tokens.models import PersonalToken

__all__ = [
    "AreaCode",
    "AreaSuccession",
    "AuditEntry",
    "BankHoliday",
    "DeadAddress",
    "Declaration",
    "DeclarationCopy",
    "DeclarationDraft",
    "DeclarationText",
    "ElectionPeriod",
    "Letter",
    "LetterTry",
    "LocalArea",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationSuccession",
    "Partnership",
    "PartnershipMember",
    "Person",
    "PersonalToken",
    "Reaffirmation",
    "Region",
    "Signatory",
    "WaitingSignatory",
]
