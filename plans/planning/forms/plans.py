"""What is asked about a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from areas.models import LocalArea, Partnership
from concordat.periods import financial_year_of
from concordat.web.fields import SubmissionKey
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link
from concordat.web.seen import Seen, as_seen
from plans.planning.models import Plan
from plans.planning.queries.board import title_taken
from plans.planning.queries.choices import frameworks
from plans.planning.queries.plans import details_of
from plans.planning.rules.states import Rhythm

FIRST_YEAR, LAST_YEAR = 2010, 2060
TAKEN = "The partnership already has a plan of this title. Give this one another title"


class PlanForm(ConcordatForm):
    """Title, year, rhythm, areas and frameworks of a plan."""

    title = forms.CharField(label="Title of the plan", max_length=200)
    plan_year = forms.IntegerField(
        label="Year in which the plan’s financial year begins",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="“Q1” and “June” in a timescale are read in this year. 2026 is April 2026 to March 2027.",
    )
    rhythm = forms.ChoiceField(
        label="How often are its actions updated?", choices=Rhythm.choices(), widget=forms.RadioSelect
    )
    areas = forms.TypedMultipleChoiceField(
        label="Areas it covers",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one area"},
    )
    frameworks = forms.TypedMultipleChoiceField(
        label="Standards it answers to",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one set of standards"},
    )

    widths: ClassVar[Mapping[str, int | str]] = {"plan_year": 4}
    submit_label = "Save plan"
    conflict_url = ""

    def offer(self, areas: Sequence[LocalArea]) -> None:
        """Offer the areas of the partnership and the frameworks there are."""
        self.fields["areas"].choices = [(area.pk, area.name) for area in areas]  # type: ignore[attr-defined]
        self.fields["frameworks"].choices = frameworks()  # type: ignore[attr-defined]

    def buttons(self) -> Buttons:
        """Return Save and Cancel; after a conflict, what each of them does."""
        if self.conflict_url:
            return Buttons(Button("Save my text over theirs"), Link("Keep theirs and leave", self.conflict_url))
        return Buttons(Button(self.submit_label), Link("Cancel", self.cancel_url))


class AddPlanForm(PlanForm):
    """A new plan; which partnership's is asked only where the person has several here."""

    partnership = forms.TypedChoiceField(label="Whose plan is it?", coerce=int, widget=forms.RadioSelect)
    submission_key = SubmissionKey()
    field_order = ["partnership", "title"]

    submit_label = "Start the plan"

    def __init__(self, *args: Any, area: LocalArea, partnerships: Sequence[Partnership], **kwargs: Any) -> None:
        """Take the area it is started from, and the person's partnerships there."""
        kwargs.setdefault("initial", _start(area, partnerships, timezone.localdate()))
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in partnerships]
        self.fields["partnership"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["partnership"].widget = forms.HiddenInput()
        covered = {place.pk: place for one in partnerships for place in one.areas.all()}
        self.offer(sorted(covered.values(), key=lambda place: place.name))
        offered = self.fields["frameworks"].choices  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.initial.setdefault("frameworks", [offered[0][0]])
        self._areas_of = {one.pk: {place.pk for place in one.areas.all()} for one in partnerships}

    def clean(self) -> dict[str, Any]:
        """Check that the areas are the partnership's and the title is free."""
        cleaned = super().clean() or {}
        whose = cleaned.get("partnership")
        if whose and not set(cleaned.get("areas", ())) <= self._areas_of[whose]:
            self.add_error("areas", "Select areas that this partnership covers")
        return cleaned


class EditPlanForm(PlanForm):
    """A change to the head of a plan; ``version`` is the row version the person saw, ``seen`` what stood there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = Seen()

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        """Start from the plan as it is."""
        kwargs.setdefault("initial", _as_typed(plan))
        super().__init__(*args, **kwargs)
        self.plan = plan
        own = list(plan.areas.all())
        offered = {area.pk: area for area in (*own, *plan.partnership.areas.all())}
        self.offer(sorted(offered.values(), key=lambda area: area.name))

    def clean_title(self) -> str:
        """Check that the title is free."""
        title: str = self.cleaned_data["title"]
        if title_taken(self.plan.partnership_id, title, but=self.plan):
            raise forms.ValidationError(TAKEN)
        return title

    def turn_to(self, current: Plan, taken: Collection[str], keep_url: str) -> None:
        """Offer to save over ``current``, or to leave to ``keep_url``; ``taken`` fields become theirs."""
        theirs = _as_typed(current)
        data = self.data.copy()  # type: ignore[attr-defined]
        for name in (_FIELD_OF.get(one, one) for one in taken):
            values = theirs[name] if isinstance(theirs[name], list) else [theirs[name]]
            data.setlist(name, [str(value) for value in values])
        data["version"], data["seen"] = str(current.version), theirs["seen"]
        self.data, self.conflict_url = data, keep_url


#: Where a detail of a plan has another name in the form.
_FIELD_OF = {"area_ids": "areas", "framework_ids": "frameworks"}


def _start(area: LocalArea, partnerships: Sequence[Partnership], today: date) -> dict[str, Any]:
    first = partnerships[0]
    return {
        "partnership": first.pk if len(partnerships) == 1 else None,
        "title": f"{first.name} crisis care action plan" if len(partnerships) == 1 else "",
        "plan_year": financial_year_of(today),
        "rhythm": Rhythm.QUARTERLY.value,
        "areas": [place.pk for place in first.areas.all()] if len(partnerships) == 1 else [area.pk],
    }


def _as_typed(plan: Plan) -> dict[str, Any]:
    now = details_of(plan)
    return {
        "title": plan.title,
        "plan_year": plan.plan_year,
        "rhythm": plan.rhythm,
        "areas": list(now["area_ids"]),
        "frameworks": list(now["framework_ids"]),
        "version": plan.version,
        "seen": as_seen(now),
    }
