"""The forms of the gallery: every kind of field, empty and with everything wrong."""

from __future__ import annotations

from django import forms
from django.utils.datastructures import MultiValueDict

from concordat.web.fields import DateBoxes, SubmissionKey
from concordat.web.forms import ConcordatForm
from concordat.web.layout import Section, Text

STATES = [("on_track", "On track"), ("at_risk", "At risk"), ("off_track", "Off track")]


class FormExample(ConcordatForm):
    """Every kind of field once."""

    title = forms.CharField(label="Title", max_length=120, help_text="As it stands on the front page")
    email = forms.EmailField(label="Email address", max_length=254)
    people = forms.IntegerField(label="Number of people", min_value=1, required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    text = forms.CharField(
        label="Agreed text", widget=forms.Textarea, max_length=200, help_text="Leave out the names of patients"
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    signed_on = DateBoxes(label="Date signed", help_text="For example, 11 12 2026")
    state = forms.ChoiceField(label="Confidence", choices=STATES, widget=forms.RadioSelect)
    standards = forms.MultipleChoiceField(
        label="Standards",
        choices=[("A1", "A1 Early intervention"), ("B5", "B5 A response when needed")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Select all that apply",
    )
    region = forms.ChoiceField(label="Region", choices=[("", "Choose a region"), ("ne", "North East")])
    copy = forms.FileField(label="Signed copy", help_text="PDF or Word, up to 10 MB")
    agreed = forms.BooleanField(label="All partners have agreed")
    key = SubmissionKey()

    submit_label = "Save declaration"
    widths = {"title": "two-thirds", "email": 30, "people": 3, "password": 20}
    option_hints = {"state": {"at_risk": "It may not be done in time, and we know why"}}

    def pieces(self) -> list[object]:
        """Group the fields."""
        return [
            Section("Words", "title", "email", "people", "password", text="A section can begin with a sentence."),
            Section("Long answers", "text", "note"),
            Text("A paragraph between fields can be set apart like this.", inset=True),
            Section("Choices", "signed_on", "state", "standards", "region", "copy", "agreed"),
        ]


class FilterExample(ConcordatForm):
    """A form in a row above what it filters."""

    q = forms.CharField(label="Words", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "All"), *STATES], required=False)

    method = "get"
    mark_optional = False
    submit_label = "Filter"


def wrong_answers() -> MultiValueDict[str, str]:
    """Return answers to ``FormExample`` that are all wrong."""
    answers = {
        "title": "",
        "email": "olive at example",
        "people": "some",
        "text": "Too long. " * 30,
        "signed_on_day": "31",
        "signed_on_month": "Feb",
        "signed_on_year": "2026",
        "state": "",
        "region": "nowhere",
    }
    return MultiValueDict({f"wrong-{name}": [answer] for name, answer in answers.items()})
