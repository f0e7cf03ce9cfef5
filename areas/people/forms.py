"""What is asked about people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from areas.people.access import Reach
from areas.people.models import Person
from areas.people.queries import (
    organisations_to_choose_from,
    partnerships_to_invite_to,
    regions_to_choose_from,
)
from areas.people.rules import Grant, Named, roles_to_give
from areas.roles.rules import SCOPE_OF, P, Role, Scope
from concordat.web.forms import ConcordatForm

HINTS = {
    Role.CONTRIBUTOR: "Updates the actions that their organisation leads or supports",
    Role.OFFICER: "Edits the declaration, the plan and its actions",
    Role.AREA_LEAD: "Does all that an officer does, approves and publishes, and invites people",
    Role.REGIONAL_LEAD: "Sees every area of a region and comments",
    Role.ANALYST: "Sees everything and exports it",
    Role.ADMINISTRATOR: "Looks after people, standards, places and reminders",
}


class PeopleSearch(ConcordatForm):
    """Find people by words and role."""

    q = forms.CharField(label="Name, email or post", required=False, max_length=100)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any role"), *Role.choices()])

    method = "get"
    submit_label = "Find"
    mark_optional = False


class InviteRoleForm(ConcordatForm):
    """The first step: which role, and where."""

    role = forms.ChoiceField(label="What will they do?", widget=forms.RadioSelect)
    partnership = forms.ChoiceField(
        label="Partnership", required=False, help_text="For a contributor, an officer or an area lead"
    )
    region = forms.ChoiceField(label="Region", required=False, help_text="For a regional lead")

    method = "get"
    submit_label = "Continue"
    mark_optional = False
    option_hints = {"role": {role.value: hint for role, hint in HINTS.items()}}
    widths: ClassVar[dict[str, str]] = {"partnership": "two-thirds"}

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        """Offer only what the person may give."""
        super().__init__(*args, **kwargs)
        national = reach.nationwide(P.MANAGE_PEOPLE)
        offered = roles_to_give(manages_people=national, invites=bool(reach.partnerships_with(P.INVITE)))
        self.partnerships = partnerships_to_invite_to(reach)
        self.fields["role"].choices = [(r.value, r.label) for r in offered]  # type: ignore[attr-defined]
        pick = [("", "Select a partnership"), *self.partnerships]
        self.fields["partnership"].choices = pick  # type: ignore[attr-defined]
        if national:
            regions = [("", "Select a region"), *regions_to_choose_from()]
            self.fields["region"].choices = regions  # type: ignore[attr-defined]
        else:
            del self.fields["region"]
            if len(self.partnerships) == 1:
                del self.fields["partnership"]

    def clean(self) -> dict[str, Any]:
        """Ask for the place that the role is about."""
        cleaned = super().clean() or {}
        if "role" not in cleaned:
            return cleaned
        scope = SCOPE_OF[Role(cleaned["role"])]
        if scope in (Scope.ORGANISATION, Scope.PARTNERSHIP) and not self._partnership():
            self._ask("partnership", "Select the partnership in which they will work")
        if scope is Scope.REGION and not cleaned.get("region"):
            self._ask("region", "Select the region that they will look after")
        return cleaned

    def _ask(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def _partnership(self) -> str:
        if "partnership" not in self.fields:
            return self.partnerships[0][0]
        return str(self.cleaned_data.get("partnership") or "")

    def grant(self) -> Grant:
        """Return the role and its place; the organisation of a contributor is asked next."""
        role = Role(self.cleaned_data["role"])
        scope = SCOPE_OF[role]
        if scope in (Scope.ORGANISATION, Scope.PARTNERSHIP):
            return Grant(role, partnership_id=int(self._partnership()))
        if scope is Scope.REGION:
            return Grant(role, region_id=int(self.cleaned_data["region"]))
        return Grant(role)


class PersonForm(ConcordatForm):
    """What a person is called. ``seen_…`` is how it stood when the page was drawn."""

    name = forms.CharField(label="Full name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    post = forms.CharField(
        label="Post",
        max_length=120,
        required=False,
        help_text="What they do, for example Joint commissioning manager",
    )
    seen_name = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_post = forms.CharField(required=False, widget=forms.HiddenInput)

    widths: ClassVar[dict[str, str]] = {"email": "two-thirds", "name": "two-thirds", "post": "two-thirds"}

    def named(self) -> Named:
        """Return what was typed."""
        return Named(self.cleaned_data["name"], self.cleaned_data["post"])

    def seen(self) -> Named:
        """Return what the person saw."""
        return Named(self.cleaned_data["seen_name"], self.cleaned_data["seen_post"])


def as_seen(person: Person) -> dict[str, str]:
    """Return a person as the form's start."""
    return {"name": person.name, "post": person.post, "seen_name": person.name, "seen_post": person.post}


class InviteForm(PersonForm):
    """The second step: who, and for which organisation."""

    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    organisation = forms.ChoiceField(
        label="Organisation",
        help_text="The one whose actions they will update. It must be a member or signatory of the partnership.",
    )

    submit_label = "Send invitation"

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        """Ask for the organisation only where the role needs one."""
        super().__init__(*args, **kwargs)
        self.grant = grant
        if SCOPE_OF[grant.role] is Scope.ORGANISATION and grant.partnership_id is not None:
            members = organisations_to_choose_from(grant.partnership_id)
            choices = [("", "Select an organisation"), *members]
            self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]

    def pieces(self) -> Sequence[Any]:
        """Ask for the address first, the organisation last."""
        return ["email", "name", "post", *(["organisation"] if "organisation" in self.fields else [])]

    def whole_grant(self) -> Grant:
        """Return the grant with the organisation that was chosen."""
        chosen = self.cleaned_data.get("organisation")
        return Grant(self.grant.role, int(chosen) if chosen else None, self.grant.partnership_id, self.grant.region_id)


class EndRoleForm(ConcordatForm):
    """Who is reminded from now on, and a button that says what it does."""

    successor = forms.TypedChoiceField(
        label="Who gets their reminders from now on?",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Somebody who may see the same actions. You can also leave it to the next person in turn.",
        error_messages={"invalid_choice": "Select somebody who still works in this partnership"},
    )

    submit_label = "End this role"
    submit_kind = "warning"
    mark_optional = False
    widths: ClassVar[dict[str, str]] = {"successor": "two-thirds"}

    def __init__(self, *args: Any, successors: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """Take (id, name) of those who can take over; without any, nothing is asked."""
        super().__init__(*args, **kwargs)
        if successors:
            choices = [("", "The next person in turn"), *successors]
            self.fields["successor"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["successor"]


class CloseAccountForm(ConcordatForm):
    """A button that says what it does."""

    submit_label = "Close the account"
    submit_kind = "warning"


class OpenAccountForm(ConcordatForm):
    """A button that says what it does."""

    submit_label = "Open the account again"
