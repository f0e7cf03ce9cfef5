"""What is asked about a new token."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django import forms

from areas.tokens.rules import Lifetime, NewToken, TokenScope
from concordat.web.fields import SubmissionKey
from concordat.web.forms import ConcordatForm


class TokenForm(ConcordatForm):
    """A name, what it opens, how long."""

    name = forms.CharField(
        label="What is it for?",
        max_length=80,
        help_text="For example, “Figures for our intranet”",
        error_messages={"required": "Enter what the token is for"},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it read, beside what everybody may read?",
        choices=TokenScope.choices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the token may read"},
    )
    lifetime = forms.ChoiceField(
        label="How long should it work?",
        choices=Lifetime.choices(),
        widget=forms.RadioSelect,
        initial=Lifetime.QUARTER.value,
        error_messages={"required": "Choose how long the token should work"},
    )
    submission_key = SubmissionKey()

    submit_label = "Make the token"
    widths: ClassVar[dict[str, int | str]] = {"name": "two-thirds"}

    def new(self, today: date) -> NewToken:
        """Return what was asked for; the form is valid."""
        typed = self.cleaned_data
        return NewToken(
            name=typed["name"],
            scopes=tuple(TokenScope(one) for one in typed["scopes"]),
            expires_on=Lifetime(typed["lifetime"]).until(today),
            submission_key=typed["submission_key"],
        )
