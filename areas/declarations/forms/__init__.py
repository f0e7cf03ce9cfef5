"""What is asked about a declaration and the bodies behind it."""

from areas.declarations.forms.agreement import DeclarationForm
from areas.declarations.forms.signatories import (
    NewOrganisationForm,
    ReturnForm,
    SignatoryForm,
    WithdrawForm,
    as_seen,
)
from areas.declarations.forms.wordings import CompareForm, ReaffirmForm

__all__ = [
    "CompareForm",
    "DeclarationForm",
    "NewOrganisationForm",
    "ReaffirmForm",
    "ReturnForm",
    "SignatoryForm",
    "WithdrawForm",
    "as_seen",
]
