"""Every "may this person …?", answered by ids so that any room above can ask.

``reach_of(person, today)`` reads a person's memberships once (one statement) and keeps them on
the person for the length of a request; every question after that is free.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.utils import timezone

from areas.people.models import Person
from areas.people.rules import GIVEN_BY_AREA_LEADS
from areas.roles.rules import PERMISSIONS, P, Role

#: Whoever a request comes from.
Visitor = Person | AnonymousUser | AbstractBaseUser


@dataclass(frozen=True)
class Reach:
    """How far a person's roles go, as ids.

    ``organisations`` maps a partnership to the organisations for which the person contributes.
    """

    person_id: int | None = None
    nation: frozenset[Role] = frozenset()
    regions: dict[int, frozenset[Role]] = field(default_factory=dict)
    partnerships: dict[int, frozenset[Role]] = field(default_factory=dict)
    organisations: dict[int, frozenset[int]] = field(default_factory=dict)

    def may(
        self,
        permission: P,
        *,
        partnership_id: int | None = None,
        region_ids: Iterable[int] = (),
    ) -> bool:
        """Answer whether any role in reach of the partnership or regions carries ``permission``."""
        roles = set(self.nation)
        if partnership_id is not None:
            roles |= self.partnerships.get(partnership_id, frozenset())
        for region_id in region_ids:
            roles |= self.regions.get(region_id, frozenset())
        return any(permission in PERMISSIONS[role] for role in roles)

    def may_anywhere(self, permission: P) -> bool:
        """Answer whether the person has ``permission`` in any scope at all."""
        return bool(self.partnerships_with(permission) or self.regions_with(permission)) or (
            self.nationwide(permission)
        )

    def nationwide(self, permission: P) -> bool:
        """Answer whether a national role carries ``permission``."""
        return any(permission in PERMISSIONS[role] for role in self.nation)

    def partnerships_with(self, permission: P) -> frozenset[int]:
        """Return the partnerships in which the person has ``permission``."""
        return _with(self.partnerships, permission)

    def regions_with(self, permission: P) -> frozenset[int]:
        """Return the regions in which the person has ``permission``."""
        return _with(self.regions, permission)

    def contributes_for(self, partnership_id: int) -> frozenset[int]:
        """Return the organisations for which the person updates actions in a partnership."""
        return self.organisations.get(partnership_id, frozenset())


def _with(scopes: dict[int, frozenset[Role]], permission: P) -> frozenset[int]:
    return frozenset(key for key, roles in scopes.items() if any(permission in PERMISSIONS[role] for role in roles))


NOBODY = Reach()


def reach_of(person: Visitor, today: date | None = None) -> Reach:
    """Return how far ``person`` reaches on ``today`` (one statement, kept on the person)."""
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY
    kept: Reach | None = getattr(person, "kept_reach", None)
    if kept is None:
        kept = _read(person, today or timezone.localdate())
        person.kept_reach = kept
    return kept


#: A role held, and its organisation, partnership and region.
Held = tuple[str, int | None, int | None, int | None]
# Every page asks this once, so it is asked in plain SQL; it says what ``Membership.objects.active`` says.
_IN_FORCE = """
SELECT role, organisation_id, partnership_id, region_id FROM areas_membership
WHERE person_id = %(person)s AND started_on <= %(today)s AND (ended_on IS NULL OR ended_on > %(today)s)
"""
#: The same as one column of a greater statement, for ``keep_reach``; wants ``person`` and ``today``.
HELD_SQL = f"""(
SELECT COALESCE(json_agg(json_build_array(role, organisation_id, partnership_id, region_id)), '[]')
FROM ({_IN_FORCE}) AS in_force
)"""


def keep_reach(person: Visitor, held: Iterable[Held]) -> Reach:
    """Return how far ``person`` reaches by the roles that were read beside something else, and keep it for the request."""
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY
    person.kept_reach = _reach(person, held)
    return cast(Reach, person.kept_reach)


def _read(person: Person, today: date) -> Reach:
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, {"person": person.pk, "today": today})
        return _reach(person, cursor.fetchall())


def _reach(person: Person, held: Iterable[Held]) -> Reach:
    nation: set[Role] = set()
    regions: dict[int, set[Role]] = {}
    partnerships: dict[int, set[Role]] = {}
    organisations: dict[int, set[int]] = {}
    for role, organisation, partnership, region in held:
        if partnership is not None:
            partnerships.setdefault(partnership, set()).add(Role(role))
            if organisation is not None:
                organisations.setdefault(partnership, set()).add(organisation)
        elif region is not None:
            regions.setdefault(region, set()).add(Role(role))
        else:
            nation.add(Role(role))
    return Reach(
        person_id=person.pk,
        nation=frozenset(nation),
        regions={key: frozenset(roles) for key, roles in regions.items()},
        partnerships={key: frozenset(roles) for key, roles in partnerships.items()},
        organisations={key: frozenset(ids) for key, ids in organisations.items()},
    )


def may_give(reach: Reach, role: Role, partnership_id: int | None) -> bool:
    """Answer whether a person may give ``role``, or end it: administrators any, area leads their own."""
    if reach.nationwide(P.MANAGE_PEOPLE):
        return True
    return role in GIVEN_BY_AREA_LEADS and partnership_id in reach.partnerships_with(P.INVITE)


def invites_somewhere(reach: Reach) -> bool:
    """Answer whether a person may look after people at all."""
    return reach.nationwide(P.MANAGE_PEOPLE) or bool(reach.partnerships_with(P.INVITE))


def check_may(reach: Reach, permission: P, *, partnership_id: int, region_ids: Iterable[int] = ()) -> None:
    """Let through who may; hide the thing from strangers, refuse who may only read.

    Raises:
        Http404: the person may not even see the partnership's unpublished work.
        PermissionDenied: the person may see it but not do this.
    """
    regions = tuple(region_ids)
    if reach.may(permission, partnership_id=partnership_id, region_ids=regions):
        return
    if reach.may(P.VIEW, partnership_id=partnership_id, region_ids=regions):
        raise PermissionDenied
    raise Http404
