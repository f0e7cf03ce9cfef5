"""Ask once when a text may tell who somebody is; never refuse it for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from concordat.web.forms import ConcordatForm
from plans.planning.rules.privacy import personal_data_warnings


class PrivacyAskingForm(ConcordatForm):
    """A form whose ``told_in`` fields anybody may read one day."""

    told_in: ClassVar[tuple[str, ...]] = ()

    privacy_checked = forms.BooleanField(
        label="I have checked: nobody can be recognised from this text", required=False
    )

    @property
    def must_ask(self) -> bool:
        """Say whether the box to tick has to be shown."""
        return "privacy_checked" in self.errors or bool(self.data.get("privacy_checked"))

    def ask_about_privacy(self, cleaned: Mapping[str, Any]) -> None:
        """Ask for the tick if a new or changed text seems to hold a personal detail."""
        said = ((str(cleaned.get(name) or ""), str(self.initial.get(name) or "")) for name in self.told_in)
        text = "\n".join(typed for typed, before in said if typed.strip() != before.strip())
        warnings = personal_data_warnings(text)
        if warnings and not cleaned.get("privacy_checked"):
            advice = "Change the text, or tick the box to keep it as it is"
            self.add_error("privacy_checked", f"The text may tell who somebody is. {' '.join(warnings)} {advice}")
