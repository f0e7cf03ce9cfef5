"""The forms of a nudge, and of putting an action off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from concordat.web.forms import ConcordatForm
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.reminders.rules.later import LENGTHS


class NudgeForm(PrivacyAskingForm):
    """A sentence of one's own in a nudge."""

    words = forms.CharField(
        label="A sentence of your own",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the letter as you write it, with your name.",
    )

    submit_label = "Send the letter"
    told_in = ("words",)

    def pieces(self) -> Sequence[Any]:
        """Show the box to tick only where it must be ticked."""
        return ["words", "privacy_checked"] if self.must_ask else ["words"]

    def clean(self) -> dict[str, object]:
        """Ask where the sentence looks like it is about a patient."""
        cleaned = super().clean() or {}
        self.ask_about_privacy(cleaned)
        return cleaned


class LaterForm(ConcordatForm):
    """How long one wants to hear nothing of an action."""

    days = forms.TypedChoiceField(
        label="When do you want to hear of it again?",
        choices=[(str(days), f"In {words.lower()}") for days, words in LENGTHS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Select when you want to hear of it again"},
    )

    submit_label = "Put it off"
