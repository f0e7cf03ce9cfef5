"""What is asked about a declaration and its signatories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from areas.declarations.models import Declaration
from areas.declarations.rules import (
    LONGEST_TEXT,
    MOVES,
    Agreed,
    DeclarationStatus,
    problems,
)
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
