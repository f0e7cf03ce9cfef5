"""What a reader may ask of a list of areas. Unknown values are ignored, never an error page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from concordat.web.forms import ConcordatForm
from plans.dashboards.rules import ONLY, AreaFilter
from plans.rollups.rules import Stage

_STAGES = [("", "Any stage"), *((stage.value, f"{stage.step}. {stage.label}") for stage in Stage)]


class _Filter(ConcordatForm):
    """A form in a row above a table; ``wanted`` says what it asks for."""

    method = "get"
    mark_optional = False
    submit_label = "Show"

    @property
    def wanted(self) -> AreaFilter:
        """Return what is asked for; what is not understood is left out."""
        self.is_valid()
        values: dict[str, Any] = getattr(self, "cleaned_data", {})
        return AreaFilter(**{name: value for name, value in values.items() if name in AreaFilter.__annotations__})


class FindAreaForm(_Filter):
    """The one box of the front page."""

    submit_label = "Find"
    widths: ClassVar = {"q": "full"}

    q = forms.CharField(
        label="Find your area",
        help_text="A council’s name, or part of it",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AreaListForm(_Filter):
    """What the list of areas can be narrowed to."""

    q = forms.CharField(label="Name or code", required=False, max_length=80)
    region = forms.ChoiceField(label="Region", required=False)
    stage = forms.ChoiceField(label="Stage", required=False, choices=_STAGES)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        """Take the regions as (slug, name)."""
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All of England"), *regions]


class RegionFilterForm(_Filter):
    """What a region's table can be narrowed to."""

    q = forms.CharField(label="Area", required=False, max_length=80)
    stage = forms.ChoiceField(label="Stage", required=False, choices=_STAGES)
    only = forms.ChoiceField(label="Show", required=False, choices=[("", "All areas"), *ONLY.items()])


class FindOrganisationForm(_Filter):
    """What the list of organisations can be narrowed to."""

    q = forms.CharField(label="Name or kind", required=False, max_length=80)
