"""What is asked about a piece of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from concordat.documents.attachments import LARGEST, Attachment, AttachmentRefused
from concordat.documents.kept_files import check_kept_file
from concordat.web.addresses import is_web_address
from concordat.web.fields import DateBoxes, SubmissionKey
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section
from concordat.web.words import date_words
from plans.evidence.models import Evidence
from plans.evidence.queries import ONLY, recent_updates
from plans.evidence.rules import (
    LONGEST_ADDRESS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Classification,
    NewEvidence,
    problems_in,
)
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.progress.models import ProgressUpdate


class EvidenceForm(PrivacyAskingForm):
    """A file or a web address, what it is, and how long it holds."""

    told_in: ClassVar[tuple[str, ...]] = ("title", "shows")

    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, PNG, JPEG, CSV or text, up to 10 MB.",
    )
    url = forms.CharField(
        label="Or a web address",
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text="We look once a month whether it still answers. For example, https://www.example.org/report",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(
        label="Title", max_length=LONGEST_TITLE, help_text="For example, Training register, spring 2027."
    )
    shows = forms.CharField(
        label="What does it show?",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence is enough. No details about patients, here or in the file.",
    )
    update = forms.TypedChoiceField(label="Update it belongs to", required=False, coerce=int, empty_value=None)
    dated_on = DateBoxes(
        label="Date of the evidence",
        required=False,
        latest=timezone.localdate,
        help_text="The day it was written or made. For example, 11 12 2026.",
    )
    valid_until = DateBoxes(
        label="Valid until",
        required=False,
        help_text="If it runs out, as a protocol or a contract does. After this day it is marked as expired.",
    )
    classification = forms.ChoiceField(
        label="Who is it meant for?",
        choices=Classification.choices(),
        initial=Classification.INTERNAL.value,
        widget=forms.RadioSelect,
    )
    submission_key = SubmissionKey()

    submit_label = "Add evidence"
    mark_optional = True
    widths: ClassVar[Mapping[str, int | str]] = {"url": "full", "title": "two-thirds"}
    option_hints: Mapping[str, Mapping[str, str]] = {
        "classification": {
            Classification.INTERNAL: "For people who work with this partnership",
            Classification.PUBLIC: "It may be shown to anybody. The label alone publishes nothing",
        }
    }

    def __init__(self, *args: Any, action_id: int, **kwargs: Any) -> None:
        """Offer the newest updates of the action."""
        super().__init__(*args, **kwargs)
        updates = [(one.pk, _short(one)) for one in recent_updates(action_id)]
        self.fields["update"].choices = [("", "No update in particular"), *updates]  # type: ignore[attr-defined]
        self.has_updates = bool(updates)

    def pieces(self) -> Sequence[Any]:
        """Begin with what it is; leave out the list of updates where there is none."""
        about = ["title", "shows", *(["update"] if self.has_updates else []), "dated_on", "valid_until"]
        ask = ["privacy_checked"] if self.must_ask else []
        text = "One file or one address at a time."
        return [Section("The evidence", "file", "url", text=text), Section("About it", *about), "classification", *ask]

    def clean_file(self) -> Attachment | None:
        """Look into the file, whatever its name says."""
        return _look_into(self.cleaned_data["file"])

    def clean_url(self) -> str:
        """Take web addresses only."""
        url: str = self.cleaned_data["url"].strip()
        if url and not is_web_address(url):
            raise forms.ValidationError(
                "Enter the whole web address, starting with https:// and without a sign-in name"
            )
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for a file or an address, one of them; then about what may tell who somebody is."""
        cleaned = super().clean() or {}
        file_refused = "file" in self.errors or "url" in self.errors
        for name, sentence in problems_in(self.new(), has_file=bool(self.files), today=timezone.localdate()).items():
            if name not in self.errors and not (name in ("file", "url") and file_refused):
                self.add_error(name, sentence)
        self.ask_about_privacy(cleaned)
        return cleaned

    def new(self) -> NewEvidence:
        """Return what was typed."""
        typed = self.cleaned_data
        day: dict[str, date | None] = {name: typed.get(name) for name in ("dated_on", "valid_until")}
        return NewEvidence(
            title=typed.get("title", ""),
            shows=typed.get("shows", ""),
            classification=typed.get("classification") or Classification.INTERNAL,
            url=typed.get("url", ""),
            update_id=typed.get("update"),
            **day,
        )


class ReplaceForm(EvidenceForm):
    """A newer piece in the place of an older one, whose words it starts with."""

    submit_label = "Put it in its place"

    def __init__(self, *args: Any, old: Evidence, **kwargs: Any) -> None:
        """Start with what was said about the older piece, without its dates."""
        kwargs.setdefault("initial", {"title": old.title, "shows": old.shows, "classification": old.classification})
        super().__init__(*args, action_id=old.action_id, **kwargs)


class SetAsideForm(ConcordatForm):
    """Why a piece counts no more."""

    reason = forms.CharField(
        label="Why is it set aside?", max_length=300, help_text="For example, added to the wrong action."
    )
    submit_label = "Set it aside"
    submit_kind = "warning"


class EvidenceFilterForm(ConcordatForm):
    """Which evidence of a plan to list."""

    only = forms.ChoiceField(label="Show", required=False, choices=[("", "All that counts"), *ONLY.items()])
    method = "get"
    mark_optional = False
    submit_label = "Show"
    submit_kind = "secondary"

    def wanted(self) -> str:
        """Return what was chosen; nothing for an unknown word."""
        return str(self.cleaned_data.get("only") or "") if self.is_bound and self.is_valid() else ""


def _look_into(upload: UploadedFile | None) -> Attachment | None:
    if upload is None:
        return None
    try:
        return check_kept_file(upload.name or "", upload.read(LARGEST + 1))
    except AttachmentRefused as refusal:
        raise forms.ValidationError(str(refusal)) from None


def _short(update: ProgressUpdate) -> str:
    words = update.narrative or ("Still true" if update.still_true else update.get_delivery_state_display())
    words = " ".join(words.split())
    return f"{date_words(update.at)}: {words if len(words) <= 70 else words[:69] + '…'}"
