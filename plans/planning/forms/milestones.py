"""What is asked about a dated step inside an action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from concordat.web.fields import DateBoxes, SubmissionKey
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.planning.forms.versions import VersionedForm
from plans.planning.models import Action, Milestone
from plans.planning.rules.milestones import LONGEST, Wanted


class MilestoneForm(PrivacyAskingForm):
    """The words of a step, its last day, the day it was done, and its place among the steps."""

    told_in: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label="What will be done by then", max_length=LONGEST, help_text="For example: the first course has been held."
    )
    due = DateBoxes(
        label="By when", required=False, help_text="For example, 31 3 2027. Leave it empty if no day is set."
    )
    done_on = DateBoxes(
        label="Done on",
        required=False,
        latest=timezone.localdate,
        help_text="Leave it empty while it is still to be done.",
    )
    place = forms.TypedChoiceField(label="Its place in the list", coerce=int, required=False, empty_value=None)

    widths: ClassVar[Mapping[str, int | str]] = {"text": "two-thirds"}

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        """Offer the places there are."""
        super().__init__(*args, **kwargs)
        steps = action.milestones.count() + int(not self.is_change)
        self.fields["place"].choices = [(n, _place(n, steps)) for n in range(1, steps + 1)]  # type: ignore[attr-defined]
        self.initial.setdefault("place", steps)
        if steps < 2:
            self.fields["place"].widget = forms.HiddenInput()

    is_change: ClassVar[bool] = False

    def pieces(self) -> list[Any]:
        """Show the question about personal detail only when it has to be asked."""
        names = [name for name in super().pieces() if name != "privacy_checked"]
        return [*names, "privacy_checked"] if self.must_ask else names

    def clean(self) -> dict[str, Any]:
        """Ask about what may tell who somebody is."""
        cleaned = super().clean() or {}
        self.ask_about_privacy(cleaned)
        return cleaned

    def wanted(self) -> Wanted:
        """Return the step as typed."""
        typed = self.cleaned_data
        return Wanted(typed["text"], typed["due"], typed["done_on"], typed["place"])


class AddMilestoneForm(MilestoneForm):
    """A new step; ``submission_key`` makes a form sent twice one step."""

    submission_key = SubmissionKey()
    submit_label = "Add milestone"


class EditMilestoneForm(VersionedForm, MilestoneForm):
    """A change to a step."""

    submit_label = "Save milestone"
    is_change = True


class DoneForm(ConcordatForm):
    """The day on which a step was done."""

    done_on = DateBoxes(label="On which day was it done?", latest=timezone.localdate)
    submit_label = "It is done"

    def __init__(self, *args: Any, step: Milestone, **kwargs: Any) -> None:
        """Start from the day that is kept, or from today."""
        kwargs.setdefault("initial", {"done_on": step.done_on or timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.was_done = step.done_on is not None

    def buttons(self) -> Buttons:
        """Return Save, Undo where it was done, and Cancel."""
        undo = [Button("It is not done after all", name="undo", value="1", kind="secondary")] if self.was_done else []
        return Buttons(Button(self.submit_label), *undo, Link("Cancel", self.cancel_url))


def as_typed(step: Milestone) -> dict[str, Any]:
    """Return a step as the form's start."""
    return {
        "text": step.text,
        "due": step.due,
        "done_on": step.done_on,
        "place": step.position,
        "version": step.version,
    }


def in_words(text: str, due: date | None, done_on: date | None) -> dict[str, str]:
    """Return a step as words, for two versions side by side."""
    days = {name: f"{day.day} {day:%B %Y}" if day else "" for name, day in (("due", due), ("done_on", done_on))}
    return {"text": text, **days}


def _place(number: int, steps: int) -> str:
    words = {1: "first", steps: "last"}.get(number, "")
    return f"{number} ({words})" if words else str(number)
