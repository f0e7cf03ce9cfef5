"""What is asked before a plan takes a step."""

from __future__ import annotations

from typing import Any

from django import forms

from concordat.web.forms import ConcordatForm
from concordat.web.layout import Button, Buttons, Link
from plans.review.rules import Move, needs_comment

_ASKED = {
    Move.SUBMIT: ("A word to the regional lead", "What should they look at first?"),
    Move.TAKE_BACK: ("Why you take it back", ""),
    Move.RETURN: ("What you suggest", "Say first what is strong, then what could be better. The area reads this."),
    Move.APPROVE: ("A word to the area", "The area reads this."),
    Move.PUBLISH: ("A note for the record", ""),
    Move.REFRESH: ("A note for the record", ""),
}


class StepForm(ConcordatForm):
    """A comment, and a button that says what it does."""

    comment = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        """Word the question after the step."""
        super().__init__(*args, **kwargs)
        self.move = move
        comment = self.fields["comment"]
        comment.label, comment.help_text = _ASKED[move]
        comment.required = needs_comment(move)
        comment.error_messages["required"] = "Enter what you suggest"

    def buttons(self) -> Buttons:
        """Return the step's own button and Cancel."""
        return Buttons(Button(self.move.label), Link("Cancel", self.cancel_url))
