"""What a reader may filter a plan's actions by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from concordat.web.forms import ConcordatForm
from plans.planning.queries.board import ONLY, ActionFilter, leads_in, standards_for, themes_in
from plans.planning.rules.since import Mark
from plans.planning.rules.states import Confidence, DeliveryState


class ActionFilterForm(ConcordatForm):
    """State, confidence, lead, theme, standard, words, and what needs attention. Always gives an answer."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Still to be done"), *DeliveryState.choices()]
    )
    confidence = forms.ChoiceField(
        label="Confidence",
        required=False,
        choices=[("", "Any"), *Confidence.choices(), ("below", "At risk or off track"), ("unrated", "Not rated yet")],
    )
    lead = forms.ChoiceField(label="Lead", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    standard = forms.ChoiceField(label="Standard", required=False)
    only = forms.ChoiceField(label="Only", required=False, choices=[("", "All"), *ONLY.items()])
    since = forms.CharField(
        label="Changed since",
        required=False,
        max_length=60,
        help_text="A day such as 1 September 2026, or “edition 1”.",
    )
    change = forms.ChoiceField(
        label="What became of it", required=False, choices=[("", "All"), ("any", "Any change"), *Mark.choices()]
    )
    finished = forms.BooleanField(label="Show finished, merged and withdrawn too", required=False)

    method = "get"
    submit_label = "Filter"
    mark_optional = False
    widths: ClassVar[Mapping[str, int | str]] = {"since": 20}

    def __init__(self, *args: Any, plan_id: int, **kwargs: Any) -> None:
        """Offer what is in the plan."""
        super().__init__(*args, **kwargs)
        leads = [(one.pk, one.short_name or one.name) for one in leads_in(plan_id)]
        themes = [(one.pk, str(one)) for one in themes_in(plan_id)]
        standards = [(one.pk, str(one)) for one in standards_for(plan_id)]
        self._choose("lead", [("", "Any"), *leads, ("none", "No lead")])
        self._choose("theme", [("", "Any"), *themes, ("none", "No theme")])
        self._choose("standard", [("", "Any"), *standards, ("none", "No standard")])

    @cached_property
    def helper(self) -> FormHelper:
        """Lead to the list, not to the top of the page."""
        helper = super().helper
        helper.form_action = "#actions"
        return helper

    @classmethod
    def asked(cls, query: QueryDict) -> QueryDict | None:
        """Return the query if it filters at all; a page number alone does not."""
        return query if set(cls.base_fields) & set(query) else None

    def wanted(self) -> ActionFilter:
        """Return what to keep; a value that cannot be read keeps everything."""
        if not self.is_bound:
            return ActionFilter()
        self.is_valid()
        typed: Mapping[str, Any] = self.cleaned_data
        return ActionFilter(**{name: typed[name] for name in self.fields if name in typed})

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
