"""What is asked about a partnership and its members."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from areas.organisations.forms import NewOrganisationFields
from areas.partnerships.models import Partnership, PartnershipMember
from areas.partnerships.queries import areas_to_choose_from, entry_of, named
from areas.partnerships.rules import LONGEST_NAME, Entry, Named
from concordat.web.fields import DateBoxes
from concordat.web.forms import ConcordatForm


class PartnershipSearch(ConcordatForm):
    """Find partnerships by words."""

    q = forms.CharField(label="Name or area", required=False, max_length=100)

    method = "get"
    submit_label = "Find"
    mark_optional = False


class PartnershipForm(ConcordatForm):
    """What a partnership is called and where it works. ``seen_…`` is how it stood when the page was drawn."""

    name = forms.CharField(
        label="Name of the partnership",
        max_length=LONGEST_NAME,
        help_text="Of one area: the area’s name. Of several: what they call themselves, for example Berkshire.",
    )
    areas = forms.TypedMultipleChoiceField(
        label="Areas it covers",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="More than one where councils sign together. An area may be in more than one partnership.",
        error_messages={"required": "Select at least one area"},
    )
    seen_name = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_areas = forms.CharField(required=False, widget=forms.HiddenInput)

    submit_label = "Save partnership"
    widths: ClassVar[Mapping[str, int | str]] = {"name": "two-thirds"}

    def __init__(self, *args: Any, covered: Collection[int] = (), **kwargs: Any) -> None:
        """Offer the areas of today, and those ``covered`` although they ended."""
        super().__init__(*args, **kwargs)
        choices = areas_to_choose_from(timezone.localdate(), covered)
        self.fields["areas"].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Keep single spaces between words."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def wanted(self) -> Named:
        """Return what was typed."""
        return Named(self.cleaned_data["name"], frozenset(self.cleaned_data["areas"]))

    def seen(self) -> Named:
        """Return what the person saw; spoiled words are no area."""
        areas = str(self.cleaned_data["seen_areas"]).split()
        return Named(self.cleaned_data["seen_name"], frozenset(int(pk) for pk in areas if pk.isdecimal()))


def partnership_as_seen(partnership: Partnership) -> dict[str, Any]:
    """Return a partnership as the form's start."""
    now = named(partnership)
    return {"name": now.name, "areas": sorted(now.areas), **seen_partnership(now)}


def seen_partnership(now: Named) -> dict[str, str]:
    """Return the hidden fields that say how a partnership stands."""
    return {"seen_name": now.name, "seen_areas": " ".join(map(str, sorted(now.areas)))}


class MemberForm(ConcordatForm):
    """How an organisation stands in a partnership. ``seen_…`` is how it stood when the page was drawn."""

    alias = forms.CharField(
        label="What the plan calls it",
        required=False,
        max_length=120,
        help_text="So that plans are read right. For example, the Trust.",
    )
    joined_on = DateBoxes(
        label="Member since",
        required=False,
        latest=timezone.localdate,
        help_text="The day it agreed to work in this partnership. For example, 1 4 2026.",
    )
    seen_alias = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_joined_on = forms.CharField(required=False, widget=forms.HiddenInput)

    submit_label = "Save member"
    widths: ClassVar[Mapping[str, int | str]] = {"alias": "two-thirds", "name": "two-thirds", "kind": "two-thirds"}

    def entry(self) -> Entry:
        """Return what was typed."""
        return Entry(self.cleaned_data["alias"], self.cleaned_data["joined_on"])

    def saw(self, entry: Entry) -> bool:
        """Answer whether ``entry`` is what the person saw."""
        seen = {name: self.cleaned_data[name] for name in ("seen_alias", "seen_joined_on")}
        return seen == seen_member(entry)


def member_as_seen(member: PartnershipMember) -> dict[str, Any]:
    """Return a member as the form's start."""
    now = entry_of(member)
    return {"alias": now.alias, "joined_on": now.joined_on, **seen_member(now)}


def seen_member(now: Entry) -> dict[str, str]:
    """Return the hidden fields that say how a member stands."""
    return {"seen_alias": now.alias, "seen_joined_on": now.joined_on.isoformat() if now.joined_on else ""}


class NewMemberForm(NewOrganisationFields, MemberForm):
    """An organisation that nobody has typed before, and how it stands."""

    field_order = ["name", "kind"]

    submit_label = "Add organisation and member"


class LeaveForm(ConcordatForm):
    """The day an organisation left."""

    left_on = DateBoxes(label="When did it leave?", latest=timezone.localdate)

    submit_label = "Record that it has left"
    submit_kind = "warning"
