"""A form that may meet a newer version of what it changes."""

from __future__ import annotations

from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link


class VersionedForm(ConcordatForm):
    """A change to a row; ``version`` is the row version the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflict_url = ""

    def buttons(self) -> Buttons:
        """Return Save and Cancel; after a conflict, what each of them does."""
        if self.conflict_url:
            return Buttons(Button("Save my text over theirs"), Link("Keep theirs and leave", self.conflict_url))
        return Buttons(Button(self.submit_label), Link("Cancel", self.cancel_url))

    def turn_to(self, version: int, keep_url: str) -> None:
        """Offer to save over version ``version``, or to leave to ``keep_url``."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        self.data, self.conflict_url = data, keep_url
