"""What is asked when actions are put in order or get new labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link
from plans.planning.models import Action
from plans.planning.rules.order import Style

FIRST = "first"


class MoveForm(ConcordatForm):
    """Behind which action of the plan another one shall stand."""

    after = forms.ChoiceField(
        label="Put it behind",
        help_text="It then stands under the same theme and sub-heading as the one you choose.",
        error_messages={"required": "Select where it shall stand", "invalid_choice": "Select an action of this plan"},
    )
    widths: ClassVar[Mapping[str, int | str]] = {"after": "two-thirds"}
    submit_label = "Move the action"

    def __init__(self, *args: Any, others: Sequence[Action], **kwargs: Any) -> None:
        """Offer the other actions of the plan, in order."""
        super().__init__(*args, **kwargs)
        choices = [("", "Select a place"), (FIRST, "Nothing: first in the plan")]
        choices += [(str(one.pk), _short(one)) for one in others]
        self.fields["after"].choices = choices  # type: ignore[attr-defined]

    def after_id(self) -> int | None:
        """Return the action to stand behind; None for the first place."""
        chosen = self.cleaned_data["after"]
        return None if chosen == FIRST else int(chosen)


class StyleForm(ConcordatForm):
    """How the labels shall look."""

    style = forms.ChoiceField(
        label="How shall the actions be numbered?", choices=Style.choices(), widget=forms.RadioSelect
    )
    method = "get"
    mark_optional = False
    submit_label = "Show the new numbers"


class RenumberForm(ConcordatForm):
    """The new labels as they were looked at: nothing to fill in."""

    style = forms.ChoiceField(choices=Style.choices(), widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    submit_label = "Renumber the plan"

    def buttons(self) -> Buttons:
        """Return the button and Cancel."""
        return Buttons(Button(self.submit_label), Link("Cancel", self.cancel_url))


def _short(action: Action) -> str:
    text = str(action)
    return text if len(text) <= 80 else f"{text[:79]}…"
