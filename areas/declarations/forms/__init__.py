"""What is asked about a declaration and the bodies behind it."""

from areas.declarations.forms.agreement import DeclarationForm
from areas.declarations.forms.lists import AnswersForm, ClearForm, LineForm, PasteForm, RecordForm, line_as_stored
from areas.declarations.forms.signatories import (
    NewOrganisationForm,
    ReturnForm,
    SignatoryForm,
    WithdrawForm,
    as_seen,
)
from areas.declarations.forms.steps import (
    EndorseForm,
    GroupForm,
    MembersForm,
    OthersForm,
    OwnOrganisationForm,
    group_as_stored,
    own_as_stored,
)
from areas.declarations.forms.wordings import CompareForm, ReaffirmForm

__all__ = [
    "AnswersForm",
    "ClearForm",
    "CompareForm",
    "DeclarationForm",
    "EndorseForm",
    "GroupForm",
    "LineForm",
    "MembersForm",
    "NewOrganisationForm",
    "OthersForm",
    "OwnOrganisationForm",
    "PasteForm",
    "ReaffirmForm",
    "RecordForm",
    "ReturnForm",
    "SignatoryForm",
    "WithdrawForm",
    "as_seen",
    "group_as_stored",
    "line_as_stored",
    "own_as_stored",
]
