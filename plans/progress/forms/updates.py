"""What is asked about how an action stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, ClassVar
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property

from concordat.web.fields import SubmissionKey
from concordat.web.layout import Button, Buttons, Link
from plans.planning.forms.privacy import PrivacyAskingForm
from plans.planning.models import Action
from plans.planning.rules.states import Confidence, DeliveryState, is_live, needs_reason
from plans.progress.models import UpdateDraft
from plans.progress.queries import others_in_plan
from plans.progress.queries.drafts import start_of
from plans.progress.rules import Hand, NewUpdate, problems_in, states_from
from plans.progress.rules.drafts import Typed, drafted


class UpdateForm(PrivacyAskingForm):
    """State, confidence, a sentence, and a reason where the action is below on-track."""

    told_in: ClassVar[tuple[str, ...]] = ("narrative", "reason")

    delivery_state = forms.ChoiceField(label="How far has it come?", widget=forms.RadioSelect)
    merged_into = forms.TypedChoiceField(
        label="Merged into",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Only if it was merged: the action that goes on in its place.",
    )
    confidence = forms.ChoiceField(
        label="Will it be done in time?",
        required=False,
        choices=Confidence.choices(),
        widget=forms.RadioSelect,
        help_text="Only for an action that is still to be done.",
    )
    reason = forms.CharField(
        label="Why is it at risk or off track, and what would help?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only if it is below on track. Your partners read this to see how they can help.",
    )
    narrative = forms.CharField(
        label="What has been done?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence or two is enough. Write about services, not about a person.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    submission_key = SubmissionKey()

    mark_optional = False
    submit_label = "Save update"
    option_hints: Mapping[str, Mapping[str, str]] = {
        "confidence": {
            Confidence.ON_TRACK: "It will be done in time",
            Confidence.AT_RISK: "It may be late or fall short",
            Confidence.OFF_TRACK: "It will not be done in time as things are",
        }
    }
    conflict_url = ""

    def __init__(self, *args: Any, action: Action, hand: Hand, draft: UpdateDraft | None = None, **kwargs: Any) -> None:
        """Offer the states into which this person may move the action, and what they laid by about it."""
        started = {**start_of(action), "version": action.version}
        if draft is not None:
            started |= {**draft.typed, "version": draft.version}
        kwargs.setdefault("initial", started)
        super().__init__(*args, **kwargs)
        self.action, self.hand = action, hand
        states = states_from(action.delivery_state, hand)
        self.fields["delivery_state"].choices = [(one.value, one.label) for one in states]  # type: ignore[attr-defined]
        if DeliveryState.MERGED in states:
            self.fields["merged_into"].choices = cache(partial(_others, action))  # type: ignore[attr-defined]
        else:
            del self.fields["merged_into"]

    def pieces(self) -> Sequence[Any]:
        """Show the question about personal detail only when it has to be asked."""
        names = [name for name in super().pieces() if name != "privacy_checked"]
        return [*names, "privacy_checked"] if self.must_ask else names

    def buttons(self) -> Buttons:
        """Return Save, still true and Cancel; after a conflict, what each of them does."""
        if self.conflict_url:
            return Buttons(Button("Save my update after theirs"), Link("Leave theirs as it is", self.conflict_url))
        same = Button("Nothing has changed: still true", name="still_true", value="1", kind="secondary")
        later = Button("Save for later", name="later", value="1", kind="secondary")
        return Buttons(Button(self.submit_label), same, later, Link("Cancel", self.cancel_url))

    @cached_property
    def helper(self) -> FormHelper:
        """Say where a script may lay by what is typed."""
        helper = super().helper
        helper.attrs["data-draft"] = reverse("update-draft", args=[self.action.pk])
        return helper

    def typed(self) -> Typed:
        """Return what stands in the form, to be laid by."""
        version = str(self.data.get("version") or "")
        known = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else self.action.version
        return Typed(self.action.pk, known, drafted(self.data), start_of(self.action))

    def clean(self) -> dict[str, Any]:
        """Drop what does not belong to the state chosen, then ask for what is missing."""
        cleaned = super().clean() or {}
        if not is_live(str(cleaned.get("delivery_state"))):
            cleaned["confidence"] = ""
        if not needs_reason(str(cleaned.get("confidence"))):
            cleaned["reason"] = ""
        if not self.errors:
            for problem in problems_in(self.update_of(cleaned), now=self.action.delivery_state, hand=self.hand):
                self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
        self.ask_about_privacy(cleaned)
        return cleaned

    def says_nothing_new(self) -> bool:
        """Answer whether "still true" was pressed and nothing else was typed or chosen."""
        if "still_true" not in self.data or str(self.data.get("narrative") or "").strip():
            return False
        now = {"delivery_state": self.action.delivery_state, "confidence": self.action.confidence}
        return all(str(self.data.get(name) or "") in ("", value) for name, value in now.items())

    def update_of(self, typed: Mapping[str, Any] | None = None) -> NewUpdate:
        """Return the update as typed."""
        typed = self.cleaned_data if typed is None else typed
        return NewUpdate(
            delivery_state=typed["delivery_state"],
            confidence=typed["confidence"],
            narrative=typed["narrative"],
            reason=typed["reason"],
            merged_into_id=typed.get("merged_into"),
        )

    def turn_to(self, current: Action, keep_url: str, taken: Mapping[str, str]) -> None:
        """Offer to save after what somebody else recorded, or to leave to ``keep_url``; ``taken`` fields become theirs."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in taken.items():
            data[name] = value
        data["version"], data["submission_key"] = str(current.version), str(uuid4())
        self.data, self.conflict_url = data, keep_url


def _others(action: Action) -> list[tuple[int | str, str]]:
    """Return the actions to choose from; read only when they are shown or one was chosen."""
    return [("", "No other action"), *((one.pk, _short(one)) for one in others_in_plan(action))]


def _short(action: Action) -> str:
    text = str(action)
    return text if len(text) <= 90 else f"{text[:89]}…"
