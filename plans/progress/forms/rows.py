"""One row of the update round: the same questions, in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from plans.planning.models import Action
from plans.planning.rules.states import Confidence
from plans.progress.forms.updates import UpdateForm
from plans.progress.rules import Hand
from plans.progress.rules.drafts import Typed, drafted, fingerprint

#: The fields of a row; in the page each has the row's action before its name.
FIELDS = (
    "delivery_state",
    "confidence",
    "narrative",
    "reason",
    "version",
    "submission_key",
    "privacy_checked",
    "shown",
)


class RowForm(UpdateForm):
    """How one action stands. Merging and withdrawing have a page of their own."""

    delivery_state = forms.ChoiceField(label="How far has it come?", widget=forms.Select)
    confidence = forms.ChoiceField(
        label="Will it be done in time?", required=False, choices=Confidence.choices(), widget=forms.Select
    )

    def __init__(self, data: Mapping[str, str], *, action: Action) -> None:
        """Take what was typed in the row."""
        super().__init__(data, action=action, hand=Hand.LEAD, auto_id=f"id_r{action.pk}-%s")


def row_data(sent: Mapping[str, Any], action_id: int, *, still_true: bool = False) -> dict[str, str]:
    """Return what a page sent about one action, under the plain names of the fields."""
    found = {name: str(sent[f"r{action_id}-{name}"]) for name in FIELDS if f"r{action_id}-{name}" in sent}
    return found | ({"still_true": "1"} if still_true else {})


def touched(sent: Mapping[str, Any], action: Action, start: Mapping[str, str]) -> Typed | None:
    """Return what somebody typed in a row of a page, or None where they touched nothing.

    ``start`` is what the row shows of the action when nothing is typed.
    """
    data = row_data(sent, action.pk)
    texts = drafted(data)
    if "shown" not in data or fingerprint(texts) == data["shown"]:
        return None
    version = data.get("version", "")
    known = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else action.version
    return Typed(action.pk, known, texts, start)
