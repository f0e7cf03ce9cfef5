"""What is asked when a plan is brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from concordat.documents.uploads import LARGEST, TOO_LARGE
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link, Section, Text
from plans.imports.models import ComparedRow, ImportRow
from plans.imports.rules.files import Upload
from plans.imports.rules.proposal import from_fields
from plans.planning.models import Plan
from plans.planning.queries.board import standards_for
from plans.planning.queries.choices import organisations_for
from plans.planning.rules.actions import MOST_LETTERS, NewAction, problems_in
from plans.planning.rules.sentences import reading_sentence, warning_sentence
from plans.planning.rules.states import Confidence, DeliveryState
from plans.planning.rules.timescale import read_timescale


class UploadForm(ConcordatForm):
    """The file, and the year its bare months and quarters belong to."""

    file = forms.FileField(
        label="Your plan",
        help_text="A Word document (.docx), an Excel workbook (.xlsx) or a CSV table, up to 10 MB.",
        error_messages={"required": "Choose the file that holds your plan"},
    )
    plan_year = forms.IntegerField(
        label="Financial year of the plan",
        help_text="The year in which it begins: 2026 for 2026/27. Months and quarters written without a year belong to it.",
        min_value=2010,
        max_value=2099,
        error_messages={"invalid": "Enter the year as four figures, for example 2026"},
    )
    widths: ClassVar[Mapping[str, int | str]] = {"plan_year": 4}
    submit_label = "Read the file"

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return sent

    def upload(self) -> Upload:
        """Return the file as it was sent."""
        sent = self.cleaned_data["file"]
        return Upload(sent.name, sent.read(), self.cleaned_data["plan_year"])


def _text(label: str, name: str, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MOST_LETTERS[name][0], required=False, widget=widget)


class RowForm(ConcordatForm):
    """A row as it will enter the plan. ``version`` is the row version the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    include = forms.TypedChoiceField(
        label="Is this an action of your plan?",
        choices=[("yes", "Yes, bring it in"), ("no", "No, leave it out")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    text = _text("What will be done", "text", 4)
    number = forms.CharField(label="Number", max_length=MOST_LETTERS["number"][0], required=False)
    timescale = forms.CharField(
        label="Timescale", max_length=MOST_LETTERS["timescale"][0], required=False, strip=False,
        help_text="As you would write it. We show how we read it.",
    )  # fmt: skip
    lead = forms.TypedChoiceField(label="Lead organisation", required=False, coerce=int, empty_value=None)
    lead_text = forms.CharField(
        label="Lead as your plan writes it", max_length=MOST_LETTERS["lead_text"][0], required=False
    )
    remember = forms.BooleanField(required=False)
    partners = forms.TypedMultipleChoiceField(
        label="Supporting partners", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.CharField(label="Theme", max_length=MOST_LETTERS["theme"][0], required=False)
    heading = forms.CharField(label="Sub-heading", max_length=MOST_LETTERS["heading"][0], required=False)
    outcome = _text("Outcome", "outcome")
    standards = forms.TypedMultipleChoiceField(
        label="Standards it helps to meet", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    delivery_state = forms.ChoiceField(
        label="How far has it come?", choices=DeliveryState.choices(), widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label="Will it be done in time?",
        choices=[("", "Not said"), *Confidence.choices()],
        required=False,
        widget=forms.RadioSelect,
        help_text="Only while it is not started or in progress.",
    )
    reason = _text("Why is it below on track?", "reason")
    progress = _text("Progress as the plan reports it", "progress")

    widths: ClassVar[Mapping[str, int | str]] = {"number": 10, "lead_text": "two-thirds", "theme": "two-thirds"}
    submit_label = "Save this row"
    mark_optional = False
    overtaken = False

    def __init__(self, *args: Any, plan: Plan, row: ImportRow, plan_year: int, **kwargs: Any) -> None:
        """Start from the row as it stands; offer what belongs to the plan."""
        self.row, self.plan_year = row, plan_year
        super().__init__(*args, initial=_as_typed(row), **kwargs)
        self.word = str(row.as_read.get("lead") or "")
        if self.word:
            label = f"The plan means this organisation wherever it says “{self.word[:60]}”"
            self.fields["remember"].label = label
            self.fields["remember"].help_text = "Other rows that say so follow, and we remember it for later files."
        else:
            del self.fields["remember"]
        organisations = organisations_for(plan)
        self._choose("lead", [("", "No lead yet"), *organisations])
        self._choose("partners", organisations)
        self._choose("standards", [(one.pk, str(one)) for one in standards_for(plan.pk)])

    def pieces(self) -> Sequence[Any]:
        """Group the fields as a reader meets them in the plan."""
        reading = read_timescale(self._typed_timescale(), plan_year=self.plan_year)
        told = [Text(reading_sentence(reading), inset=True)]
        told += [Text(warning_sentence(reading))] if reading.warnings else []
        return [
            "include",
            Section("What was promised", "number", "text", "outcome"),
            Section("By when", "timescale", *told),
            Section("By whom", "lead", *(["remember"] if self.word else []), "lead_text", "partners"),
            Section("Its place", "theme", "heading", "standards"),
            Section("How it is going", "delivery_state", "confidence", "reason", "progress"),
        ]

    def buttons(self) -> Buttons:
        """Return Save, Check and Cancel; after a conflict say what saving does."""
        label = "Save my text over theirs" if self.overtaken else self.submit_label
        check = Button("Check the timescale", name="check", value="1", kind="secondary")
        return Buttons(Button(label), check, Link("Cancel", self.cancel_url))

    def clean(self) -> dict[str, Any]:
        """Hold a row that comes in to what an action needs; one left out may stay as it is."""
        cleaned = super().clean() or {}
        if not self.errors and cleaned["include"]:
            for problem in problems_in(self.action(cleaned)):
                name = problem.field.removesuffix("_id")
                self.add_error(name if name in self.fields else None, problem.sentence)
        return cleaned

    def action(self, typed: Mapping[str, Any] | None = None) -> NewAction:
        """Return the row as the action it will be; what the form does not ask stays."""
        typed = self.cleaned_data if typed is None else typed
        kept = from_fields(self.row.fields)
        return NewAction(
            **{name: typed[name] for name in _SAME},
            lead_id=typed["lead"],
            partner_ids=tuple(typed["partners"]),
            standard_ids=tuple(typed["standards"]),
            theme_number=kept.theme_number if kept.theme == typed["theme"] else "",
            indicator=kept.indicator,
            named_post=kept.named_post,
            age_group=kept.age_group,
            is_new=kept.is_new,
        )

    @property
    def word_to_remember(self) -> str:
        """Return how the file names the lead, where the person said that it always means this organisation."""
        return self.word if self.cleaned_data.get("remember") else ""

    def turn_to(self, row: ImportRow) -> None:
        """Offer to save over the row as somebody else left it."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(row.version)
        self.data, self.overtaken = data, True

    def _typed_timescale(self) -> str:
        source = self.data if self.is_bound else self.initial
        return str(source.get("timescale") or "")

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


_SAME = (
    "text", "number", "timescale", "lead_text", "theme", "heading", "outcome", "delivery_state",
    "confidence", "reason", "progress",
)  # fmt: skip


def _as_typed(row: ImportRow) -> dict[str, Any]:
    action = from_fields(row.fields)
    return {
        **{name: getattr(action, name) for name in _SAME},
        "include": "yes" if row.include else "no",
        "lead": action.lead_id,
        "partners": list(action.partner_ids),
        "standards": list(action.standard_ids),
        "version": row.version,
    }


class MatchForm(ConcordatForm):
    """Which action of the plan a row of a file is."""

    action = forms.TypedChoiceField(
        label="Which action of the plan is this row?",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Actions that another row of the file means are not in the list.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submit_label = "Compare with this action"
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        row: ComparedRow,
        actions: Sequence[tuple[int, str]],
        chosen: Sequence[int | None] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the actions that are free, and a new one; ``chosen`` is the one that was chosen too late."""
        now = row.action_id or ""
        super().__init__(*args, initial={"action": (chosen[0] or "") if chosen else now, "seen": now}, **kwargs)
        offered = [(pk, words if len(words) <= 120 else f"{words[:119]}…") for pk, words in actions]
        self.fields["action"].choices = [("", "None of them: it is a new action"), *offered]  # type: ignore[attr-defined]
