"""What an officer says of a file: its columns, its marks, its words for organisations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section
from concordat.web.words import plural
from plans.imports.rules.asked import read_asked, write_asked
from plans.imports.rules.columns import Meaning
from plans.imports.rules.questions import MEANINGS, Question, Word
from plans.imports.rules.told import column_key

_COLUMNS = [(one.value, one.label) for one in Meaning]


def _held(column: Mapping[str, Any]) -> str:
    """Return what a column is read as; a file that was read long ago says it by its label alone."""
    if not column.get("is_read", True):
        return Meaning.OTHER.value
    labels = {label: value for value, label in _COLUMNS}
    return str(column.get("value") or labels.get(column["meaning"], Meaning.OTHER.value))


class ColumnsForm(ConcordatForm):
    """What each column of the file holds. ``version`` is the version of the import that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    submit_label = "Read the file again"
    submit_kind = "secondary"
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        columns: Sequence[Mapping[str, Any]],
        version: int,
        chosen: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Ask for each column; ``columns`` are those of a reading, ``chosen`` what was said too late, by key."""
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.columns = columns
        for number, column in enumerate(columns):
            heading = column["heading"] or f"Column {column['place']}, which has no heading"
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=f"“{heading}”" if column["heading"] else heading,
                choices=_COLUMNS,
                initial=(chosen or {}).get(column_key(column["table"], column["place"])) or _held(column),
                required=False,
            )

    def pieces(self) -> Sequence[Any]:
        """Group the columns by their table."""
        tables: dict[str, list[str]] = {}
        for number, column in enumerate(self.columns):
            tables.setdefault(str(column["table"]), []).append(f"c{number}")
        return [Section(table[:1].upper() + table[1:], *names, size="s") for table, names in tables.items()]

    def is_of(self, sent: Collection[str]) -> bool:
        """Answer whether the page asked for as many columns as there are now: numbered alike, they mean the same."""
        return {f"c{number}" for number in range(len(self.columns))} == {
            name for name in sent if name.startswith("c") and name[1:].isdigit()
        }

    def said(self) -> dict[str, str]:
        """Return what the person changed, by the column's key."""
        return {
            column_key(column["table"], column["place"]): self.cleaned_data[f"c{number}"]
            for number, column in enumerate(self.columns)
            if f"c{number}" in self.changed_data and self.cleaned_data[f"c{number}"]
        }


def columns_in_words(columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what columns are read as, in words, by their key."""
    words = dict(_COLUMNS)
    return {column_key(one["table"], one["place"]): words[_held(one)] for one in columns}


def headings_of(columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return how a person would call columns, by their key."""
    return {
        column_key(one["table"], one["place"]): f"{one['table']}, {one['heading'] or 'column ' + str(one['place'])}"
        for one in columns
    }


class LegendForm(ConcordatForm):
    """What each mark of a file means."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    submit_label = "Save and go on"
    mark_optional = False

    def __init__(
        self, *args: Any, questions: Sequence[Question], chosen: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """Ask for each mark; what is known or likely is chosen already, or ``chosen``: what was said too late."""
        super().__init__(*args, initial={"asked": write_asked((one.mark, one.meaning) for one in questions)}, **kwargs)
        now = {one.mark: one for one in questions}
        sent = read_asked(str(self.data.get("asked", "")))
        self.seen = dict(sent) or {one.mark: one.meaning for one in questions}
        self.questions = [
            now.get(mark) or Question(mark, 0, meaning, agreed=True) for mark, meaning in self.seen.items()
        ]
        for number, one in enumerate(self.questions):
            rows = plural(one.count, "row") if one.count else "no row any more"
            known = "" if one.agreed or not one.meaning else " Nobody has said so yet: what is chosen is a guess."
            self.fields[f"m{number}"] = forms.ChoiceField(
                label=f"What does {one.mark if one.is_colour else f'“{one.mark}”'} mean in this file?",
                help_text=f"It stands in {rows}.{known}",
                choices=[("", "Choose what it means"), *MEANINGS],
                initial=(chosen or {}).get(one.mark, one.meaning),
                error_messages={"required": f"Choose what {one.mark} means"},
            )

    def said(self) -> dict[str, str]:
        """Return mark → meaning."""
        return {one.mark: self.cleaned_data[f"m{number}"] for number, one in enumerate(self.questions)}


class NamesForm(ConcordatForm):
    """Whom the words of a file name."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    submit_label = "Save and go on"
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        words: Sequence[Word],
        known: Sequence[tuple[str, int]],
        organisations: Sequence[tuple[int, str]],
        chosen: Mapping[str, int | None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Ask for each word; a word may stay unanswered. ``known`` are words with what they mean so far.

        ``chosen`` is what was said too late, by word.
        """
        offered = dict(organisations)
        now = {one.written: one for one in words}
        shown = [*((one.written, "") for one in words), *((written, str(pk)) for written, pk in known if pk in offered)]
        super().__init__(*args, initial={"asked": write_asked(shown)}, **kwargs)
        asked = read_asked(str(self.data.get("asked", ""))) or shown
        self.words = [now.get(written) or Word(written, 0) for written, pk in asked if not pk.isdecimal()]
        meant = [(written, int(pk)) for written, pk in asked if pk.isdecimal()]
        # Numbered as on the page, whoever has left the partnership since.
        self.places = {written: f"k{number}" for number, (written, pk) in enumerate(meant) if pk in offered}
        self.known = {written: pk for written, pk in meant if pk in offered}
        chosen = chosen or {}
        for written, pk in self.known.items():
            self.fields[self.places[written]] = forms.TypedChoiceField(
                label=f"Who is “{written}”?",
                choices=[("", "Forget this word"), *organisations],
                initial=chosen.get(written, pk),
                required=False,
                coerce=int,
                empty_value=None,
            )
        for number, one in enumerate(self.words):
            rows = plural(one.count, "row") if one.count else "no row any more"
            self.fields[f"w{number}"] = forms.TypedChoiceField(
                label=f"Who is “{one.written}”?",
                help_text=f"The file names it as lead in {rows}.",
                choices=[("", "None of these, or not one organisation"), *organisations],
                initial=chosen.get(one.written),
                required=False,
                coerce=int,
                empty_value=None,
            )

    def pieces(self) -> Sequence[Any]:
        """Ask first about what is not known."""
        asked = [f"w{number}" for number in range(len(self.words))]
        known = self.places.values()
        return [*asked, *([Section("What you said before", *known)] if known else [])]

    @property
    def seen(self) -> dict[str, int | None]:
        """Whom each word meant on the page."""
        return {**dict.fromkeys(one.written for one in self.words), **self.known}

    def said(self) -> dict[str, int | None]:
        """Return word → organisation, for the words that were answered, and None for what is to be forgotten."""
        found = {one.written: self.cleaned_data[f"w{number}"] for number, one in enumerate(self.words)}
        answered: dict[str, int | None] = {written: pk for written, pk in found.items() if pk is not None}
        for written, before in self.known.items():
            now = self.cleaned_data[self.places[written]]
            if now != before:
                answered[written] = now
        return answered
