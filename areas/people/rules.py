"""Which roles one may give, and how a person's account stands."""

from __future__ import annotations

from dataclasses import dataclass

from areas.roles.rules import SCOPE_OF, Role, Scope
from concordat.choices import Words

#: What an area lead may make of people in their own partnership.
GIVEN_BY_AREA_LEADS = (Role.CONTRIBUTOR, Role.OFFICER, Role.AREA_LEAD)


class Standing(Words):
    """How a person's account stands."""

    OPEN = "open", "Can sign in"
    INVITED = "invited", "Invited, no password chosen yet"
    CLOSED = "closed", "Account closed"


def standing_of(*, is_active: bool, has_password: bool) -> Standing:
    """Return how an account stands."""
    if not is_active:
        return Standing.CLOSED
    return Standing.OPEN if has_password else Standing.INVITED


@dataclass(frozen=True)
class Grant:
    """A role and its scope, as ids."""

    role: Role
    organisation_id: int | None = None
    partnership_id: int | None = None
    region_id: int | None = None


@dataclass(frozen=True)
class Named:
    """What a person is called and what they do."""

    name: str
    post: str


_NEEDS: dict[Scope, tuple[bool, bool, bool]] = {
    Scope.ORGANISATION: (True, True, False),
    Scope.PARTNERSHIP: (False, True, False),
    Scope.REGION: (False, False, True),
    Scope.NATION: (False, False, False),
}


def has_its_scope(grant: Grant) -> bool:
    """Answer whether a grant names exactly what its role is about."""
    given = tuple(value is not None for value in (grant.organisation_id, grant.partnership_id, grant.region_id))
    return given == _NEEDS[SCOPE_OF[grant.role]]


def roles_to_give(*, manages_people: bool, invites: bool) -> tuple[Role, ...]:
    """Return the roles that a person with these permissions may give, least first."""
    if manages_people:
        return tuple(Role)
    return GIVEN_BY_AREA_LEADS if invites else ()
