"""What is asked about a declaration and its signatories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from areas.declarations.models import Declaration, Signatory
from areas.declarations.queries import signature_of
from areas.declarations.rules import (
    LONGEST_TEXT,
    MOVES,
    Agreed,
    DeclarationStatus,
    SignatoryRole,
    Signature,
    names_a_person,
    problems,
)
from areas.organisations.forms import NewOrganisationFields
from concordat.documents.attachments import LARGEST, Attachment, AttachmentRefused, check_attachment
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section


class RowVersion(forms.IntegerField):
    """The row version that the person saw; 0 for nothing, and for a spoiled one, which is then stale."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        """Return the number sent, or 0."""
        try:
            return int(super().clean(value) or 0)
        except forms.ValidationError:
            return 0


class DeclarationForm(ConcordatForm):
    """The agreed text, where it stands, when it was signed, and the signed paper."""

    version = RowVersion()
    text = forms.CharField(
        label="Agreed text",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="As the partners agreed it; needed once it is signed. Earlier wordings are kept.",
    )
    status = forms.ChoiceField(
        label="Where does it stand?", choices=DeclarationStatus.choices(), widget=forms.RadioSelect
    )
    signed_on = DateBoxes(
        label="Date signed",
        required=False,
        latest=timezone.localdate,
        help_text="Needed once it is signed. For example, 11 12 2014.",
    )
    copy = forms.FileField(
        label="Signed copy",
        required=False,
        help_text="If you have one: PDF, Word (.docx), JPEG or PNG, up to 10 MB. Seen only by people who work with this partnership.",
    )

    submit_label = "Save declaration"
    mark_optional = False
    option_hints = {
        "status": {
            DeclarationStatus.DRAFT: "Seen only by people who work with this partnership",
            DeclarationStatus.SIGNED: "Everybody can read it",
            DeclarationStatus.WITHDRAWN: "Everybody can see that it was withdrawn, but not the text",
        }
    }

    def __init__(self, *args: Any, current: Declaration | None, **kwargs: Any) -> None:
        """Take what is recorded now: it fills the form and says which statuses can follow."""
        kwargs.setdefault("initial", _initial(current))
        super().__init__(*args, **kwargs)
        self.was = DeclarationStatus(current.status) if current else None
        offered = MOVES[self.was]
        self.fields["status"].choices = [(s.value, s.label) for s in offered]  # type: ignore[attr-defined]

    def pieces(self) -> Sequence[Any]:
        """Group what was agreed and the signing."""
        return ["text", "status", Section("The signing", "signed_on", "copy")]

    def clean_copy(self) -> Attachment | None:
        """Look into the file, whatever its name says."""
        return look_into(self.cleaned_data["copy"])

    def clean(self) -> dict[str, Any]:
        """Ask for what a signed declaration needs."""
        cleaned = super().clean() or {}
        if "status" in cleaned:
            for name, sentence in problems(self.agreed(), self.was, timezone.localdate()).items():
                if name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned

    def agreed(self) -> Agreed:
        """Return what was typed."""
        typed = self.cleaned_data
        return Agreed(typed.get("text", ""), DeclarationStatus(typed["status"]), typed.get("signed_on"))


def _initial(current: Declaration | None) -> dict[str, Any]:
    if current is None:
        return {"version": 0, "status": DeclarationStatus.DRAFT.value}
    return {
        "version": current.version,
        "text": current.text,
        "status": current.status,
        "signed_on": current.signed_on,
    }


def look_into(upload: UploadedFile | None) -> Attachment | None:
    """Return the paper that was sent, or None; raises ``ValidationError`` for one we cannot keep."""
    if upload is None:
        return None
    try:
        if (upload.size or 0) > LARGEST:
            return check_attachment(upload.name or "", upload.read(LARGEST + 1))
        return check_attachment(upload.name or "", upload.read())
    except AttachmentRefused as refusal:
        raise forms.ValidationError(str(refusal)) from None


class SignatoryForm(ConcordatForm):
    """How an organisation stands behind the declaration. ``seen_…`` is how the person saw it."""

    role = forms.ChoiceField(
        label="How does it stand behind the declaration?",
        choices=SignatoryRole.choices(),
        widget=forms.RadioSelect,
        initial=SignatoryRole.SIGNATORY.value,
    )
    post = forms.CharField(
        label="Post of the person who signed",
        required=False,
        max_length=120,
        help_text="The post, not the name: it is shown to everybody. For example, Chief executive.",
    )
    signed_on = DateBoxes(label="Date signed", required=False, latest=timezone.localdate)
    seen_role = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_post = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_signed_on = forms.CharField(required=False, widget=forms.HiddenInput)

    submit_label = "Save signatory"
    widths: ClassVar[dict[str, str]] = {"post": "two-thirds", "name": "two-thirds", "kind": "two-thirds"}
    option_hints = {
        "role": {
            SignatoryRole.SIGNATORY: "It signs, and commits itself to what was agreed",
            SignatoryRole.SUPPORTER: "It backs the declaration but has not signed it",
        }
    }

    def clean_post(self) -> str:
        """Keep names of people out of what everybody can read."""
        post: str = self.cleaned_data["post"]
        if names_a_person(post):
            raise forms.ValidationError("Enter the post without a person’s name, for example Chief executive")
        return post

    def signature(self) -> Signature:
        """Return what was typed."""
        typed = self.cleaned_data
        return Signature(SignatoryRole(typed["role"]), typed["post"], typed["signed_on"])

    def seen(self) -> Signature | None:
        """Return the entry as the person saw it; None when the page did not say so."""
        typed = self.cleaned_data
        try:
            day = typed["seen_signed_on"]
            return Signature(
                SignatoryRole(typed["seen_role"]), typed["seen_post"], date.fromisoformat(day) if day else None
            )
        except ValueError:
            return None


def as_seen(signatory: Signatory) -> dict[str, Any]:
    """Return an entry as the form's start, with what is seen kept beside what may be changed."""
    now = signature_of(signatory)
    return {
        "role": now.role.value,
        "post": now.post,
        "signed_on": now.signed_on,
        "seen_role": now.role.value,
        "seen_post": now.post,
        "seen_signed_on": now.signed_on.isoformat() if now.signed_on else "",
    }


class NewOrganisationForm(NewOrganisationFields, SignatoryForm):
    """An organisation that nobody has typed before, and how it stands."""

    field_order = ["name", "kind"]

    submit_label = "Add organisation and signatory"


class WithdrawForm(ConcordatForm):
    """Nothing to fill in: a button that says what it does."""

    submit_label = "Record that it has withdrawn"
    submit_kind = "warning"
