"""Find an organisation, or name one that nobody has typed before."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone

from areas.organisations.models import Organisation
from areas.organisations.queries import find_organisations, kinds_to_choose_from, organisation_by_id
from concordat.web.forms import ConcordatForm

FOUND_ON_A_PAGE = 20


class OrganisationSearch(ConcordatForm):
    """Find an organisation by words of its name or kind."""

    q = forms.CharField(
        label="Find the organisation",
        max_length=100,
        required=False,
        help_text="Words of its name or its kind, for example Kent police",
    )
    method = "get"
    submit_label = "Find"
    mark_optional = False
    widths: ClassVar[dict[str, str]] = {"q": "two-thirds"}


class NewOrganisationFields(ConcordatForm):
    """What is asked about an organisation that nobody has typed before."""

    name = forms.CharField(label="Name of the organisation", max_length=160)
    kind = forms.ChoiceField(label="Kind of organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds that are in the catalogue."""
        super().__init__(*args, **kwargs)
        choices = [("", "Select a kind"), *kinds_to_choose_from(timezone.localdate())]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


def searched(query: QueryDict) -> dict[str, Any]:
    """Return what a page of the search shows: the form, the ``words`` asked for and the ``found`` page."""
    form = OrganisationSearch(query if "q" in query else None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    found = Paginator(find_organisations(words), FOUND_ON_A_PAGE).get_page(query.get("page"))
    return {"form": form, "words": words, "found": found, "today": timezone.localdate()}


def chosen(query: QueryDict) -> Organisation:
    """Return the organisation that was chosen from the search. Raises ``Http404``."""
    pk = str(query.get("organisation", ""))
    return organisation_by_id(int(pk) if pk.isdecimal() and len(pk) < 10 else 0)
