"""Forms that stand for all forms in these tests."""

from __future__ import annotations

from datetime import date

from django import forms

from concordat.web.fields import DateBoxes, SubmissionKey
from concordat.web.forms import ConcordatForm

STATES = [("on_track", "On track"), ("at_risk", "At risk")]


class AllKinds(ConcordatForm):
    """One field of each kind."""

    title = forms.CharField(label="Title", max_length=20, help_text="As on the front page")
    email = forms.EmailField(label="Email address")
    people = forms.IntegerField(label="Number of people", min_value=1)
    share = forms.DecimalField(label="Share")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    text = forms.CharField(label="Agreed text", widget=forms.Textarea, max_length=10)
    signed_on = DateBoxes(label="Date signed")
    state = forms.ChoiceField(label="Confidence", choices=STATES, widget=forms.RadioSelect)
    standards = forms.MultipleChoiceField(label="Standards", choices=STATES, widget=forms.CheckboxSelectMultiple)
    region = forms.ChoiceField(label="Region", choices=[("", "Choose"), ("ne", "North East")])
    copy = forms.FileField(label="Signed copy")
    agreed = forms.BooleanField(label="All partners agree")
    note = forms.CharField(label="Note", required=False)
    key = SubmissionKey()

    widths = {"title": 20, "email": "two-thirds"}
    option_hints = {"state": {"at_risk": "It may be late"}}


class OneDate(ConcordatForm):
    """A date and its limits."""

    day = DateBoxes(label="Date signed", earliest=date(2014, 2, 18), latest=date(2026, 11, 23))


class AnyDate(ConcordatForm):
    """A date without limits."""

    day = DateBoxes(label="Date signed")


def typed(day: str, month: str, year: str) -> dict[str, str]:
    """Return what a browser sends for the three boxes of ``day``."""
    return {"day_day": day, "day_month": month, "day_year": year}
