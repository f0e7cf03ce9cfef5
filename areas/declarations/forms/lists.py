"""What is asked about a list of signatories: the list, and what its lines mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from areas.declarations.forms.agreement import RowVersion
from areas.declarations.models import WaitingSignatory
from areas.declarations.rules import (
    LONGEST_LIST,
    MOST_LINES,
    Decision,
    KnownBody,
    PastedLine,
    Reading,
    SignatoryRole,
    names_a_person,
    read_list,
    read_rows,
)
from areas.declarations.rules.waiting import LONGEST_NAME, LONGEST_POST
from concordat.documents.grid import Document, Table
from concordat.documents.read_csv import read_csv
from concordat.documents.read_docx import read_docx
from concordat.documents.read_xlsx import read_xlsx
from concordat.documents.uploads import LARGEST, UploadKind, UploadRefused, check_upload
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link, Section

READERS: dict[UploadKind, Callable[[bytes], Document]] = {
    UploadKind.CSV: read_csv,
    UploadKind.XLSX: read_xlsx,
    UploadKind.DOCX: read_docx,
}
NEW, OUT = "new", "out"


class PasteForm(ConcordatForm):
    """A list, pasted or as a file."""

    text = forms.CharField(
        label="Paste your list",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "One organisation a line, with the post and the date if you have them. For example: "
            "Northshire Police, Chief constable, 11 December 2014. A copied table works too."
        ),
    )
    file = forms.FileField(
        label="Or choose a file", required=False, help_text="CSV, Excel (.xlsx) or Word (.docx), up to 10 MB."
    )

    submit_label = "Read the list"
    mark_optional = False

    def buttons(self) -> Buttons:
        """Return the button that tells this form from others of a page."""
        row: list[Button | Link] = [Button(self.submit_label, name="form", value="paste")]
        return Buttons(*row, *([Link("Cancel", self.cancel_url)] if self.cancel_url else []))

    def clean_file(self) -> Document | None:
        """Read the file, whatever its name says."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        data = upload.read(LARGEST + 1)
        if not data.strip(b"\x00 \t\r\n"):
            raise forms.ValidationError("The file is empty. Choose the file that holds your list")
        try:
            return READERS[check_upload(upload.name or "", data)](data)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        """Ask for a list that is there and not longer than any."""
        cleaned = super().clean() or {}
        text = cleaned.get("text") or ""
        if not self.errors and not text.strip() and not cleaned.get("file"):
            self.add_error("text", "Paste your list, or choose the file that holds it")
        elif len(text) > LONGEST_LIST or len(text.splitlines()) > MOST_LINES:
            self.add_error("text", f"Paste at most {MOST_LINES:,} lines at a time. Send the rest after them")
        return cleaned

    def lines(self, knows: Callable[[str], bool], day: date | None) -> list[PastedLine]:
        """Return the lines read; ``knows`` and ``day`` as in ``read_list``. Raises ``UploadRefused`` for none or too many."""
        found = read_list(self.cleaned_data["text"] or "", knows, day)
        if document := self.cleaned_data.get("file"):
            for rows in _tables_or_lines(document):
                found += read_rows(rows, knows, day) if isinstance(rows, list) else read_list(rows, knows, day)
        if len(found) > MOST_LINES:
            raise UploadRefused(f"The file holds more than {MOST_LINES:,} lines. Send it in parts")
        if not found:
            raise UploadRefused("No line was found in the file. Choose the file that holds your list")
        return found


def _tables_or_lines(document: Document) -> Iterator[list[tuple[str, list[str]]] | str]:
    """Yield the tables of a document as rows, each with its line; its paragraphs where it has no table."""
    for table in document.tables:
        yield [(_line(table, at), row.texts) for at, row in enumerate(table.rows) if not row.is_blank]
    if not document.tables:
        yield "\n".join(paragraph.text for paragraph in document.paragraphs)


def _line(table: Table, at: int) -> str:
    return " | ".join(" ".join(text.split()) for text in table.rows[at].texts if text.strip())


def _means(suggested: Sequence[KnownBody]) -> list[tuple[str, str]]:
    known = [(str(body.pk), f"{body.name} – {body.kind}{', has ended' if body.is_over else ''}") for body in suggested]
    return [*known, (NEW, "A new organisation"), (OUT, "Leave this line out")]


def _decided(means: str, name: str, kind: str) -> Reading:
    """Return the answer of a form; ``means`` is a choice of ``_means``."""
    if means == OUT:
        return Reading(Decision.OUT, name)
    if means == NEW:
        return Reading(Decision.NEW, name, kind_id=int(kind))
    return Reading(Decision.KNOWN, name, organisation_id=int(means))


class AnswersForm(ConcordatForm):
    """Which organisations some lines mean; a line may stay unanswered."""

    submit_label = "Save these answers"
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        rows: Sequence[WaitingSignatory],
        suggested: Mapping[int, Sequence[KnownBody]],
        likely: Mapping[int, int | None],
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Ask about each row; ``suggested`` and ``likely`` (id of a kind) are by id of the row."""
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            means = _means(suggested[row.pk])
            self._ask(f"means_{row.pk}", forms.ChoiceField(
                label="Which organisation is this?", choices=[("", "Not answered yet"), *means], required=False
            ))  # fmt: skip
            self._ask(f"kind_{row.pk}", forms.ChoiceField(
                label="Kind, if it is new", choices=[("", "Select a kind"), *kinds], required=False,
                initial=str(likely[row.pk] or ""),
            ))  # fmt: skip
            self.fields[f"version_{row.pk}"] = RowVersion(initial=row.version)

    def _ask(self, name: str, field: forms.ChoiceField) -> None:
        field.error_messages["invalid_choice"] = "Select one of the answers"
        self.fields[name] = field

    def pieces(self) -> Sequence[Any]:
        """Set each line apart."""
        return [
            Section(f"Line {row.position}: {row.name[:200]}", f"means_{row.pk}", f"kind_{row.pk}", text=row.line[:400], size="s")
            for row in self.rows
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for the kind of what is new."""
        cleaned = super().clean() or {}
        for row in self.rows:
            if cleaned.get(f"means_{row.pk}") == NEW and not cleaned.get(f"kind_{row.pk}"):
                self.add_error(f"kind_{row.pk}", f"Select the kind of organisation in line {row.position}")
        return cleaned

    def answers(self) -> dict[int, tuple[int, Reading]]:
        """Return version and answer of each row that was answered."""
        typed = self.cleaned_data
        return {
            row.pk: (typed[f"version_{row.pk}"], _decided(means, row.name, typed[f"kind_{row.pk}"]))
            for row in self.rows
            if (means := typed[f"means_{row.pk}"])
        }


class LineForm(ConcordatForm):
    """Everything about one line."""

    version = RowVersion()
    name = forms.CharField(
        label="Name of the organisation",
        max_length=LONGEST_NAME,
        help_text="Change it and look again if it is not found.",
    )
    means = forms.ChoiceField(label="Which organisation is this?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Kind of organisation, if it is new", required=False)
    role = forms.ChoiceField(
        label="How does it stand behind the declaration?",
        choices=[("", "The list does not say"), *SignatoryRole.choices()],
        required=False,
        widget=forms.RadioSelect,
    )
    post = forms.CharField(
        label="Post of the person who signed",
        required=False,
        max_length=LONGEST_POST,
        help_text="The post, not the name: it is shown to everybody.",
    )
    signed_on = DateBoxes(
        label="Date signed",
        required=False,
        latest=timezone.localdate,
        help_text="Leave it empty if it is the day of the declaration.",
    )

    submit_label = "Save this line"
    mark_optional = False
    widths: ClassVar[Mapping[str, int | str]] = {"name": "two-thirds", "post": "two-thirds"}

    def __init__(
        self, *args: Any, suggested: Sequence[KnownBody], kinds: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Take the organisations the name may mean, and the kinds there are."""
        super().__init__(*args, **kwargs)
        self.fields["means"].choices = _means(suggested)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Select a kind"), *kinds]  # type: ignore[attr-defined]

    def buttons(self) -> Buttons:
        """Return Save, Look again and Cancel."""
        look = Button("Look for this name", name="look", value="1", kind="secondary")
        return Buttons(Button(self.submit_label), look, Link("Cancel", self.cancel_url))

    def clean_post(self) -> str:
        """Keep names of people out of what everybody can read."""
        post: str = self.cleaned_data["post"]
        if names_a_person(post):
            raise forms.ValidationError("Enter the post without a person’s name, for example Chief executive")
        return post

    def clean(self) -> dict[str, Any]:
        """Ask for the kind of what is new; let a line that is left out be as it is."""
        cleaned = super().clean() or {}
        if cleaned.get("means") == OUT:
            self.errors.clear()
        elif cleaned.get("means") == NEW and not cleaned.get("kind"):
            self.add_error("kind", "Select the kind of organisation")
        return cleaned

    def reading(self, row: WaitingSignatory) -> Reading:
        """Return what was typed; a line that is left out keeps what it said."""
        typed = self.cleaned_data
        if typed["means"] == OUT:
            return Reading(Decision.OUT, row.name, None, None, row.role, row.post, row.signed_on)
        decided = _decided(typed["means"], " ".join(typed["name"].split()), typed["kind"])
        return Reading(
            decided.decision, decided.name, decided.organisation_id, decided.kind_id,
            typed["role"], typed["post"], typed["signed_on"],
        )  # fmt: skip


def line_as_stored(row: WaitingSignatory, likely: int | None) -> dict[str, Any]:
    """Return a line as the form's start."""
    means = {Decision.NEW: NEW, Decision.OUT: OUT, Decision.KNOWN: str(row.organisation_id)}
    return {
        "version": row.version,
        "name": row.name,
        "means": means.get(Decision(row.decision), ""),
        "kind": str(row.kind_id or likely or ""),
        "role": row.role,
        "post": row.post,
        "signed_on": row.signed_on,
    }


class RecordForm(ConcordatForm):
    """The list as the person saw it."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput)


class ClearForm(ConcordatForm):
    """Nothing to fill in: a button that says what it does."""

    submit_label = "Throw the list away"
    submit_kind = "warning"
