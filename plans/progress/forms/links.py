"""Two questions about one action, for somebody who came by a link in a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.functional import cached_property

from concordat.web.layout import Button, Buttons
from plans.planning.models import Action
from plans.planning.rules.states import Confidence, DeliveryState
from plans.progress.forms.updates import UpdateForm
from plans.progress.rules import Hand, states_from

_IN_PROGRESS = [
    (f"in_progress/{Confidence.ON_TRACK}", "On track: it will be done in time"),
    (f"in_progress/{Confidence.AT_RISK}", "At risk: it may be late or fall short"),
    (f"in_progress/{Confidence.OFF_TRACK}", "Off track: it will not be done in time as things are"),
]


class LinkForm(UpdateForm):
    """How it stands, in one question, and a sentence; the reason where it is below on-track."""

    standing = forms.ChoiceField(label="How does it stand?", widget=forms.RadioSelect)
    field_order = ["standing", "narrative", "reason"]

    def __init__(self, data: Mapping[str, Any] | None, *, action: Action) -> None:
        """Start from how the action stands."""
        if data is not None:
            data = data.copy()  # type: ignore[attr-defined]
            state, _, confidence = str(data.get("standing") or "").partition("/")
            data["delivery_state"], data["confidence"] = state, confidence  # type: ignore[index]
        super().__init__(data, action=action, hand=Hand.LEAD)
        now = f"{action.delivery_state}/{action.confidence}"
        self.initial["standing"] = now
        self.fields["standing"].choices = _standings(action, now)  # type: ignore[attr-defined]
        for name in ("delivery_state", "confidence"):
            del self.fields[name]

    @cached_property
    def helper(self) -> FormHelper:
        """Lay nothing by: nobody is signed in."""
        helper = super().helper
        del helper.attrs["data-draft"]
        return helper

    def buttons(self) -> Buttons:
        """Return Save and still true; after a conflict, what Save does."""
        if self.conflict_url:
            return Buttons(Button("Save my update after theirs"))
        same = Button("Nothing has changed: still true", name="still_true", value="1", kind="secondary")
        return Buttons(Button(self.submit_label), same)

    def pieces(self) -> Sequence[Any]:
        """Ask how it stands first."""
        names = [name for name in super().pieces() if name not in ("standing", "merged_into")]
        return ["standing", *names]

    def clean(self) -> dict[str, Any]:
        """Take the one answer apart into state and confidence."""
        state, _, confidence = str(self.cleaned_data.get("standing") or "").partition("/")
        self.cleaned_data |= {"delivery_state": state, "confidence": confidence}
        return super().clean()

    def says_nothing_new(self) -> bool:
        """Answer whether "still true" was pressed and nothing else was typed or chosen."""
        chosen = str(self.data.get("standing") or "")
        return super().says_nothing_new() and chosen in ("", str(self.initial["standing"]))

    def turn_to(self, current: Action, keep_url: str, taken: Mapping[str, str]) -> None:
        """Offer to save after what somebody else recorded."""
        super().turn_to(current, keep_url, taken)
        standing = f"{self.data.get('delivery_state')}/{self.data.get('confidence')}"
        self.data["standing"] = standing  # type: ignore[index]


def _standings(action: Action, now: str) -> list[tuple[str, str]]:
    """Return the answers to choose from; one that stands now and is none of the usual comes first."""
    states = states_from(action.delivery_state, Hand.LEAD)
    found = [*_IN_PROGRESS] if DeliveryState.IN_PROGRESS in states else []
    if DeliveryState.NOT_STARTED in states:
        found.append(("not_started/", "Not started yet"))
    if DeliveryState.COMPLETE in states:
        found.append(("complete/", "Complete"))
    if action.confidence and now not in dict(found):
        words = f"{DeliveryState(action.delivery_state).label}, {Confidence(action.confidence).label.lower()}"
        found.insert(0, (now, words))
    return found
